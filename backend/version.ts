import { readFileSync } from 'node:fs';

/** Of the package: `package.json` is one folder above `backend/`, two above `dist/backend/`. */
export const VERSION: string = readVersion();

function readVersion(): string {
  for (const up of ['../package.json', '../../package.json']) {
    try {
      const content: unknown = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'));
      return (content as { version: string }).version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error('package.json is missing beside this installation');
}
