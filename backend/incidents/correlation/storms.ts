import type { Family } from '../../../geodata/model/family.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Warning } from '../../../ingestion/observation.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Warnings that group what follows, the strongest first: of several in force together the first names the incident. Names of events as in CMA Order 16 (2007). */
export const STORMS: readonly { readonly event: string; readonly kind: string; readonly name: Bilingual }[] = [
  { event: '台风', kind: 'typhoon', name: { zh: '台风', en: 'Typhoon' } },
  { event: '暴雨', kind: 'rainstorm', name: { zh: '暴雨', en: 'Rainstorm' } },
  { event: '风暴潮', kind: 'storm_surge', name: { zh: '风暴潮', en: 'Storm surge' } },
  { event: '雷雨大风', kind: 'thunderstorm', name: { zh: '雷雨大风', en: 'Thunderstorm' } },
  { event: '大风', kind: 'gale', name: { zh: '大风', en: 'Gale' } },
  { event: '雷电', kind: 'thunderstorm', name: { zh: '雷电', en: 'Thunderstorm' } },
];
const RANKS: ReadonlyMap<string, number> = new Map(STORMS.map(({ event }, rank) => [event, rank]));

interface Consequence {
  readonly id: string;
  readonly name: Bilingual;
  readonly families: readonly Family[];
  readonly kinds: readonly string[];
  /** Of readings. Absent: whatever the kind says. */
  readonly datastreams?: readonly string[];
  /** Places where people gather. Absent: anywhere. */
  readonly gatherings?: readonly string[];
  /** Under which warnings. */
  readonly events: readonly string[];
  /** It may come so long after the last of them has ended, ms. */
  readonly afterMs: number;
}

const HOUR_MS = 3_600_000;
const ALL = STORMS.map(({ event }) => event);
const AT_SEA = ['台风', '大风', '风暴潮'];
const RAIN = ['台风', '暴雨', '雷雨大风', '雷电', '风暴潮'];
const VALUES = ['threshold', 'anomaly', 'forecast'];

/**
 * What the weather brings about. Everything else that happens under a warning (boats that speed, swimmers in closed water, tents, people at night) would happen without it and stays apart. Times after the end are
 * ours: water stands and slopes move for hours, people are home within one.
 */
const CONSEQUENCES: readonly Consequence[] = [
  {
    id: 'flooding',
    name: { zh: '积水', en: 'flooding' },
    families: ['city'],
    kinds: ['flooding'],
    events: RAIN,
    afterMs: 6 * HOUR_MS,
  },
  {
    id: 'slopes',
    name: { zh: '边坡', en: 'slopes' },
    families: ['city'],
    kinds: ['landslide'],
    events: RAIN,
    afterMs: 12 * HOUR_MS,
  },
  {
    id: 'wind',
    name: { zh: '大风', en: 'wind' },
    families: ['city', 'beach', 'vessel'],
    kinds: VALUES,
    datastreams: ['wind_speed', 'gust', 'wave_height'],
    events: ALL,
    afterMs: HOUR_MS,
  },
  {
    id: 'water',
    name: { zh: '水位雨量', en: 'water and rain' },
    families: ['city', 'beach'],
    kinds: VALUES,
    datastreams: ['level', 'rain', 'discharge', 'pressure', 'displacement'],
    events: RAIN,
    afterMs: 6 * HOUR_MS,
  },
  {
    id: 'stranded',
    name: { zh: '人员滞留', en: 'people who linger' },
    families: ['beach'],
    kinds: ['stranding'],
    events: ALL,
    afterMs: HOUR_MS,
  },
  {
    id: 'stations',
    name: { zh: '车站拥挤', en: 'crowds at stations' },
    families: ['city'],
    kinds: ['crowding'],
    gatherings: ['station'],
    events: ['台风', '暴雨'],
    afterMs: 2 * HOUR_MS,
  },
  {
    id: 'anchors',
    name: { zh: '走锚', en: 'dragging anchors' },
    families: ['vessel'],
    kinds: ['anchor_drag'],
    events: AT_SEA,
    afterMs: 3 * HOUR_MS,
  },
  {
    id: 'silence',
    name: { zh: '海上失联', en: 'silence at sea' },
    families: ['vessel'],
    kinds: ['ais_silence'],
    events: ['台风'],
    afterMs: HOUR_MS,
  },
];

/** Two warnings with less between them belong to one storm. Ours. */
const ONE_STORM_MS = 3 * HOUR_MS;
/** Warnings that ended so long ago are forgotten. Ours: longer than anything follows them. */
const KEEP_MS = 72 * HOUR_MS;

interface Interval {
  readonly id: string;
  readonly event: string;
  readonly from: EventTime;
  readonly to: number;
}

/** A stretch of warnings without a pause. */
interface Storm {
  /** The same for all alerts of one storm, whenever they come. */
  readonly key: string;
  readonly kind: string;
  readonly name: Bilingual;
}

/** Plain data: survives JSON. */
export type StormMemory = readonly {
  readonly id: string;
  readonly event: string;
  readonly from: number;
  readonly to: number | null;
}[];

/** Which warnings were in force when. Tell it of warnings in the order in which they were heard. */
export class WarningsInForce {
  #intervals: Interval[] = [];

  hear(warning: Warning): void {
    const { id, time, status, event, replaces = [] } = warning;
    const ended = new Set(replaces);
    this.#intervals = this.#intervals
      .map((each) => (ended.has(each.id) && each.to > time ? { ...each, to: time } : each))
      .filter((each) => each.id !== id && each.to > time - KEEP_MS);
    if (status === 'cancel' || !RANKS.has(event)) return;
    const from = warning.effectiveAt ?? time;
    this.#intervals.push({ id, event, from, to: warning.expiresAt ?? Number.POSITIVE_INFINITY });
    this.#intervals.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  }

  /** The storm that brought this about, if it is of the kind that storms bring. */
  stormOf(alert: Alert, where: Whereabouts): (Storm & { readonly consequence: Bilingual }) | undefined {
    const time = alert.lastRaisedAt;
    const consequence = CONSEQUENCES.find((each) => isSuch(each, alert, where));
    if (!consequence) return undefined;
    const stretch = this.#stretchAt(time, consequence.afterMs);
    const mayCause = stretch.some(
      ({ event, to }) => consequence.events.includes(event) && time <= to + consequence.afterMs,
    );
    if (!mayCause) return undefined;
    const strongest = STORMS[Math.min(...stretch.map(({ event }) => RANKS.get(event)!))]!;
    const key = `storm:${new Date(stretch[0]!.from).toISOString()}`;
    return { key, kind: strongest.kind, name: strongest.name, consequence: consequence.name };
  }

  /** All that had begun by `time`, back to the last pause; empty when all of it ended more than `afterMs` before. */
  #stretchAt(time: number, afterMs: number): readonly Interval[] {
    const begun = this.#intervals.filter(({ from }) => from <= time);
    let stretch: Interval[] = [];
    let end = Number.NEGATIVE_INFINITY;
    for (const each of begun) {
      if (each.from > end + ONE_STORM_MS) stretch = [];
      stretch.push(each);
      end = Math.max(stretch.length === 1 ? each.to : end, each.to);
    }
    return time <= end + afterMs ? stretch : [];
  }

  snapshot(): StormMemory {
    return this.#intervals.map(({ to, ...each }) => ({ ...each, to: Number.isFinite(to) ? to : null }));
  }

  restore(memory: StormMemory): void {
    this.#intervals = memory.map(({ id, event, from, to }) => ({
      id,
      event,
      from: from as EventTime,
      to: to ?? Number.POSITIVE_INFINITY,
    }));
  }
}

const isSuch = (
  { families, kinds, datastreams, gatherings }: Consequence,
  { family, kind, datastream }: Alert,
  { gathering }: Whereabouts,
): boolean =>
  families.includes(family) &&
  kinds.includes(kind) &&
  (datastreams === undefined || (datastream !== undefined && datastreams.includes(datastream))) &&
  (gatherings === undefined || (gathering !== undefined && gatherings.includes(gathering)));

/** Whether weather could have brought this about. */
export const isOfWeather = (alert: Alert, where: Whereabouts): boolean =>
  CONSEQUENCES.some((each) => isSuch(each, alert, where));
