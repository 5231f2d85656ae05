import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../backend/store/embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Administrator's URL of the embedded server that all tests of a run share. */
    postgresUrl: string;
  }
}

/** Durability is what other tests prove on servers of their own; here it would only cost time. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '200' };

/** Vitest's global set-up: one server per run, started once, removed with its data at the end. */
export default async function provideServer(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'vantage-test-'));
  await chmod(folder, 0o755);
  let server: EmbeddedPostgres | undefined;
  try {
    server = await startEmbeddedPostgres(folder, SETTINGS);
    project.provide('postgresUrl', server.url);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
