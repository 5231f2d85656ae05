import { groundOf } from '../../detectors/ground.ts';
import type { ConfiguredDetector } from '../../detectors/runtime/detector-runtime.ts';
import type { CityModel } from '../../geodata/city/city-model.ts';
import { cityThings } from '../../geodata/city/city-things.ts';
import { offsetOf } from '../../geodata/model/local-time.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Message, ThingDescription } from '../../ingestion/observation.ts';
import { describeInventory } from '../../ingestion/sources/inventory/describe-inventory.ts';
import { endOf, type SeasonBlock, scenarioOf } from '../../scenarios/season/season-block.ts';
import type { AlertEntry } from '../alerts/alert-log.ts';
import { districtAt } from '../city/district-at.ts';
import type { IncidentEntry } from '../incidents/incident-log.ts';
import { IsolatedWalk } from '../replays/isolated-walk.ts';
import { dayStretch } from '../replays/stretch.ts';
import { TaskDesk } from '../tasks/task-desk.ts';
import type { TaskEntry } from '../tasks/task-log.ts';
import { Teams } from '../tasks/teams.ts';
import { MemoryTaskLog } from './memory-task-log.ts';
import { SimulatedPeople } from './simulated-people.ts';
import { HistoryThinning } from './thin-history.ts';

export interface BlockSettings {
  readonly city: CityModel;
  readonly detectors: readonly ConfiguredDetector[];
  /** IANA name. */
  readonly timeZone: string;
  readonly seed: number;
  readonly thin: number;
  /** Nothing is done from here on. */
  readonly until: EventTime;
}

/** What a block leaves behind. Plain data. */
export interface PlayedBlock {
  /** What is worth keeping, in order of arrival; without the city's own inventory. */
  readonly messages: readonly Message[];
  readonly alertEntries: readonly AlertEntry[];
  /** Of each incident the last state only. Its numbers count from the block's beginning. */
  readonly incidentEntries: readonly IncidentEntry[];
  /** Of each task the last state only, numbered like its incident. */
  readonly taskEntries: readonly TaskEntry[];
  /** How many messages detectors heard. */
  readonly heard: number;
}

/** People clear their desks after the last message. Ours: longer than what is overlooked stays so. */
const TIDYING_MS = 6 * 3_600_000;

/** Without a message for so long the desks look at their clocks all the same. Ours. */
const QUIET_LOOK_MS = 5 * 60_000;

/** What the city's inventory says of its things while ordinary readings come so many times more seldom: nobody is missed before. */
export const thinnedInventory = (city: CityModel, time: EventTime, thin: number): ThingDescription[] =>
  describeInventory(city, time).map((description) => thinned(description, thin));

const thinned = <Kind extends Message>(message: Kind, thin: number): Kind =>
  message.kind === 'thing' && message.intervalS !== undefined
    ? { ...message, intervalS: message.intervalS * thin }
    : message;

/**
 * Lives through a block by itself: ingestion, detectors, desks and the people at them, all fresh, so that a block depends on no other. What still holds when it ends ends with it; then the
 * desks are tidied, and what is left open at the season's end stays so.
 */
export async function playBlock(block: SeasonBlock, settings: BlockSettings): Promise<PlayedBlock> {
  const { city, thin, until } = settings;
  const here = openWalk(block, settings);
  const { walk, alertEntries, incidentEntries, taskLog } = here;
  const stretch = dayStretch({ scenario: scenarioOf(block), city, seed: block.seed, start: block.start, thin });
  const messages: Message[] = [];
  const inventory = new Set(cityThings(city).map(({ id }) => id));
  for await (const { items, heardAt } of stretch.heard()) {
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if (item.kind === 'action') continue;
      await work(here, heardAt[i] as EventTime);
      const message = thinned(item, thin);
      const logged = walk.take(message);
      if (logged) await logged;
      if (message.kind !== 'thing' || !inventory.has(message.thing)) messages.push(message);
    }
  }
  const end = endOf(block);
  await walk.finish(end);
  await endWatch(walk, end);
  await work(here, Math.min(end + TIDYING_MS, until) as EventTime);
  const thinning = new HistoryThinning(thin, walk.alertLog.all());
  return {
    messages: messages.filter((message) => thinning.keeps(message)),
    alertEntries,
    incidentEntries: lastStates(incidentEntries),
    taskEntries: [...taskLog.entries.map(({ task: _, ...rest }) => rest), ...taskLog.tasks().map((task) => ({ task }))],
    heard: walk.messages,
  };
}

function openWalk(block: SeasonBlock, { city, detectors, timeZone, seed }: BlockSettings) {
  const alertEntries: AlertEntry[] = [];
  const incidentEntries: IncidentEntry[] = [];
  const walk: IsolatedWalk = new IsolatedWalk({
    detectors,
    surroundings: groundOf(city),
    timeZone,
    actPrefix: `season-${block.start}`,
    onIncident(incident, previous) {
      people.notice(incident, previous);
      taskDesk.apply(incident);
    },
    onAlertEntries: (entries) => alertEntries.push(...entries),
    onIncidentEntries: (entries) => incidentEntries.push(...entries),
  });
  const teams = new Teams(city);
  const taskLog = new MemoryTaskLog();
  const taskDesk: TaskDesk = new TaskDesk({
    log: taskLog,
    incidents: walk.incidentDesk,
    clock: walk.clock,
    team: (id) => teams.get(id),
    districtAt: districtAt(city),
    onChange: (task) => people.noticeTask(task),
    onRefused(cause) {
      throw cause;
    },
  });
  const people: SimulatedPeople = new SimulatedPeople({
    incidentDesk: walk.incidentDesk,
    taskDesk,
    teams,
    seed,
    offsetMs: offsetOf(timeZone, block.start),
  });
  return { walk, people, taskDesk, taskLog, alertEntries, incidentEntries };
}

type Here = Pick<ReturnType<typeof openWalk>, 'walk' | 'people' | 'taskDesk'>;

/** Everything that people do up to `now`, each at its time. */
async function work({ walk, people, taskDesk }: Here, now: EventTime): Promise<void> {
  for (let at = people.nextAt; at !== undefined && at <= now; at = people.nextAt) {
    await walk.stayUntil(at);
    taskDesk.tick(at);
    people.actUntil(at);
    await people.settled();
    await walk.settled();
    await taskDesk.settled();
  }
  // The desks close by themselves what has long been quiet.
  if ((walk.newest ?? now) < now - QUIET_LOOK_MS && walk.incidentDesk.open().length > 0) await walk.stayUntil(now);
}

/** The next block begins in a world of its own, in which nothing of this one holds. */
async function endWatch(walk: IsolatedWalk, end: EventTime): Promise<void> {
  const message = { zh: '时段结束，不再持续。', en: 'The stretch is over; it holds no longer.' };
  const active = [...walk.alertLog.all()].filter(({ state }) => state === 'active');
  walk.alertDesk.apply(active.map(({ detector, key }) => ({ kind: 'clear', detector, key, time: end, message })));
  await walk.settled();
}

function lastStates(entries: readonly IncidentEntry[]): IncidentEntry[] {
  const last = new Map(entries.flatMap(({ incident }) => (incident ? [[incident.id, incident] as const] : [])));
  const logged = entries.flatMap(({ incident: _, ...rest }) => (rest.event || rest.action ? [rest] : []));
  return [...logged, ...[...last.values()].map((incident) => ({ incident }))];
}
