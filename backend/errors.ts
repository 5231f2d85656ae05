/** A fault that its user can mend: printed as one line on the command line, as a problem document over HTTP, never as a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Stable, kebab-case; becomes the problem document's `type`. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** The field, flag or line at fault. */
  readonly field: string | undefined;
  /** What to do next, one sentence. */
  readonly next: string | undefined;

  constructor(
    code: string,
    message: string,
    options: { status?: number; field?: string; next?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 400;
    this.field = options.field;
    this.next = options.next;
  }
}
