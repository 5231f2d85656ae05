import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector } from '../../detector.ts';
import type { EvidenceSample } from '../../finding.ts';
import { NOTHING_YET, type Recent, remember, yesCount } from '../conditions/recent.ts';
import { keepSample } from '../conditions/samples.ts';
import { vesselName } from '../vessels/vessel.ts';
import { vesselClass } from '../vessels/vessel-class.ts';
import { fixSample, vesselClear, vesselRaise } from '../vessels/vessel-finding.ts';
import { shown } from '../wording/sentence.ts';
import { isIn, zoneIndex } from '../zones/zone-index.ts';
import { type NightSailingParameters, RULE } from './parameters.ts';
import { nextRiseAbove, sunAltitudeDeg } from './sun.ts';

interface State {
  sailing: Recent;
  /** Reports in a row that were stopped, or by day. */
  free: number;
  /** The vessel, once raised: a timer has no message that would tell. */
  raised?: Position['thing'];
  samples: EvidenceSample[];
}

type Moving = Position & { readonly speedKn: number };

export function nightSailing(parameters: NightSailingParameters): KeyedDetector<Position, State> {
  return {
    shape: 'keyed',
    key: ({ thing }) => thing,
    onMessage(position, context) {
      if (position.speedKn === undefined) return;
      const moving = position as Moving;
      if (context.state === undefined) {
        if (moving.speedKn <= parameters.underWayKn) return;
        if (!parameters.classes.includes(vesselClass(context.surroundings.thing(moving.thing)))) return;
      }
      judge(moving, context, parameters);
    },
    /** Dawn comes also to a vessel that is no longer heard. */
    onTimer(_name, context) {
      const vessel = context.state?.raised;
      if (vessel !== undefined) clear(vessel, context.time, context, { zh: '天已亮。', en: 'Day has broken.' });
    },
  };
}

function judge(position: Moving, context: Context<State>, parameters: NightSailingParameters): void {
  const altitudeDeg = sunAltitudeDeg(position.time, position.lon, position.lat);
  const isNight = altitudeDeg < parameters.sunAltitudeDeg;
  const sails = isNight && position.speedKn > parameters.underWayKn && !isAtBerth(position, context);
  if (context.state === undefined) {
    if (!sails) return;
    context.state = { sailing: NOTHING_YET, free: 0, samples: [] };
  }
  const state = context.state;
  state.sailing = remember(state.sailing, sails, parameters.outOf);
  state.free = !isNight || position.speedKn < parameters.underWayKn / 2 ? state.free + 1 : 0;
  keepSample(state.samples, fixSample(position, position.speedKn));
  if (state.raised !== undefined) {
    if (state.free < parameters.clearNeed) return;
    clear(position.thing, position.time, context, { zh: '已停航，或天已亮。', en: 'Has stopped, or day has broken.' });
  } else if (state.sailing === NOTHING_YET) {
    context.state = undefined;
  } else if (sails && yesCount(state.sailing) >= parameters.need) {
    state.raised = position.thing;
    context.emit(vesselRaise(RULE, position, told(position, altitudeDeg, context, parameters)));
    const dawn = nextRiseAbove(parameters.sunAltitudeDeg, position.time, position.lon, position.lat);
    if (dawn !== undefined) context.setTimer('dawn', eventTime(dawn));
  }
}

const isAtBerth = ({ lon, lat }: Position, { surroundings }: Context<State>): boolean =>
  isIn(zoneIndex(surroundings.zones).at(lon, lat), ['berth']);

function clear(
  thing: Position['thing'],
  time: EventTime,
  context: Context<State>,
  why: { zh: string; en: string },
): void {
  context.emit(vesselClear(RULE, thing, time, why));
  context.cancelTimer('dawn');
  context.state = undefined;
}

function told(position: Moving, altitudeDeg: number, context: Context<State>, parameters: NightSailingParameters) {
  const name = vesselName(position.thing, context.surroundings);
  const { underWayKn, sunAltitudeDeg: limit, need, outOf, grade } = parameters;
  const below = shown(-altitudeDeg);
  return {
    grade,
    measure: { value: altitudeDeg, limit, unit: 'deg' },
    message: {
      zh: `休闲船艇 ${name} 夜间航行，航速 ${shown(position.speedKn)} 节，当地太阳在地平线下 ${below}°。`,
      en: `Leisure craft ${name} sails at night at ${shown(position.speedKn)} kn; the sun is ${below}° below the horizon there.`,
    },
    evidence: {
      parameters: { underWayKn, sunAltitudeDeg: limit, need, outOf },
      samples: [...context.state!.samples],
    },
  };
}
