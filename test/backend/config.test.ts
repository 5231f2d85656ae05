import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../backend/config.ts';
import { UserError } from '../../backend/errors.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vantage-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

const yaml = (text: string) => writeFile(join(folder, 'vantage.yaml'), text);
const fault = (flags: Record<string, unknown>, environment: Record<string, string> = {}): UserError => {
  try {
    loadConfig(flags, environment, folder);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

describe('configuration', () => {
  it('takes flags over environment over vantage.yaml over defaults', async () => {
    await yaml('port: 1001\nhost: 10.0.0.1\nspeed: 2\n');
    const config = loadConfig({ port: '1003' }, { VANTAGE_PORT: '1002', VANTAGE_HOST: '10.0.0.2' }, folder);
    expect(config).toMatchObject({
      port: 1003,
      host: '10.0.0.2',
      speed: 2,
      scenario: 'typhoon-day',
    });
    expect(config.dataDir).toBe(join(folder, '.vantage'));
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('knows DATABASE_URL, and its own name over it', () => {
    const both = { DATABASE_URL: 'postgres://a/b', VANTAGE_DATABASE_URL: 'postgresql://c/d' };
    expect(loadConfig({}, { DATABASE_URL: both.DATABASE_URL }, folder).databaseUrl).toBe('postgres://a/b');
    expect(loadConfig({}, both, folder).databaseUrl).toBe('postgresql://c/d');
  });

  it.each([
    [{ port: 'eighty' }, {}, '--port', '"eighty"'],
    [{}, { VANTAGE_SPEED: '0' }, 'VANTAGE_SPEED', '"0"'],
    [{}, { VANTAGE_TIME_ZONE: 'Mars/Olympus' }, 'VANTAGE_TIME_ZONE', 'Asia/Shanghai'],
    [{}, { VANTAGE_PORTT: '1' }, 'VANTAGE_PORTT', 'VANTAGE_PORT,'],
    [{ role: 'serve' }, {}, '--role', 'all'],
  ])('names the key, the value and what is allowed: %j %j', (flags, environment, key, allowed) => {
    const { code, message, next } = fault(flags, environment);
    expect(code).toBe('bad-configuration');
    expect(message).toContain(key);
    expect(`${message} ${next}`).toContain(allowed);
  });

  it('names unknown keys and broken YAML of the file', async () => {
    await yaml('prot: 8080\n');
    expect(fault({}).message).toBe('prot is not a setting');
    await yaml('port: [8080\n');
    expect(fault({}).message).toMatch(/^vantage\.yaml: .*line/);
    await yaml('- port\n');
    expect(fault({}).message).toBe('vantage.yaml must be a table of settings');
  });

  it('never repeats a secret', () => {
    expect(fault({}, { VANTAGE_ADMIN_PASSWORD: 'hunter2' }).message).not.toContain('hunter2');
    expect(fault({}, { DATABASE_URL: 'mysql://root:hunter2@db/x' }).message).not.toContain('hunter2');
  });

  it('leaves the variables of clients and tests alone', () => {
    const others = { VANTAGE_URL: 'http://x', VANTAGE_TOKEN: 't', VANTAGE_TEST_CHROMIUM: '/x' };
    expect(loadConfig({}, others, folder).port).toBe(8080);
  });
});
