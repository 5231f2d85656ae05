import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { configuredDetectors } from '../../backend/configured.ts';
import { IsolatedWalk } from '../../backend/replays/isolated-walk.ts';
import { playStretch } from '../../backend/replays/play-stretch.ts';
import { dayStretch } from '../../backend/replays/stretch.ts';
import { realWaiter } from '../../backend/replays/waiter.ts';
import { groundOf } from '../../detectors/ground.ts';
import { DETECTORS } from '../../detectors/registry.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { ordinaryStretch } from '../../scenarios/season/ordinary-stretch.ts';
import { smallTown } from '../builders/small-town.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START = eventTime(Date.parse('2026-09-18T08:00:00+08:00'));

/** Everything that decides what is told: none of it may come near the truth. */
const DECIDERS = ['detectors', 'ingestion', 'backend/alerts', 'backend/incidents', 'backend/replays/isolated-walk.ts'];

function importsOf(file: string, kinds: 'runtime' | 'all'): string[] {
  const text = readFileSync(file, 'utf8');
  const found: string[] = [];
  for (const [, type, path] of text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^;]*?from\s+'(\.[^']+)'/gm))
    if (kinds === 'all' || !type) found.push(resolve(dirname(file), path!));
  for (const [, path] of text.matchAll(/import\(\s*'(\.[^']+)'/g)) found.push(resolve(dirname(file), path!));
  return found.filter((path) => existsSync(path));
}

function reachableFrom(entries: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const left = [...entries];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    left.push(...importsOf(file, 'runtime'));
  }
  return reached;
}

describe('no path leads from the truth to whoever is asked to find it', () => {
  const deciders = DECIDERS.flatMap(filesOf);

  test('what decides runs no code of the scenarios', () => {
    expect(deciders.length).toBeGreaterThan(100);
    const reached = [...reachableFrom(deciders)].filter((file) => file.startsWith(resolve(ROOT, 'scenarios')));
    expect(reached).toEqual([]);
  });

  test('and names no type of the truth', () => {
    const naming = deciders.filter((file) =>
      /\b(TruthCondition|Outcome|TruthLedger)\b.*from '.*scenarios?\//.test(readFileSync(file, 'utf8')),
    );
    expect(naming).toEqual([]);
    const scenario = resolve(ROOT, 'scenarios/scenario.ts');
    expect(deciders.filter((file) => importsOf(file, 'all').includes(scenario))).toEqual([]);
  });

  test('a day that refuses to tell the truth says the same, and the same is told of it', async () => {
    const usual = ordinaryStretch({ durationMs: 2 * 3_600_000, calendar: 'workday' });
    const silent: Scenario = {
      ...usual,
      begin(settings) {
        const day = usual.begin(settings);
        return {
          play: (from) => day.play(from),
          outcome() {
            throw new Error('nobody may ask');
          },
        };
      },
    };
    const open: Scenario = {
      ...usual,
      begin(settings) {
        const day = usual.begin(settings);
        day.outcome();
        return day;
      },
    };
    const [told, untold] = [await live(open), await live(silent)];
    expect(untold).toEqual(told);
    expect(told.messages).toBeGreaterThan(1000);
  }, 60_000);
});

function filesOf(path: string): string[] {
  const full = resolve(ROOT, path);
  if (statSync(full).isFile()) return [full];
  return readdirSync(full, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => resolve(full, file));
}

async function live(scenario: Scenario) {
  const city = smallTown();
  const stretch = dayStretch({ scenario, city, seed: 3, start: START });
  const hash = createHash('sha256');
  for await (const { items } of stretch.heard()) hash.update(JSON.stringify(items));
  const walk = new IsolatedWalk({
    detectors: configuredDetectors({}, DETECTORS),
    surroundings: groundOf(city),
    timeZone: city.timeZone,
  });
  const signal = new AbortController().signal;
  const { messages, digest } = await playStretch(walk, stretch, { speed: 'max', waiter: realWaiter, signal });
  return { messages, digest, bytes: hash.digest('hex') };
}
