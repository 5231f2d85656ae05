import type { CityModel } from '../../../geodata/city/city-model.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { THING_KINDS } from '../../../geodata/model/thing-kinds.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { STEP_MS, type World } from '../world/world.ts';
import type { Channel } from './channels.ts';

/** From how far off on an instrument is adrift, in its unit, or as a share of what it measures. */
interface Allowance {
  readonly off?: number;
  readonly share?: number;
}

/**
 * Instruments that others of their kind can contradict: they look at one weather and one sea. What looks at its own workshop, channel or slab nobody but a
 * calibration finds out. Ours: where two good stations of one city would no longer differ so much.
 */
const ALLOWANCES: Readonly<Record<string, Allowance>> = {
  'temperature/temperature': { off: 2.5 },
  'anemometer/wind_speed': { share: 0.6 },
  'wave_buoy/wave_height': { share: 0.6 },
  'tide_gauge/level': { off: 0.15 },
};
/** So long nature may do it. Ours. */
const LASTS_MS = 4 * 3_600_000;
/** A drift has no first moment; it could be seen from this share of the allowance on, where neighbours agree well. Ours. */
const VISIBLE_SHARE = 0.75;
const HOUR_MS = 3_600_000;
const MINUTES_BETWEEN_LOOKS = 10;

interface Drifting {
  readonly channel: Channel;
  readonly allowance: Allowance;
  visibleSince: number | undefined;
  since: number | undefined;
  told: boolean;
}

/** Writes down which instruments have drifted off so far that their neighbours show it. */
export class DriftWatch {
  readonly #drifting: readonly Drifting[];
  readonly #places: ReadonlyMap<string, CityModel['sensors'][number]>;

  constructor(channels: readonly Channel[], city: CityModel) {
    this.#places = new Map(city.sensors.map((sensor) => [sensor.id, sensor]));
    const seen = new Set<string>();
    this.#drifting = channels.flatMap((channel) => {
      const allowance = ALLOWANCES[`${channel.kind}/${channel.datastream}`];
      const sensor = this.#places.get(channel.thing);
      const inTheOpen = channel.kind !== 'temperature' || sensor?.watches === undefined;
      if (!allowance || !inTheOpen || channel.driftPerH === 0 || seen.has(channel.thing)) return [];
      seen.add(channel.thing);
      return [{ channel, allowance, visibleSince: undefined, since: undefined, told: false }];
    });
  }

  step(world: World): void {
    const time = world.now - STEP_MS;
    if ((time / STEP_MS) % MINUTES_BETWEEN_LOOKS !== 0) return;
    for (const each of this.#drifting) {
      if (each.told) continue;
      const { channel, allowance } = each;
      const off = Math.abs(channel.driftPerH) * ((time - world.start) / HOUR_MS);
      const allowed = allowance.off ?? (allowance.share ?? 0) * Math.abs(channel.probe(world));
      each.visibleSince = off <= VISIBLE_SHARE * allowed ? undefined : (each.visibleSince ?? time);
      each.since = off <= allowed ? undefined : (each.since ?? time);
      if (each.since !== undefined && time - each.since >= LASTS_MS) this.#tell(each, world);
    }
  }

  #tell(each: Drifting, world: World): void {
    each.told = true;
    const since = eventTime(each.visibleSince ?? world.now);
    const { thing, datastream, kind } = each.channel;
    const id = `drift-${thing}-${datastream}`;
    world.truth.open({
      id,
      family: THING_KINDS[kind].family,
      kind: 'drift',
      grade: 4,
      things: [thingId(thing)],
      position: this.#places.get(thing)?.position ?? world.city.centre,
      from: since,
      visibleFrom: since,
      cause: id,
      description: { zh: '仪器读数漂移', en: 'An instrument has drifted off' },
    });
  }
}
