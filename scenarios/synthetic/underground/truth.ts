import type { CityModel, MonitoringPoint } from '../../../geodata/city/city-model.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import { firstReading } from '../instruments/reading-times.ts';
import { Spells } from '../world/spells.ts';
import type { World } from '../world/world.ts';
import { type ControlRatios, gradeOf } from './controls.ts';
import type { GroundTrouble } from './ground-trouble.ts';
import type { PointModel } from './point-model.ts';

/** The contract's alert kind for what a point measures. A wall that bends is the pit's convergence; pore pressure tells of the groundwater. */
const KIND: Readonly<Record<MonitoringPoint['kind'], string>> = {
  settlement_point: 'settlement',
  convergence: 'convergence',
  groundwater: 'groundwater',
  axial_force: 'axial_force',
  pore_pressure: 'groundwater',
  inclinometer: 'convergence',
};
/** People see cracks and a dip in the road when the ground has gone down by this much over its control value. Ours. */
const SEEN_RATIO = 1.3;
/** How many of the points around tell of a void. */
const WITNESSES = 6;

/** Writes down which points are beyond their control values, and the voids themselves. */
export class UndergroundTruth {
  readonly #city: CityModel;
  readonly #models: readonly PointModel[];
  readonly #spells = new Spells();
  /** Points that have been beyond a control value; the others need no second look. */
  readonly #touched = new Set<MonitoringPoint>();

  constructor(city: CityModel, models: readonly PointModel[]) {
    this.#city = city;
    this.#models = models;
  }

  /** @param change over the last day. */
  judge(world: World, { point, mover }: PointModel, value: number, change: number): void {
    const ratios: ControlRatios = {
      cumulative: Math.abs(value) / point.controlCumulative,
      rate: point.controlRatePerDay === undefined ? 0 : Math.abs(change) / point.controlRatePerDay,
    };
    if (ratios.cumulative < 1 && ratios.rate < 1 && !this.#touched.has(point)) return;
    this.#touched.add(point);
    const cause = mover(world.now)?.settings.cause ?? `works:${point.workAreaId}`;
    if (point.kind === 'settlement_point') {
      this.#hold(world, point, 'settlement', ratios.cumulative >= 1, ratios, cause);
      this.#hold(world, point, 'settlement_rate', ratios.rate >= 1, ratios, cause);
    } else {
      const beyond = ratios.cumulative >= 1 || ratios.rate >= 1;
      this.#hold(world, point, KIND[point.kind], beyond, ratios, cause);
    }
  }

  /** The void itself, from the fall until the ground rests. */
  follow(world: World, trouble: GroundTrouble): void {
    const { settings } = trouble;
    if (settings.kind !== 'karst_void') return;
    if (trouble.isRunning(world.now)) {
      const witnesses = this.#witnesses(trouble);
      const drive = this.#city.shieldDrives.find(({ id }) => id === settings.assetId);
      world.truth.open(
        {
          id: settings.id,
          family: 'underground',
          kind: 'karst',
          grade: 1,
          things: things(witnesses, settings.assetId),
          position: settings.position,
          place: drive?.workAreaId ?? settings.assetId,
          from: eventTime(settings.startMs),
          visibleFrom: firstOf(witnesses.map(({ point }) => firstReading(world, point))) ?? world.now,
          cause: settings.cause,
          description: {
            zh: `${drive?.name.zh ?? settings.assetId}掘进面遭遇未探明溶洞，掌子面失压，水土涌入`,
            en: `${drive?.name.en ?? settings.assetId}: the face met an unknown karst void, lost pressure, water and ground run in`,
          },
        },
        0.4,
      );
    } else world.truth.close(settings.id, world.now);
  }

  #hold(
    world: World,
    point: MonitoringPoint,
    kind: string,
    beyond: boolean,
    ratios: ControlRatios,
    cause: string,
  ): void {
    const { id, holds } = this.#spells.of(`${point.id}/${kind}`, beyond);
    if (!holds) {
      world.truth.close(id, world.now);
      return;
    }
    world.truth.open(
      {
        id,
        family: 'underground',
        kind,
        grade: gradeOf(ratios),
        things: [thingId(point.id)],
        position: point.position,
        place: point.riskSourceId ?? point.workAreaId,
        from: world.now,
        visibleFrom: firstReading(world, point),
        cause,
        description: describe(point, kind, ratios),
      },
      kind === 'settlement' && ratios.cumulative >= SEEN_RATIO ? 0.35 : 0,
    );
  }

  #witnesses({ settings }: GroundTrouble): readonly PointModel[] {
    const near = (model: PointModel) => Math.hypot(model.place[0] - settings.at[0], model.place[1] - settings.at[1]);
    return this.#models
      .filter(({ point, troubles }) => troubles.some((each) => each.settings === settings) && point.pitId === undefined)
      .sort((a, b) => near(a) - near(b) || (a.point.id < b.point.id ? -1 : 1))
      .slice(0, WITNESSES);
  }
}

const firstOf = (times: readonly EventTime[]): EventTime | undefined => [...times].sort((a, b) => a - b)[0];

function things(witnesses: readonly PointModel[], otherwise: string): readonly [ThingId, ...ThingId[]] {
  const [first, ...others] = witnesses.map(({ point }) => thingId(point.id));
  return first === undefined ? [thingId(otherwise)] : [first, ...others];
}

function describe(point: MonitoringPoint, kind: string, ratios: ControlRatios): Bilingual {
  const byRate = kind === 'settlement_rate' || ratios.cumulative < 1;
  return byRate
    ? { zh: `${point.name}变化速率超过控制值`, en: `${point.name}: rate of change beyond its control value` }
    : { zh: `${point.name}累计值超过控制值`, en: `${point.name}: cumulative value beyond its control value` };
}
