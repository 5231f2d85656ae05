import type { CityModel, CitySensor } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import { datastreamKind, isThingKind, THING_KINDS, type ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import type { Process, Setting, World } from '../world/world.ts';
import { accuracyOf } from './accuracy.ts';
import { readingTimesOf } from './reading-times.ts';

/** One datastream of one instrument, bound once to what it measures. */
export interface Channel {
  readonly thing: ThingId;
  readonly kind: ThingKindName;
  readonly datastream: string;
  readonly probe: (world: World) => number;
  readonly seed: number;
  /** It reads at `second` of every `period`th step, counted so that `phase` is one of them. */
  readonly second: number;
  readonly period: number;
  readonly phase: number;
  readonly intervalMs: number;
  readonly noise: number;
  readonly share: number;
  readonly perUnit: number;
  readonly low: number;
  readonly high: number;
  readonly least: number;
  readonly most: number;
  /** Of its clock, ms. */
  readonly skewMs: number;
  /** Of its zero, per hour. */
  readonly driftPerH: number;
  /** What it tells while it is stuck, or chatters to. */
  held: number | undefined;
  fault: 'silent' | 'stuck' | 'chatter' | undefined;
}

const DAY_S = 86_400;
/** Ours: what telemetry of a few thousand devices looks like. */
const SKEWED_SHARE = 0.015;
const MOST_SKEW_MS = 20_000;
const DRIFTING_SHARE = 0.005;

/** Every channel of the city's sensors and monitoring points that measures something, by the second at which it reads. */
export function bindChannels(setting: Setting, parts: readonly Process[]): Channel[] {
  const channels: Channel[] = [];
  for (const sensor of setting.city.sensors)
    if (isThingKind(sensor.kind))
      for (const datastream of Object.keys(THING_KINDS[sensor.kind].datastreams))
        bind(channels, sensor, sensor.kind, datastream, probeOf(sensor, datastream, parts), setting);
  for (const sensor of pointsAsSensors(setting.city)) {
    const kind = sensor.kind as ThingKindName;
    const [datastream = ''] = Object.keys(THING_KINDS[kind].datastreams);
    bind(
      channels,
      sensor,
      kind,
      datastream,
      ({ underground }) => underground.value(sensor.id),
      setting,
      sensor.control,
    );
  }
  // Stable: channels of one second keep the city's order.
  return channels.sort((a, b) => a.second - b.second);
}

const pointsAsSensors = (city: CityModel) =>
  city.monitoringPoints.map(({ id, kind, name, position, intervalS, controlCumulative }) => ({
    id,
    kind,
    name,
    position,
    intervalS,
    heightM: 0,
    control: controlCumulative,
  }));

function probeOf(
  sensor: CitySensor,
  datastream: string,
  parts: readonly Process[],
): ((world: World) => number) | undefined {
  for (const part of parts) {
    const probe = part.probe?.(sensor, datastream);
    if (probe) return probe;
  }
  const { position } = sensor;
  // What nobody claims stands in the open air.
  if (sensor.kind === 'gas') return ({ hazards }) => hazards.ch4(position);
  if (sensor.kind === 'smoke') return ({ hazards }) => hazards.obscuration(position);
  if (sensor.kind === 'temperature') return ({ weather }) => weather.airC;
  return undefined;
}

function bind(
  channels: Channel[],
  { id, intervalS }: { readonly id: string; readonly intervalS: number },
  kind: ThingKindName,
  datastream: string,
  probe: ((world: World) => number) | undefined,
  setting: Setting,
  control?: number,
): void {
  const declared = datastreamKind(kind, datastream);
  if (!probe || !declared) return;
  // What a device says once a day by its kind (its capacity) it says once a day.
  const daily = declared.intervalMs >= DAY_S * 1000;
  const everyS = daily ? DAY_S : intervalS;
  const device = nameSeed(setting.seed, id);
  const seed = nameSeed(setting.seed, `${id}/${datastream}`);
  const { noise, share, perUnit, usual } = accuracyOf(kind, datastream);
  const [low, high] = control === undefined ? usual : [-control * 0.6, control * 0.6];
  const skewed = hashNoise(device, 1) < SKEWED_SHARE;
  const drifting = hashNoise(seed, 2) < DRIFTING_SHARE;
  const { period, phase, seconds } = readingTimesOf(setting.seed, id, everyS);
  for (const second of seconds)
    channels.push({
      thing: thingId(id),
      kind,
      datastream,
      probe,
      seed: seed + second,
      second,
      period,
      // And first thing in the day, so that nobody waits for it.
      phase: daily ? 0 : phase,
      intervalMs: everyS * 1000,
      noise,
      share,
      perUnit,
      low,
      high,
      least: declared.min,
      most: declared.max,
      skewMs: skewed ? Math.round((hashNoise(device, 5) - 0.9) * MOST_SKEW_MS) : 0,
      driftPerH: drifting ? noise * 4 * (hashNoise(seed, 6) - 0.5) : 0,
      held: undefined,
      fault: undefined,
    });
}
