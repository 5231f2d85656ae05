import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { groundOf } from '../../../detectors/ground.ts';
import { DETECTORS } from '../../../detectors/registry.ts';
import { DetectorRuntime } from '../../../detectors/runtime/detector-runtime.ts';
import { emptyCity } from '../../../geodata/city/empty-city.ts';
import { midnightBefore } from '../../../geodata/model/local-time.ts';
import { type EventTime, eventTime, parseTime, wallClock } from '../../../geodata/model/time.ts';
import { lastBeginning, lastOpening } from '../../../scenarios/demonstration-clock.ts';
import { scenarioById } from '../../../scenarios/registry.ts';
import { seasonCalendar } from '../../../scenarios/season/season-calendar.ts';
import { loadCity } from '../../city/city-library.ts';
import { placesOf } from '../../city/places-of.ts';
import type { Config } from '../../config.ts';
import { configuredDetectors } from '../../configured.ts';
import { UserError } from '../../errors.ts';
import { type Filled, fillSeason, type SeasonPlan } from '../../season/fill-season.ts';
import { crewOfThreads } from '../../season/season-crew.ts';
import { openStore } from '../../store/store.ts';
import { readSystemFile } from '../../system-file.ts';
import { configFrom, newCommand } from '../flags.ts';
import { ProgressLine, print, printJson } from '../output.ts';
import { parseSeed } from './scenario-play.ts';

interface Options {
  readonly json: boolean;
  readonly days: string;
  readonly until?: string;
  readonly seed?: string;
  readonly thin: string;
}

const MOST_DAYS = 400;
const DEFAULT_SEED = 20260921;

export const scenarioSeasonCommand = (): Command =>
  newCommand('season', 'fill the store with a history of so many ordinary and eventful days')
    .option('--days <number>', `1 to ${MOST_DAYS}`, '60')
    .option('--until <time>', 'where it ends; default: the midnight before the next demonstration opens')
    .option('--seed <number>', 'another season')
    .option('--thin <factor>', 'ordinary readings come so many times more seldom, 1 to 120', '30')
    .action(async (options: Options) => {
      const config = configFrom(options as never, ['dataDir']);
      if (config.databaseUrl === undefined && (await readSystemFile(config.dataDir)))
        throw new UserError('running', `a system runs on ${config.dataDir}`, {
          next: 'Stop it first: a season is written behind its back.',
        });
      const plan = await planOf(options, config);
      await fill(plan, config, options.json);
    });

async function planOf(options: Options, config: Config): Promise<SeasonPlan> {
  const city = await loadCity(config.dataDir);
  const timeZone = config.timeZone ?? city.timeZone;
  const days = parseNumber('--days', options.days, 1, MOST_DAYS);
  const thin = parseNumber('--thin', options.thin, 1, 120);
  const seed = parseSeed(options.seed) ?? DEFAULT_SEED;
  const until = options.until === undefined ? demonstrationMidnight(config, timeZone) : parseUntil(options.until);
  return { city, days, until, seed, thin, blocks: seasonCalendar({ days, until, timeZone, seed }) };
}

async function fill(plan: SeasonPlan, config: Config, json: boolean): Promise<void> {
  const { city, until, seed, thin } = plan;
  const timeZone = config.timeZone ?? city.timeZone;
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const store = await openStore(config);
  const crew = crewOfThreads(availableParallelism(), {
    dataDir: config.dataDir,
    detectors: config.detectors,
    timeZone,
    seed,
    thin,
    until,
  });
  const bar = new ProgressLine();
  const begin = performance.now();
  try {
    store.places.use(placesOf(city));
    await store.city.put(city);
    const filled = await fillSeason(plan, {
      store,
      crew,
      signal: stopping.signal,
      freshDetectors: freshDetectors(config),
      onProgress: ({ index, scenario, start }, { messages, alerts, incidents }) =>
        bar.update(
          `${index + 1}/${plan.blocks.length}  ${new Date(start).toISOString().slice(0, 10)} ${scenario}  ${messages} messages, ${alerts} alerts, ${incidents} incidents`,
        ),
    });
    bar.end();
    report(plan, filled, (performance.now() - begin) / 1000, json);
  } finally {
    bar.end();
    await crew.close();
    await store.close();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function report({ days, until, seed, thin }: SeasonPlan, filled: Filled, seconds: number, json: boolean): void {
  const { totals, stored, complete } = filled;
  const to = new Date(until).toISOString();
  if (json) printJson({ days, until: to, seed, thin, ...totals, blocks: stored, complete, seconds });
  else
    print(
      [
        stored === 0 ? 'This season is there already; nothing was changed.' : undefined,
        complete ? undefined : 'Stopped before its end: the same command goes on with it.',
        `${days} days until ${to}: ${totals.messages} messages stored of ${totals.heard}, ${totals.alerts} alerts, ${totals.incidents} incidents, ${seconds.toFixed(0)} s`,
      ]
        .filter((line) => line !== undefined)
        .join('\n'),
    );
}

/** What the detectors know when they have heard nothing: a start behind the season need not hear all of it again. */
const freshDetectors = (config: Config): unknown =>
  new DetectorRuntime({
    detectors: configuredDetectors(config.detectors, DETECTORS),
    surroundings: { ...groundOf(emptyCity), thing: () => undefined },
    emit: () => undefined,
    onFault: () => undefined,
  }).snapshot();

/** The local midnight that begins the day on which the demonstration opened last: its own history goes on from there. */
function demonstrationMidnight({ scenario: id }: Config, timeZone: string): EventTime {
  const scenario = scenarioById(id);
  const now = wallClock.now();
  const begins = scenario ? lastBeginning(scenario, timeZone, lastOpening(scenario, timeZone, now)) : now;
  return eventTime(midnightBefore(timeZone, begins));
}

function parseUntil(text: string): EventTime {
  const time = parseTime(text);
  if (time !== undefined) return time;
  throw new UserError('wrong-usage', `--until ${text} is not an RFC 3339 time such as 2026-09-18T00:00:00+08:00`);
}

function parseNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UserError('wrong-usage', `${flag} ${text} is not a whole number from ${least} to ${most}`);
}
