/** Names conditions that come and go: the ledger wants an id for each time that one holds. */
export class Spells {
  readonly #spells = new Map<string, { times: number; holds: boolean }>();

  /** @param holds whether it holds now. @returns the id of the spell that is on or has just ended. */
  of(condition: string, holds: boolean): { readonly id: string; readonly holds: boolean } {
    const spell = this.#spells.get(condition) ?? { times: 0, holds: false };
    if (holds && !spell.holds) spell.times++;
    spell.holds = holds;
    this.#spells.set(condition, spell);
    return { id: spell.times < 2 ? condition : `${condition}/${spell.times}`, holds };
  }
}
