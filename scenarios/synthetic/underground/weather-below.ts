import type { MonitoringPoint } from '../../../geodata/city/city-model.ts';
import type { World } from '../world/world.ts';

/** Rise of the groundwater per millimetre of rain, metres: an eighth infiltrates into pores of a fifth (specific yield of clayey sand, Johnson 1967, USGS WSP 1662-D). */
const RISE_M_PER_MM = 0.125 / 0.2 / 1000;
/** Share of the tide that reaches the sites. Ours: Jacob (1950) attenuation some hundred metres from the quay. */
const TIDE_SHARE = 0.04;
const WATER_KN_M3 = 9.81;
/** Rain is looked at once in so many steps: the ground does not follow faster. */
const RAIN_EVERY = 5;

/** What rain and tide do to the water in the ground. */
export class WeatherBelow {
  readonly #wells: readonly MonitoringPoint[];
  readonly #risenM = new Map<string, number>();
  #tideM = 0;
  #steps = 0;

  constructor(points: readonly MonitoringPoint[]) {
    this.#wells = points.filter(({ kind }) => kind === 'groundwater' || kind === 'pore_pressure');
  }

  step(world: World): void {
    this.#tideM = world.sea.tideM * TIDE_SHARE;
    if (this.#steps++ % RAIN_EVERY !== 0) return;
    for (const { id, position } of this.#wells) {
      const fallenMm = (world.weather.rainMmPerH(position) * RAIN_EVERY) / 60;
      if (fallenMm > 0) this.#risenM.set(id, (this.#risenM.get(id) ?? 0) + fallenMm * RISE_M_PER_MM);
    }
  }

  /** Added to a point's value now, in its own unit. */
  adds(point: MonitoringPoint): number {
    const isWell = point.kind === 'groundwater' || point.kind === 'pore_pressure';
    return isWell ? this.rainAdds(point) + this.#tideM * unitsPerMetre(point) : 0;
  }

  /** By today's rain alone. */
  rainAdds(point: MonitoringPoint): number {
    return (this.#risenM.get(point.id) ?? 0) * unitsPerMetre(point);
  }
}

const unitsPerMetre = ({ kind }: MonitoringPoint): number => (kind === 'pore_pressure' ? WATER_KN_M3 : 1);
