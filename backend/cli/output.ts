import { UserError } from '../errors.ts';

export const DONE = 0;
export const FAILED = 1;
export const WRONG_USAGE = 2;

/** Results go to stdout, all else to stderr, so that a pipe gets the result and nothing but the result. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

export const printJson = (value: unknown): void => print(JSON.stringify(value));

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** One line: what failed and the next step. Only a fault of ours, never one of the user's, shows its stack. */
export function fail(error: unknown): void {
  if (error instanceof UserError) {
    say(`vantage: ${[error.message.replace(/\.$/, ''), error.next].filter(Boolean).join('. ')}`);
  } else {
    say(`vantage: an internal fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    say('Please report it with the lines above.');
  }
}

/** Columns padded to their widest cell; East Asian wide characters count as two. */
export function table(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = [columns, ...rows].map((row) => row.map(cellText));
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => displayWidth(row[column] ?? ''))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - displayWidth(cell)))
      .join('  ')
      .trimEnd();
  return [line(cells[0]!), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.slice(1).map(line)].join('\n');
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;
const displayWidth = (text: string) => text.length + (text.match(WIDE)?.length ?? 0);

/** A line on stderr that is drawn over, when stderr is a terminal; silent otherwise. */
export class ProgressLine {
  private shown = false;

  update(text: string): void {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`\r\x1b[2K${text}`);
    this.shown = true;
  }

  end(): void {
    if (this.shown) process.stderr.write('\n');
    this.shown = false;
  }
}
