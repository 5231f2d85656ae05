import type { Input } from '../../../detectors/detector.ts';
import { beachZoneIds } from '../../../geodata/city/beach-zones.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { DetectedGroup } from '../../../ingestion/observation.ts';
import { aBay } from '../a-bay.ts';
import { aDetection, anObservation, aWarning, NOON } from '../messages.ts';
import type { Occasion } from './occasion.ts';

export const MANAGED = 'beach-baisha';
export const WILD = 'beach-kuiao';
const MINUTE_MS = 60_000;

/** What is on the two beaches in a minute. */
export interface BeachMinute {
  /** Everybody on the managed beach, as its two counters have it; absent: they are silent. */
  readonly counted?: number;
  /** On its sand and in its closed water, as its tower sees them; absent: it is blind. */
  readonly managed?: { readonly sand: number; readonly closed?: number };
  readonly wild?: {
    readonly sand?: number;
    readonly closed?: number;
    readonly tents?: number;
    readonly fires?: number;
  };
}

/** Eight in the evening in the city. */
export const EVENING = NOON;
export const minuteOf = (minute: number) => eventTime(EVENING + minute * MINUTE_MS);

const city = aBay();
const things = [
  ...city.cameras.map(({ id }) => ({ id: thingId(id), kind: 'camera' as const, attrs: {} })),
  ...city.sensors.map(({ id }) => ({ id: thingId(id), kind: 'crowd' as const, attrs: {} })),
];

const group = (name: string, n: number | undefined, zone: string): DetectedGroup[] =>
  n ? [{ class: name, n, maxScore: 0.9, zone }] : [];

/** So many minutes on the beaches, each told by towers and counters, and what warnings there are. */
export function beachEvening(
  minutes: number,
  at: (minute: number) => BeachMinute,
  warnings: readonly Input[] = [],
): Occasion {
  const messages: Input[] = [...warnings];
  const [own, wild] = [beachZoneIds(MANAGED), beachZoneIds(WILD)];
  for (let minute = 0; minute < minutes; minute++) {
    const { counted, managed, wild: strand } = at(minute);
    const time = EVENING + minute * MINUTE_MS;
    if (counted !== undefined)
      for (const id of ['counter-north', 'counter-south'])
        messages.push(anObservation(id, 'people', time + 5000, counted / 2));
    if (managed) {
      const groups = [...group('person', managed.sand, own.sand), ...group('person', managed.closed, own.closed)];
      messages.push(aDetection(`${MANAGED}-tower`, time + 20_000, {}, { groups }));
    }
    if (strand) {
      const groups = [
        ...group('person', strand.sand, wild.sand),
        ...group('person', strand.closed, wild.closed),
        ...group('tent', strand.tents, wild.sand),
        ...group('fire', strand.fires, wild.sand),
      ];
      messages.push(aDetection(`${WILD}-tower`, time + 40_000, {}, { groups }));
    }
  }
  return { world: { things, city }, messages: messages.sort((a, b) => a.time - b.time) };
}

const THUNDER = aWarning('thunder', minuteOf(40), { event: '雷电', grade: 2 });
const LIFTED = aWarning('lifted', minuteOf(100), { event: '雷电', status: 'cancel', replaces: ['thunder'] });

/** A full beach, swimmers out of bounds, a thunderstorm that few heed, a camp with a fire, and some who stay the night. */
export const fullEvening = (): Occasion =>
  beachEvening(
    240,
    (minute) => {
      const counted = minute < 30 ? 13_500 : minute < 60 ? 17_000 : minute < 100 ? 340 : minute < 150 ? 6 : 0;
      return {
        counted,
        managed: { sand: Math.round(0.6 * counted), closed: minute < 10 ? 2 : minute < 20 ? 14 : 0 },
        wild: {
          tents: minute < 40 ? 1 : minute < 120 ? 6 : 0,
          fires: minute >= 50 && minute < 120 ? (minute < 60 ? 1 : 4) : 0,
        },
      };
    },
    [THUNDER, LIFTED],
  );
