/**
 * What people say about one matter. Slots: `{place}` where, `{clock}` the time, `{n}` a small number, `{days}` how many days. Sentences have no end mark.
 */
export interface Phrases {
  /** As the channel files it: the words of the hotline's catalogue and its code, which are ours. */
  readonly category: string;
  readonly matterCode: string;
  /** What they see, hear or smell; at least one has `{place}`. */
  readonly seen: readonly string[];
  /** What it does to them. */
  readonly effects: readonly string[];
  /** As grid workers on patrol write. */
  readonly patrol: readonly string[];
  readonly english: readonly string[];
}

export interface EverydayMatter extends Phrases {
  /** Share among everyday reports. */
  readonly weight: number;
  /** When it is told: by day, in the evening, at night. */
  readonly when: 'day' | 'evening' | 'night' | 'rush';
}
