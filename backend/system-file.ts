import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** How the command line finds and signs in to the system that runs on this data directory. Mode 0600: whoever can read it is an administrator. */
const contents = z.object({ url: z.string(), token: z.string(), pid: z.int() });
export type SystemFile = z.infer<typeof contents>;

const pathIn = (dataDir: string) => join(dataDir, 'system.json');

export const writeSystemFile = (dataDir: string, file: SystemFile): Promise<void> =>
  writeFile(pathIn(dataDir), JSON.stringify(file), { mode: 0o600 });

export const removeSystemFile = (dataDir: string): Promise<void> => rm(pathIn(dataDir), { force: true });

/** `undefined` when there is none, or when the process that wrote it is gone. */
export async function readSystemFile(dataDir: string): Promise<SystemFile | undefined> {
  try {
    const file = contents.parse(JSON.parse(await readFile(pathIn(dataDir), 'utf8')));
    return isAlive(file.pid) ? file : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
