import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { alarmRules } from './alerts/alarm-rules.ts';
import { UserError } from './errors.ts';
import { taskRules } from './tasks/task-limits.ts';

const port = z.coerce.number().int().min(0).max(65_535);

/**
 * Everything that can be set, with its default. One name everywhere: `dataDir` here and in `vantage.yaml` is `VANTAGE_DATA_DIR` in the environment and
 * `--data-dir` on the command line. Lists and tables are set in `vantage.yaml` only.
 */
const settings = z.strictObject({
  port: port.default(8080).describe('HTTP port of the console and the API'),
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('address to bind; anything but loopback opens the system to the network'),
  dataDir: z.string().min(1).default('.vantage').describe('where the embedded database, tokens and recordings live'),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional()
    .describe('PostgreSQL or TimescaleDB to use instead of the embedded one; also DATABASE_URL'),
  scenario: z.string().min(1).default('typhoon-day').describe('scenario to play, or "none" to start empty'),
  speed: z.coerce.number().min(0.1).max(1000).default(1).describe('speed of the scenario, times real time'),
  role: z
    .literal('all', 'only "all" can be run yet: one process walks the whole way')
    .default('all')
    .describe('part of the walk that this process runs'),
  mqttPort: port.optional().describe('port of the embedded MQTT broker; default 1883 or the next free one'),
  mqttHost: z.string().min(1).default('127.0.0.1').describe('address that the embedded MQTT broker binds'),
  mqttUrl: z
    .string()
    .regex(/^(mqtts?|wss?):\/\//, 'must start with mqtt://, mqtts://, ws:// or wss://')
    .optional()
    .describe('outside MQTT broker to use instead of the embedded one'),
  mqttClientId: z
    .string()
    .min(1)
    .max(128)
    .default('vantage')
    .describe('client id at the outside broker: its persistent session is kept under this name'),
  adminPassword: z
    .string()
    .min(12, 'must have at least 12 characters')
    .optional()
    .describe('password of the first administrator, for unattended set-up'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone such as Asia/Shanghai')
    .optional()
    .describe("time zone of screens, reports and incident numbers; absent: the city's own"),
  logLevel: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('how much to log to stderr'),
  retentionDays: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('drop readings and positions older than this; absent keeps them for ever'),
  ais: z
    .unknown()
    .optional()
    .describe(
      'AIS receivers, e.g. [{kind: tcp, id: harbour, host: 10.0.0.5, port: 10110}, {kind: udp, id: roof, port: 10110}]',
    ),
  cap: z
    .unknown()
    .optional()
    .describe('feeds of CAP warnings, e.g. [{id: weather, url: "https://example.org/cap.atom", intervalS: 60}]'),
  mqtt: z
    .strictObject({ mappings: z.array(z.unknown()).default([]) })
    .prefault({})
    .describe('mappings for foreign MQTT payloads'),
  alarms: alarmRules
    .prefault({})
    .describe('alarm management: officers on duty, priorities, suppression, floods, e.g. {officers: 2}'),
  tasks: taskRules.prefault({}).describe('tasks: by when, e.g. {completeWithinMin: {1: 90}}'),
  detectors: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('parameters by detector id, e.g. {vessel.overspeed: {marginKn: 1}}'),
});

export type Config = Readonly<z.infer<typeof settings>>;
export type ConfigKey = keyof Config;

/** Environment variables that are not settings of the system: for the CLI as a client, and for the tests. */
const isOtherVariable = (name: string): boolean =>
  name === 'VANTAGE_URL' || name === 'VANTAGE_TOKEN' || name.startsWith('VANTAGE_TEST_');

const DESCRIPTIONS = new Map(Object.entries(settings.shape).map(([key, schema]) => [key, schema.description ?? '']));
export const describeSetting = (key: ConfigKey): string => DESCRIPTIONS.get(key) ?? '';

/** `dataDir` → `VANTAGE_DATA_DIR`. */
const variableName = (key: string) => `VANTAGE_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
/** `dataDir` → `--data-dir`. */
const flagName = (key: string) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * Flags over environment over `vantage.yaml` (in the working directory) over defaults; read once, checked and frozen.
 * @throws UserError that names the key, its value and what is allowed.
 */
export function loadConfig(
  flags: Readonly<Record<string, unknown>>,
  environment: NodeJS.ProcessEnv,
  folder: string,
): Config {
  const given = new Map<string, { value: unknown; origin: string }>();
  for (const [key, value] of Object.entries(readFile(folder)))
    given.set(key, { value, origin: `${key} in vantage.yaml` });
  for (const [key, value] of readEnvironment(environment))
    given.set(key, { value, origin: variableOrigin(key, environment) });
  for (const [key, value] of Object.entries(flags)) {
    if (value !== undefined) given.set(key, { value, origin: flagName(key) });
  }
  const result = settings.safeParse(Object.fromEntries([...given].map(([key, { value }]) => [key, value])));
  if (!result.success) throw faultOf(result.error, given);
  return Object.freeze({ ...result.data, dataDir: resolve(folder, result.data.dataDir) });
}

function readFile(folder: string): Record<string, unknown> {
  const path = resolve(folder, 'vantage.yaml');
  if (!existsSync(path)) return {};
  try {
    const content: unknown = parseYaml(readFileSync(path, 'utf8')) ?? {};
    if (typeof content === 'object' && !Array.isArray(content)) return content as Record<string, unknown>;
    throw new UserError('bad-configuration', 'vantage.yaml must be a table of settings', {
      next: 'Write lines such as "port: 8080".',
    });
  } catch (error) {
    if (error instanceof YAMLParseError) {
      throw new UserError('bad-configuration', `vantage.yaml: ${error.message.split('\n')[0]}`, {
        next: 'Mend the YAML at that place.',
        cause: error,
      });
    }
    throw error;
  }
}

function* readEnvironment(environment: NodeJS.ProcessEnv): Generator<[string, string]> {
  const keys = new Map(Object.keys(settings.shape).map((key) => [variableName(key), key]));
  if (environment.DATABASE_URL) yield ['databaseUrl', environment.DATABASE_URL];
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith('VANTAGE_') || isOtherVariable(name) || value === undefined || value === '') continue;
    const key = keys.get(name);
    if (!key) {
      throw new UserError('bad-configuration', `${name} is not a setting`, {
        field: name,
        next: `Known: ${[...keys.keys()].join(', ')}.`,
      });
    }
    yield [key, value];
  }
}

const variableOrigin = (key: string, environment: NodeJS.ProcessEnv) =>
  key === 'databaseUrl' && !environment[variableName(key)] ? 'DATABASE_URL' : variableName(key);

function faultOf(error: z.ZodError, given: ReadonlyMap<string, { value: unknown; origin: string }>): UserError {
  const issue = error.issues[0]!;
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, issue.keys[0]].join('.');
    return new UserError('bad-configuration', `${path} is not a setting`, {
      field: path,
      next: `Known: ${Object.keys(settings.shape).join(', ')}.`,
    });
  }
  const key = String(issue.path[0]);
  const origin = given.get(key)?.origin ?? key;
  const where = issue.path.length > 1 ? `${origin} (${issue.path.slice(1).join('.')})` : origin;
  const shown = SECRET_KEYS.has(key) ? 'the value' : JSON.stringify(given.get(key)?.value);
  return new UserError('bad-configuration', `${where}: ${shown} is not allowed: ${issue.message}`, {
    field: key,
    next: `${key}: ${describeSetting(key as ConfigKey)}.`,
  });
}

const SECRET_KEYS = new Set(['adminPassword', 'databaseUrl', 'mqttUrl']);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
