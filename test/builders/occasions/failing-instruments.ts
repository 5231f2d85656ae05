import { groundOf } from '../../../detectors/ground.ts';
import { emptyCity } from '../../../geodata/city/empty-city.ts';
import { seededRandom } from '../../../geodata/city/seeded-random.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { readings } from '../readings.ts';
import type { Occasion } from './occasion.ts';

const START = eventTime(Date.parse('2026-05-01T00:00:00+08:00'));
const HOURS = 36;
const EVERY_S = 600;

const like = (kind: ThingKindName, name: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: thingId(`${name}-${index + 1}`),
    kind,
    lon: 114.4 + 0.01 * index,
    lat: 22.6,
    attrs: {},
  }));

/** Four thermometers, three tide gauges and four wells in one place; the first of each drifts off, then hangs, then is mended. In order of time. */
export function failingInstruments(): Occasion {
  const random = seededRandom(7);
  const noise = (size: number) => size * (random() - 0.5);
  const things = [
    ...like('temperature', 'air', 4),
    ...like('tide_gauge', 'tide', 3),
    ...like('groundwater', 'well', 4),
  ];
  const series = things.flatMap(({ id, kind }, index) => {
    const isFirst = id.endsWith('-1');
    const [datastream, swing, off, jitter, digits] =
      kind === 'temperature'
        ? (['temperature', 5, 0.4, 0.3, 1] as const)
        : (['level', 0.6, kind === 'tide_gauge' ? 0.03 : 0, 0.02, 3] as const);
    const values: number[] = [];
    for (let step = 0; step < (HOURS * 3600) / EVERY_S; step++) {
      const hour = (step * EVERY_S) / 3600;
      const drift = isFirst && hour >= 6 && hour < 24 ? off * (hour - 6) : 0;
      const value = 20 + index / 10 + swing * Math.sin(hour / 4) + drift + noise(jitter);
      values.push(isFirst && hour >= 26 && hour < 33 ? values.at(-1)! : Number(value.toFixed(digits)));
    }
    return readings(id, datastream, START, values, { everyS: EVERY_S });
  });
  const messages = series.sort((a, b) => a.time - b.time || (a.thing < b.thing ? -1 : 1));
  return { world: { things, ...groundOf(emptyCity) }, messages };
}
