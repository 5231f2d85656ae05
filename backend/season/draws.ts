import { nameSeed } from '../../geodata/city/name-seed.ts';
import { hashNoise } from '../../geodata/city/seeded-random.ts';

/** Chance that depends on the seed and the name alone. */
export class Draws {
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Uniform in [0, 1). */
  uniform(name: string): number {
    return hashNoise(nameSeed(this.#seed, name), 0);
  }

  between(name: string, [least, most]: readonly [number, number]): number {
    return least + (most - least) * this.uniform(name);
  }

  /** Log-normal about a median; nine in ten within exp(1.28 · spread) times of it. */
  about(name: string, median: number, spread: number): number {
    const seed = nameSeed(this.#seed, `${name} bell`);
    // Standard normal: the sum of twelve uniform draws (Irwin–Hall) less its mean.
    let bell = -6;
    for (let i = 0; i < 12; i++) bell += hashNoise(seed, i);
    return median * Math.exp(spread * bell);
  }

  choice<Item>(name: string, items: readonly Item[]): Item {
    return items[Math.floor(this.uniform(name) * items.length)]!;
  }
}
