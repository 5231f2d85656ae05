/** Where and when the receivers last heard anyone: a grid of cells with the time of the newest report in each. */
export class Coverage {
  readonly #cellDeg: number;
  readonly #columns: number;
  readonly #heardAt: Map<number, number>;

  constructor(cellDeg: number, heardAt: Iterable<readonly [cell: number, time: number]> = []) {
    this.#cellDeg = cellDeg;
    this.#columns = Math.ceil(360 / cellDeg);
    this.#heardAt = new Map(heardAt);
  }

  hear(lon: number, lat: number, time: number): void {
    this.#heardAt.set(this.#row(lat) * this.#columns + this.#column(lon), time);
  }

  /** The newest report in this cell and the eight around it; -Infinity for none. Wraps at the antimeridian, not at the poles. */
  nearby(lon: number, lat: number): number {
    const row = this.#row(lat);
    const column = this.#column(lon);
    let newest = Number.NEGATIVE_INFINITY;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const cell = (row + dy) * this.#columns + ((column + dx + this.#columns) % this.#columns);
        const heardAt = this.#heardAt.get(cell);
        if (heardAt !== undefined && heardAt > newest) newest = heardAt;
      }
    }
    return newest;
  }

  forgetBefore(time: number): void {
    for (const [cell, heardAt] of this.#heardAt) if (heardAt < time) this.#heardAt.delete(cell);
  }

  snapshot(): (readonly [cell: number, time: number])[] {
    return [...this.#heardAt];
  }

  #row(lat: number): number {
    return Math.floor((lat + 90) / this.#cellDeg);
  }

  #column(lon: number): number {
    return Math.floor((lon + 180) / this.#cellDeg) % this.#columns;
  }
}
