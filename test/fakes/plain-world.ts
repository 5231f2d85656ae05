import type { CityModel } from '../../geodata/city/city-model.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import type { Intervention, Outcome } from '../../scenarios/scenario.ts';
import { Ledger } from '../../scenarios/synthetic/world/truth-ledger.ts';
import { type Process, type Setting, STEP_MS, type World } from '../../scenarios/synthetic/world/world.ts';

const OFFSET_MS = 8 * 3_600_000;
const nobody = { sand: 0, water: 0, closedWater: 0, tents: 0, fires: 0 };

/** A day's setting from local midnight of a date, UTC+8. */
export function settingOf(city: CityModel, { date = '2026-10-05', hours = 24, seed = 5 } = {}): Setting {
  const start = eventTime(Date.parse(`${date}T00:00:00+08:00`));
  return { city, seed, start, end: eventTime(start + hours * 3_600_000), calendar: 'workday', offsetMs: OFFSET_MS };
}

export interface Lived {
  readonly outcome: Outcome;
  readonly messages: readonly Message[];
}

/** One part alone in fair weather: steps it through its day. `each` sees the world after every step. */
export function liveThrough(
  part: Process,
  setting: Setting,
  {
    interventions = [],
    each = () => undefined,
    before = () => undefined,
  }: {
    readonly interventions?: readonly Intervention[];
    readonly each?: (world: World) => void;
    readonly before?: (world: World) => void;
  } = {},
): Lived {
  const ledger = new Ledger(setting.end);
  const slices = {
    weather: {
      windMps: 3,
      windFromDeg: 270,
      gustMps: 4,
      rainMmPerH: () => 0,
      airC: 20,
      visibilityM: 20_000,
      thunder: false,
      warnings: [],
    },
    sea: { tideM: 0, waveHeightM: () => 0 },
    water: { depthM: () => 0, levelM: () => 0, antecedentMm: () => 0 },
    traffic: { speedKmh: () => 50, flowVehPerH: () => 0 },
    crowds: { people: () => 0 },
    beaches: { state: () => nobody },
    underground: { ring: () => 0, value: () => 0 },
    hazards: { ch4: () => 0, obscuration: () => 0, heatK: () => 0, fires: [] },
    vessels: { all: [] },
  };
  const messages: Message[] = [];
  for (let now = setting.start + STEP_MS; now <= setting.end; now += STEP_MS) {
    const hour = (((now + setting.offsetMs) / 3_600_000) % 24) as number;
    const world: World = {
      ...setting,
      ...slices,
      now: eventTime(now) as EventTime,
      hour,
      truth: ledger,
      interventions: interventions.filter(({ at }) => at <= now - STEP_MS),
    };
    before(world);
    part.step(world);
    each(world);
    for (const { messages: said = [] } of part.utter?.(world) ?? []) messages.push(...said);
    ledger.settle(world.now);
  }
  return { outcome: ledger.outcome(), messages };
}
