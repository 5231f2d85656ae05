import type { DecidedAbout, IncidentEvent } from '../incident.ts';

/** Events by which a person decided otherwise than the rules. */
export type Decision = Extract<IncidentEvent, { kind: 'graded' | 'tagged' | 'routed' }>;

export const isDecision = (event: IncidentEvent): event is Decision =>
  (event.kind === 'graded' && event.about !== undefined) || event.kind === 'tagged' || event.kind === 'routed';

const keyOf = ({ matter, place }: DecidedAbout): string | undefined =>
  place === undefined ? undefined : `${matter} ${place}`;

/** What people decided about the same matter in the same place before. Only ever added to. */
export class Examples {
  readonly #byKey = new Map<string, Map<Decision['kind'], Decision>>();
  readonly #byId = new Map<string, Decision>();

  add(decision: Decision): void {
    const key = decision.about && keyOf(decision.about);
    if (key === undefined) return;
    this.#byId.set(decision.id, decision);
    this.#byKey.set(key, (this.#byKey.get(key) ?? new Map()).set(decision.kind, decision));
  }

  /** Ids of the latest decisions about it. An incident follows those that were there when it was opened, so that what is open does not change its mind by itself. */
  latest(about: DecidedAbout): readonly string[] {
    const key = keyOf(about);
    return key === undefined ? [] : [...(this.#byKey.get(key)?.values() ?? [])].map(({ id }) => id);
  }

  /** Of those it follows the one of this kind, while it is still about the same. */
  find<Kind extends Decision['kind']>(
    kind: Kind,
    follows: readonly string[],
    about: DecidedAbout,
  ): Extract<Decision, { kind: Kind }> | undefined {
    const decisions = follows.flatMap((id) => this.#byId.get(id) ?? []);
    return decisions.find(
      (each): each is Extract<Decision, { kind: Kind }> =>
        each.kind === kind && each.about !== undefined && keyOf(each.about) === keyOf(about),
    );
  }
}
