/** One sentence in both of our languages. Chinese first. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
