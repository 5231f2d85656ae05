import type { EventTime } from '../../geodata/model/time.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { CellFacts } from './cell-facts.ts';
import { type CellAlert, type CellHour, type CellRisk, QUIET_HOUR, riskOf } from './risk-index.ts';
import { OF_INSTRUMENTS } from './risk-parameters.ts';

const HOUR_MS = 3_600_000;
/** After a stop of the system hours are caught up from so long ago at most. Ours: two days; what is older is history. */
const CATCH_UP_MS = 48 * HOUR_MS;

const hourOfTime = (time: number): EventTime => eventTime(Math.floor(time / HOUR_MS) * HOUR_MS);

/** What the store knows of one hour, up to a moment within it. */
export interface HourInputs {
  readonly alerts: readonly (CellAlert & { readonly grid: string })[];
  /** Millimetres, by gauge. */
  readonly rainMm: ReadonlyMap<string, number>;
  /** Highest level, metres, by gauge. */
  readonly levelM: ReadonlyMap<string, number>;
  /** By grid cell. */
  readonly reports: ReadonlyMap<string, number>;
}

/** Where hours come from and go to. */
export interface RiskLog {
  inputs(hour: EventTime, until: EventTime): Promise<HourInputs>;
  /** Replaces the hour. */
  put(hour: EventTime, cells: readonly (CellRisk & { readonly facts: CellFacts })[]): Promise<void>;
  newestHour(): Promise<EventTime | undefined>;
}

/** Keeps the risk grid: the present hour again and again, and each hour once more when it is over. Everything is worked out from what is stored, so a restart loses nothing. */
export class RiskDesk {
  readonly #cells: readonly CellFacts[];
  readonly #log: RiskLog;
  #busy: Promise<void> | undefined;

  constructor(cells: readonly CellFacts[], log: RiskLog) {
    this.#cells = cells;
    this.#log = log;
  }

  /** Brings the grid up to `now`; a call that comes while one is under way waits for that one. */
  tick(now: EventTime): Promise<void> {
    this.#busy ??= this.#bringUpTo(now).finally(() => {
      this.#busy = undefined;
    });
    return this.#busy;
  }

  /** Works out every hour that touches [from, to). */
  async fill(from: EventTime, to: EventTime): Promise<void> {
    for (let hour = hourOfTime(from); hour < to; hour = eventTime(hour + HOUR_MS))
      await this.#workOut(hour, eventTime(Math.min(hour + HOUR_MS, to)));
  }

  async #bringUpTo(now: EventTime): Promise<void> {
    const newest = await this.#log.newestHour();
    const earliest = hourOfTime(now - CATCH_UP_MS);
    const from = newest === undefined || newest > now ? hourOfTime(now) : Math.max(newest, earliest);
    await this.fill(eventTime(from), eventTime(now + 1));
  }

  async #workOut(hour: EventTime, until: EventTime): Promise<void> {
    const inputs = await this.#log.inputs(hour, until);
    await this.#log.put(hour, riskGrid(this.#cells, inputs, until));
  }
}

/** The risk of every cell. Pure. */
export function riskGrid(
  cells: readonly CellFacts[],
  { alerts, rainMm, levelM, reports }: HourInputs,
  until: EventTime,
): readonly (CellRisk & { readonly facts: CellFacts })[] {
  const alertsOf = new Map<string, CellAlert[]>();
  for (const alert of alerts) {
    if (OF_INSTRUMENTS.includes(alert.kind)) continue;
    const known = alertsOf.get(alert.grid);
    if (known) known.push(alert);
    else alertsOf.set(alert.grid, [alert]);
  }
  return cells.map((facts) => {
    const rain = facts.rainGauge === undefined ? undefined : rainMm.get(facts.rainGauge);
    const shares = facts.levels.flatMap(({ thing, closedAtM }) => {
      const level = levelM.get(thing);
      return level === undefined ? [] : [level / closedAtM];
    });
    const hour: CellHour = {
      ...QUIET_HOUR,
      alerts: alertsOf.get(facts.grid) ?? [],
      ...(rain !== undefined && { rainMm: rain }),
      ...(shares.length > 0 && { waterShare: Math.max(...shares) }),
      reports: reports.get(facts.grid) ?? 0,
    };
    return { ...riskOf(facts, hour, until), facts };
  });
}
