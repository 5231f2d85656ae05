import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { TruthLedger } from '../world/world.ts';
import { findEncounters } from './encounters.ts';
import { type Fleet, type Hull, isMadeFast } from './fleet.ts';
import { LoiterWatch } from './loiter-watch.ts';
import * as limits from './officer-limits.ts';
import { isOneOf, speedLimit } from './sea-zones.ts';
import { Spells, type Told } from './spells.ts';
import { sunAltitudeDeg } from './sun.ts';

/** The world is looked at so often, ms. Ours: a fast boat goes 150 m meanwhile. */
export const SAMPLE_MS = 10_000;
const MINUTE_MS = 60_000;

/** A first report is searched so far, s. Ours: longer than any pause that is no silence. */
const LONGEST_PAUSE_S = 900;

const shown = (value: number, digits = 1): string => value.toFixed(digits);

/** Somebody who sees every hull as it is, without noise or delay, and writes down what an officer would want to know. What a silent transponder does meanwhile nobody could know: of it, only the silence counts. */
export class Lookout {
  readonly #fleet: Fleet;
  readonly #spells = new Spells();
  readonly #loitering = new LoiterWatch();
  /** Of the midnight that plans count from. */
  readonly #midnight: number;
  readonly #centre: LonLat;
  readonly #stormCause: string | undefined;
  #isNight = false;

  /** @param stormCause what drags anchors and breaks transponders on this day. */
  constructor(fleet: Fleet, midnight: number, centre: LonLat, stormCause?: string) {
    this.#fleet = fleet;
    this.#midnight = midnight;
    this.#centre = centre;
    this.#stormCause = stormCause;
  }

  /** Looks at one moment; moments come in order, {@link SAMPLE_MS} apart. */
  look(time: EventTime, truth: TruthLedger): void {
    const onTheMinute = time % MINUTE_MS === 0;
    this.#fleet.move(time - this.#midnight, onTheMinute);
    if (onTheMinute) this.#isNight = sunAltitudeDeg(time, this.#centre) < limits.NIGHT_SUN_DEG;
    for (const hull of this.#fleet.hulls) {
      this.#silence(hull, time, truth);
      if (hull.silent) continue;
      if (onTheMinute) this.#loiter(hull, time, truth);
      if (hull.still) continue;
      this.#speed(hull, time, truth);
      this.#intrusion(hull, time, truth);
      this.#night(hull, time, truth);
      this.#drag(hull, time, truth);
    }
    this.#encounters(time, truth);
    this.#spells.sweep(time, SAMPLE_MS, truth);
  }

  /** When its first report could be heard, from `since` on. */
  #firstReport({ station }: Hull, since: EventTime): EventTime {
    const second = Math.ceil((since - this.#midnight) / 1000);
    for (let ahead = 0; ahead < LONGEST_PAUSE_S; ahead++)
      if (station.reports(second + ahead)) return eventTime(this.#midnight + (second + ahead) * 1000);
    return since;
  }

  #told(
    [leading, ...others]: readonly [Hull, ...Hull[]],
    grade: Grade,
    visibleFrom: EventTime,
    description: Bilingual,
    more: { readonly place?: string; readonly cause?: string } = {},
  ): Told {
    return {
      grade,
      things: [leading.id, ...others.map(({ id }) => id)],
      position: leading.position,
      visibleFrom,
      cause: more.cause ?? `vessel/${leading.id}`,
      description,
      ...(more.place && { place: more.place }),
    };
  }

  #silence(hull: Hull, time: EventTime, truth: TruthLedger): void {
    if (!hull.silent) return;
    const key = `ais_silence/${hull.id}`;
    const isWatched =
      this.#spells.isHeld(key) ||
      (hull.speedKn > limits.UNDER_WAY_KN && !isMadeFast(hull) && !isOneOf(hull.zones, ['berth', 'anchorage']));
    if (!isWatched) return;
    this.#spells.hold(key, 'ais_silence', time, { atLeastMs: limits.SILENCE_MS, gapMs: 0 }, truth, (since) =>
      this.#told(
        [hull],
        3,
        eventTime(since + limits.SILENCE_MS),
        {
          zh: `${hull.ship.name} 在航中应答器静默。`,
          en: `The transponder of ${hull.ship.name} is silent while she is under way.`,
        },
        this.#stormCause === undefined ? {} : { cause: this.#stormCause },
      ),
    );
  }

  #speed(hull: Hull, time: EventTime, truth: TruthLedger): void {
    const limit = speedLimit(hull.zones, hull.trade);
    if (!limit || hull.speedKn <= limit.limitKn + limits.SPEED_TOLERANCE_KN) return;
    const ratio = hull.speedKn / limit.limitKn;
    const worst = limits.OVERSPEED_GRADES.findIndex((least) => ratio >= least);
    const { name } = limit.zone;
    this.#spells.hold(
      `overspeed/${hull.id}`,
      'overspeed',
      time,
      { atLeastMs: limits.OVERSPEED_LASTS_MS, gapMs: MINUTE_MS },
      truth,
      (since) =>
        this.#told(
          [hull],
          (worst === -1 ? 4 : worst + 1) as Grade,
          this.#firstReport(hull, since),
          {
            zh: `${hull.ship.name} 在${name.zh}航速 ${shown(hull.speedKn)} 节，限速 ${limit.limitKn} 节。`,
            en: `${hull.ship.name} makes ${shown(hull.speedKn)} kn in ${name.en}, where ${limit.limitKn} kn is the limit.`,
          },
          { place: limit.zone.id },
        ),
    );
  }

  #intrusion(hull: Hull, time: EventTime, truth: TruthLedger): void {
    if (hull.trade === 'patrol' || hull.trade === 'search_and_rescue' || hull.trade === 'pilot') return;
    for (const zone of hull.zones) {
      if (zone.kind !== 'no_go') continue;
      this.#spells.hold(
        `restricted_area/${hull.id}/${zone.id}`,
        'restricted_area',
        time,
        { atLeastMs: limits.INTRUSION_LASTS_MS, gapMs: 2 * MINUTE_MS },
        truth,
        (since) =>
          this.#told(
            [hull],
            2,
            this.#firstReport(hull, since),
            { zh: `${hull.ship.name} 进入${zone.name.zh}。`, en: `${hull.ship.name} is inside ${zone.name.en}.` },
            { place: zone.id },
          ),
      );
    }
  }

  #night(hull: Hull, time: EventTime, truth: TruthLedger): void {
    if (!this.#isNight || hull.trade !== 'leisure' || hull.speedKn <= limits.UNDER_WAY_KN) return;
    if (isOneOf(hull.zones, ['berth'])) return;
    this.#spells.hold(
      `night_sailing/${hull.id}`,
      'night_sailing',
      time,
      { atLeastMs: limits.NIGHT_SAILING_LASTS_MS, gapMs: 10 * MINUTE_MS },
      truth,
      (since) =>
        this.#told([hull], 3, this.#firstReport(hull, since), {
          zh: `休闲船艇 ${hull.ship.name} 夜间航行。`,
          en: `Leisure craft ${hull.ship.name} sails at night.`,
        }),
    );
  }

  #drag(hull: Hull, time: EventTime, truth: TruthLedger): void {
    if (hull.status !== 1 || !hull.anchor || hull.speedKn <= limits.DRAGGING_KN) return;
    const wayM = Math.hypot(hull.at[0] - hull.anchor[0], hull.at[1] - hull.anchor[1]);
    const circleM = limits.CHAIN_M + hull.lengthM;
    if (wayM <= circleM) return;
    this.#spells.hold(
      `anchor_drag/${hull.id}`,
      'anchor_drag',
      time,
      { atLeastMs: limits.DRAGGING_LASTS_MS, gapMs: 5 * MINUTE_MS },
      truth,
      (since) =>
        this.#told(
          [hull],
          wayM > 2 * circleM ? 2 : 3,
          this.#firstReport(hull, since),
          { zh: `${hull.ship.name} 走锚。`, en: `${hull.ship.name} drags her anchor.` },
          this.#stormCause === undefined ? {} : { cause: this.#stormCause },
        ),
    );
  }

  #loiter(hull: Hull, time: EventTime, truth: TruthLedger): void {
    const since = this.#loitering.since(hull, time);
    if (since === undefined) return;
    const key = `loitering/${hull.id}`;
    this.#spells.hold(
      key,
      'loitering',
      time,
      { atLeastMs: 0, gapMs: MINUTE_MS },
      truth,
      () =>
        this.#told([hull], time - since >= 2 * limits.LOITERING_MINUTES * MINUTE_MS ? 3 : 4, time, {
          zh: `${hull.ship.name} 徘徊不去。`,
          en: `${hull.ship.name} loiters.`,
        }),
      since,
    );
  }

  /** It takes the courses of both to see that two ships meet: a boat that reports every half minute may have turned away before it says so, and what is seen for a moment only was a turn in passing. */
  #encounters(time: EventTime, truth: TruthLedger): void {
    for (const { a, b, dcpaM, grade } of findEncounters(this.#fleet.hulls)) {
      const [first, second] = a.id < b.id ? [a, b] : [b, a];
      const key = `close_quarters/${first.id}/${second.id}`;
      this.#spells.hold(
        key,
        'close_quarters',
        time,
        { atLeastMs: limits.ENCOUNTER_LASTS_MS, gapMs: MINUTE_MS, seenMs: limits.ENCOUNTER_LASTS_MS },
        truth,
        (since) =>
          this.#told(
            [first, second],
            grade,
            eventTime(Math.max(this.#firstReport(first, since), this.#firstReport(second, since))),
            {
              zh: `${first.ship.name} 与 ${second.ship.name} 会遇过近，预计最近 ${shown(dcpaM, 0)} 米。`,
              en: `${first.ship.name} and ${second.ship.name} pass too closely: ${shown(dcpaM, 0)} m ahead of them.`,
            },
            { cause: key },
          ),
      );
    }
  }
}
