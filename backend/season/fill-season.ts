import type { CityModel } from '../../geodata/city/city-model.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import { endOf, type SeasonBlock } from '../../scenarios/season/season-block.ts';
import type { AlertEntry } from '../alerts/alert-log.ts';
import { UserError } from '../errors.ts';
import type { IncidentEntry } from '../incidents/incident-log.ts';
import { cellFactsOf } from '../risk/cell-facts.ts';
import { RiskDesk } from '../risk/risk-desk.ts';
import { SeasonStore } from '../store/season-store.ts';
import type { Store } from '../store/store.ts';
import type { TaskEntry } from '../tasks/task-log.ts';
import { type DayNumbers, numberIncidents } from './number-incidents.ts';
import { type PlayedBlock, thinnedInventory } from './play-block.ts';
import type { Crew } from './season-crew.ts';

export interface SeasonPlan {
  readonly city: CityModel;
  /** In order; see `seasonCalendar`. */
  readonly blocks: readonly SeasonBlock[];
  readonly days: number;
  readonly until: EventTime;
  readonly seed: number;
  readonly thin: number;
}

interface SeasonTotals {
  readonly messages: number;
  readonly heard: number;
  readonly alerts: number;
  readonly incidents: number;
}

export interface FillOptions {
  readonly store: Store;
  readonly crew: Crew;
  /** Ends it after the block at hand. */
  readonly signal: AbortSignal;
  /** A fresh state of the detectors: what a start behind the season goes on from. */
  readonly freshDetectors: unknown;
  /** Called for each block that is stored. */
  readonly onProgress?: (done: SeasonBlock, totals: SeasonTotals) => void;
}

/** How far a season has come, and which one it is. */
interface Progress {
  readonly city: string;
  readonly days: number;
  readonly until: EventTime;
  readonly seed: number;
  readonly thin: number;
  /** The first block that is not stored yet. */
  readonly next: number;
  readonly numbers: DayNumbers;
  readonly totals: SeasonTotals;
}

export interface Filled {
  readonly totals: SeasonTotals;
  /** Blocks stored by this call; none when all were there. */
  readonly stored: number;
  readonly complete: boolean;
}

/** So many messages a transaction, and so many entries of a log. Ours: large, and well within memory. */
const MESSAGES_AT_ONCE = 50_000;
const ENTRIES_AT_ONCE = 2_000;
/** Names the detectors' snapshot, as `Checkpoints` reads it. */
const DETECTORS = 'detectors';

/**
 * Plays a season and stores it, block by block in order, several being played at once. What one call has not finished the next one goes on with; a season that is
 * complete is left as it is.
 * @throws UserError when the store holds anything else of that time, or another season.
 */
export async function fillSeason(plan: SeasonPlan, options: FillOptions): Promise<Filled> {
  const { store, crew, signal } = options;
  const season = new SeasonStore<Progress>(store.pool);
  let progress = await begun(plan, season);
  const riskDesk = new RiskDesk(cellFactsOf(plan.city), store.risk);
  const first = progress.next;
  const { blocks } = plan;
  if (progress.next === 0) await storeMessages(store, thinnedInventory(plan.city, blocks[0]!.start, plan.thin));
  const playing: Promise<PlayedBlock>[] = [];
  let ahead = progress.next;
  const keepBusy = () => {
    for (; ahead < blocks.length && playing.length <= crew.size && !signal.aborted; ahead++) {
      const played = crew.play(blocks[ahead]!);
      // It is awaited when its turn comes.
      played.catch(() => undefined);
      playing.push(played);
    }
  };
  keepBusy();
  while (playing.length > 0 && !(signal.aborted && progress.next > first)) {
    const played = await playing.shift()!;
    keepBusy();
    const block = blocks[progress.next]!;
    progress = await storeBlock(store, season, played, progress);
    await riskDesk.fill(block.start, endOf(block));
    await store.snapshots.save(DETECTORS, await store.messages.lastArrival(), options.freshDetectors);
    options.onProgress?.(block, progress.totals);
  }
  return { totals: progress.totals, stored: progress.next - first, complete: progress.next === blocks.length };
}

async function begun(plan: SeasonPlan, season: SeasonStore<Progress>): Promise<Progress> {
  const { city, days, until, seed, thin, blocks } = plan;
  const settings = { city: city.id, days, until, seed, thin };
  const known = await season.progress();
  if (known) {
    const other = (Object.keys(settings) as (keyof typeof settings)[]).find((key) => known[key] !== settings[key]);
    if (other === undefined) return known;
    throw new UserError(
      'another-season',
      `the store holds a season of ${known.days} days until ${iso(known.until)} with seed ${known.seed}, thinned ${known.thin} times, and ${other} differs`,
      {
        status: 409,
        next: 'Ask for that one to go on with it, or begin with an empty data directory or database.',
      },
    );
  }
  const from = blocks[0]!.start;
  const held = await season.holds(from);
  if (held !== undefined)
    throw new UserError(
      'not-empty',
      `the store holds ${held} of ${iso(from)} or later, and a season goes before everything else`,
      {
        status: 409,
        next: 'Choose an earlier --until, or begin with an empty data directory or database.',
      },
    );
  return { ...settings, next: 0, numbers: {}, totals: { messages: 0, heard: 0, alerts: 0, incidents: 0 } };
}

const iso = (time: EventTime): string => new Date(time).toISOString();

async function storeBlock(
  store: Store,
  season: SeasonStore<Progress>,
  played: PlayedBlock,
  before: Progress,
): Promise<Progress> {
  const { messages, alertEntries, heard } = played;
  const { entries: incidentEntries, tasks: taskEntries, numbers } = numberIncidents(played, before.numbers);
  await storeMessages(store, messages);
  for (const entries of chunks(withoutActions(alertEntries), ENTRIES_AT_ONCE)) await store.alerts.append(entries);
  for (const entries of chunks(withoutActions(incidentEntries), ENTRIES_AT_ONCE)) await store.incidents.append(entries);
  for (const entries of chunks(withoutActions(taskEntries), ENTRIES_AT_ONCE)) await store.tasks.append(entries);
  const alerts = new Set(alertEntries.flatMap(({ event }) => event?.alertId ?? [])).size;
  const incidents = new Set(incidentEntries.flatMap(({ incident }) => incident?.id ?? [])).size;
  const progress: Progress = {
    ...before,
    next: before.next + 1,
    numbers,
    totals: {
      messages: before.totals.messages + messages.length,
      heard: before.totals.heard + heard,
      alerts: before.totals.alerts + alerts,
      incidents: before.totals.incidents + incidents,
    },
  };
  const actions = [...alertEntries, ...incidentEntries, ...taskEntries].flatMap(({ action }) => action ?? []);
  await season.advance(
    progress,
    actions.sort((a, b) => a.time - b.time),
  );
  return progress;
}

async function storeMessages(store: Store, messages: readonly Message[]): Promise<void> {
  let arrival = await store.messages.lastArrival();
  for (const some of chunks(messages, MESSAGES_AT_ONCE))
    await store.messages.append(some.map((message) => ({ arrival: ++arrival, message })));
}

/** Actions have no key of their own: they are written last, once. */
const withoutActions = <Entry extends AlertEntry | IncidentEntry | TaskEntry>(entries: readonly Entry[]): Entry[] =>
  entries.flatMap((entry) => {
    const { action: _, ...rest } = entry;
    return Object.keys(rest).length === 0 ? [] : [rest as Entry];
  });

function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}
