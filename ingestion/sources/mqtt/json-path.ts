type Step = { readonly kind: 'key'; readonly key: string } | { readonly kind: 'every' };

export interface PathMatch {
  readonly value: unknown;
  /** What the path's wildcards stood for: keys of objects, places in arrays. */
  readonly keys: readonly string[];
}

const STEP = /\.\*|\[\*\]|\.([\p{L}_][\p{L}\p{N}_-]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/uy;

/** Matches of one path at most: a hostile payload must not multiply without end. Ours. */
const MOST_MATCHES = 1000;

/** The part of JSONPath (RFC 9535) that mappings need: `$`, `.name`, `["any name"]`, `[0]`, and the wildcards `.*` and `[*]`. */
export class JsonPath {
  readonly #steps: readonly Step[];

  /** @throws RangeError when `path` is not such a path. */
  constructor(path: string) {
    const steps: Step[] = [];
    STEP.lastIndex = 1;
    while (path.startsWith('$') && STEP.lastIndex < path.length) {
      const from = STEP.lastIndex;
      const found = STEP.exec(path);
      if (!found) throw new RangeError(`path ${path}: cannot read ${JSON.stringify(path.slice(from))}`);
      const key =
        found[1] ?? found[2] ?? (found[3] === undefined ? undefined : (JSON.parse(`"${found[3]}"`) as string));
      steps.push(key === undefined ? { kind: 'every' } : { kind: 'key', key });
    }
    if (!path.startsWith('$')) throw new RangeError(`path ${path} must begin with $`);
    this.#steps = steps;
  }

  /** Everything the path leads to; nothing when it leads nowhere. */
  matches(json: unknown): readonly PathMatch[] {
    let found: PathMatch[] = [{ value: json, keys: [] }];
    for (const step of this.#steps) {
      found = found.flatMap(({ value, keys }) =>
        step.kind === 'key' ? down(value, step.key, keys) : every(value, keys),
      );
      if (found.length > MOST_MATCHES) found.length = MOST_MATCHES;
    }
    return found;
  }

  first(json: unknown): unknown {
    return this.matches(json)[0]?.value;
  }
}

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const down = (value: unknown, key: string, keys: readonly string[]): PathMatch[] =>
  isContainer(value) && Object.hasOwn(value, key) ? [{ value: value[key], keys }] : [];

const every = (value: unknown, keys: readonly string[]): PathMatch[] =>
  isContainer(value) ? Object.keys(value).map((key) => ({ value: value[key], keys: [...keys, key] })) : [];
