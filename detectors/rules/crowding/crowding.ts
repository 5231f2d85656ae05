import type { CityModel, CitySensor, GatheringPlace } from '../../../geodata/city/city-model.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { DeviceRule, Told } from '../devices/device-detector.ts';
import type { DeviceState, Limits } from '../devices/device-watch.ts';
import { areaM2 } from '../devices/ring-area.ts';
import { shown } from '../wording/sentence.ts';
import { type CrowdingParameters, RULE } from './parameters.ts';

/** Standing people begin to be pushed at so many on a square metre (Fruin 1993, "The causes and prevention of crowd disasters": control is lost near 7, comfort ends near 4). */
const PUSHED_PER_M2 = 4;

interface Places {
  readonly byId: ReadonlyMap<string, GatheringPlace>;
}
const known = new WeakMap<CityModel, Places>();

function placesOf(city: CityModel): Places {
  const places = known.get(city) ?? { byId: new Map(city.gatheringPlaces.map((place) => [place.id, place])) };
  known.set(city, places);
  return places;
}

/** A car park counts cars. */
const placeOf = (city: CityModel, { watches = '' }: CitySensor): GatheringPlace | undefined => {
  const place = placesOf(city).byId.get(watches);
  return place?.kind === 'car_park' ? undefined : place;
};

/** A trend is taken over so long. Ours: several readings, for one counter's error is as much as a minute's rush. */
const TREND_MS = 10 * 60_000;
const LEAST_TREND_MS = 5 * 60_000;
/** Of capacity within {@link TREND_MS}: what is less may be the counter's error. Ours: three standard deviations of 3 %. */
const CLEAR_RISE = 0.1;

/** Growth over the last minutes, persons per ms; 0 when it is not clear. */
function trendPerMs({ time, value }: Observation, { samples }: DeviceState, capacity: number): number {
  const oldest = samples.find((sample) => sample.time >= time - TREND_MS);
  if (!oldest || time - oldest.time < LEAST_TREND_MS || value - oldest.value < CLEAR_RISE * capacity) return 0;
  return (value - oldest.value) / (time - oldest.time);
}

export function crowding(parameters: CrowdingParameters): DeviceRule {
  const { fullShare, overShare, crushShare, clearShare, aheadFromShare, aheadS, impossibleShare, sureShare } =
    parameters;
  return {
    ...RULE,
    clearNeed: parameters.clearNeed,
    limitsOf(reading, sensor, state, { city }): Limits | undefined {
      const place = placeOf(city, sensor);
      if (!place) return undefined;
      const { capacity } = place;
      const rising = state && state.raised === null && reading.value >= aheadFromShare * capacity;
      const expected = rising ? reading.value + trendPerMs(reading, state, capacity) * aheadS * 1000 : reading.value;
      return {
        levels: [
          { grade: 4, raise: fullShare * capacity },
          { grade: 3, raise: overShare * capacity },
          { grade: 2, raise: crushShare * capacity },
        ],
        clear: clearShare * capacity,
        intervalMs: sensor.intervalS * 1000,
        most: impossibleShare * capacity,
        sureFrom: rising && expected >= sureShare * capacity ? reading.value : sureShare * capacity,
        // A trend says that it fills up, not how bad it gets.
        expected: Math.min(expected, Math.max(reading.value, fullShare * capacity)),
      };
    },
    describe(sensor, state, _time, { city }): Told {
      const place = placeOf(city, sensor)!;
      const { value, before, samples } = state;
      const { capacity, name } = place;
      const m2 = Math.max(1, areaM2(place.rings[0]!));
      const perM2 = value / m2;
      const percent = shown((100 * value) / capacity, 0);
      const full = value >= fullShare * capacity;
      const perMin = before ? ((value - before.value) / (state.at - before.at)) * 60_000 : 0;
      const pushed = Math.min(crushShare * capacity, PUSHED_PER_M2 * m2);
      const grade = state.reached ?? 4;
      return {
        grade,
        things: [thingId(sensor.id)],
        datastream: 'people',
        zone: place.id,
        position: place.label,
        measure: { value, limit: fullShare * capacity, unit: '1' },
        ...(perMin > 0 && value < pushed && { timeToActS: Math.round(((pushed - value) / perMin) * 60) }),
        peopleAtRisk: Math.max(0, Math.round(value)),
        message: {
          zh: `${name.zh}现有约 ${shown(value, 0)} 人，为核定容量 ${capacity} 人的 ${percent}%（每平方米 ${shown(perM2, 2)} 人）${full ? '' : '，按趋势即将达到容量'}。`,
          en: `About ${shown(value, 0)} people at ${name.en}, ${percent} % of its capacity of ${capacity} (${shown(perM2, 2)} per square metre)${full ? '' : '; by the trend it will be full within minutes'}.`,
        },
        evidence: {
          parameters: { fullShare, overShare, crushShare, clearShare, aheadFromShare, aheadS, capacity },
          samples: [...samples],
          shapes: [{ label: name, kind: 'area', positions: place.rings[0]! }],
          limits: [
            { label: { zh: '容量', en: 'Capacity' }, value: fullShare * capacity, grade: 4 },
            { label: { zh: '严重超员', en: 'Well over capacity' }, value: overShare * capacity, grade: 3 },
            { label: { zh: '踩踏风险', en: 'Danger of a crush' }, value: crushShare * capacity, grade: 2 },
          ],
          exposed: [
            { kind: 'place', id: place.id, name, distanceM: 0, people: Math.round(value), position: place.label },
          ],
          hazardChain: {
            zh: '人员持续聚集→出入口堵塞→拥挤推搡→跌倒踩踏',
            en: 'People keep coming → exits clog → pushing → falls and a crush',
          },
        },
        cause: `place/${place.id}`,
      };
    },
    within: ({ name }, { value, clear }) => ({
      zh: `${name}回落至 ${shown(value, 0)} 人，低于解除值 ${shown(clear, 0)} 人。`,
      en: `Down to ${shown(value, 0)} people, below the clearing value of ${shown(clear, 0)}.`,
    }),
  };
}
