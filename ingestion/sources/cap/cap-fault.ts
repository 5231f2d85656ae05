/** A document, or one part of it, cannot be taken. */
export class CapFault extends Error {
  override readonly name = 'CapFault';
  /** Stable, for counting: `bad_xml`, `not_cap`, `missing_element`, `bad_value`, `bad_feed`, `too_large`. */
  readonly reason: string;
  /** 1-based line of the document. */
  readonly line: number;

  constructor(reason: string, line: number, detail: string) {
    super(`line ${line}: ${detail}`);
    this.reason = reason;
    this.line = line;
  }
}
