import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector, Surroundings } from '../../detector.ts';
import type { EvidenceSample } from '../../finding.ts';
import { NOTHING_YET, type Recent, remember, yesCount } from '../conditions/recent.ts';
import { keepSample } from '../conditions/samples.ts';
import { isAtAnchor, vesselName } from '../vessels/vessel.ts';
import { fixSample, vesselClear, vesselRaise, vesselUpdate } from '../vessels/vessel-finding.ts';
import { shown } from '../wording/sentence.ts';
import { isIn, zoneIndex } from '../zones/zone-index.ts';
import { type AnchorDragParameters, RULE } from './parameters.ts';

interface State {
  /** The middle of where it lay, which nears the anchor's place as the vessel swings around it. */
  lon: number;
  lat: number;
  /** Fixes in the middle, up to {@link MOST_WEIGHT}. */
  n: number;
  /** Reports that were outside the circle and moving. */
  dragging: Recent;
  /** Once raised, reports in a row that were back inside, or still. */
  holding: number;
  /** The way to the anchor when last told, metres; absent while nothing is raised. */
  raisedM?: number;
  grade: Grade;
  samples: EvidenceSample[];
}

/** A vessel in an anchorage that says nothing of anchoring lies at anchor below this speed, knots over ground. Ours. */
const STOPPED_KN = 0.5;
/** Later fixes move the middle no less than one in so many, so that a long stay can still follow. Ours. */
const MOST_WEIGHT = 1000;
/** Told again when the way to the anchor has grown by this factor. Ours. */
const WORTH_TELLING = 1.5;

export function anchorDrag(parameters: AnchorDragParameters): KeyedDetector<Position, State> {
  return {
    shape: 'keyed',
    key: ({ thing }) => thing,
    onMessage(position, context) {
      if (context.state === undefined) {
        if (dropsAnchor(position, context.surroundings)) context.state = anchored(position);
      } else if (hasWeighed(position, parameters)) {
        end(position, context, { zh: '已起锚开航。', en: 'Has weighed anchor and is under way.' });
        context.state = undefined;
      } else {
        watch(position, context.state, context, parameters);
      }
    },
  };
}

const dropsAnchor = (position: Position, surroundings: Surroundings): boolean =>
  position.speedKn !== undefined &&
  position.speedKn < STOPPED_KN &&
  (isAtAnchor(position) || isIn(zoneIndex(surroundings.zones).at(position.lon, position.lat), ['anchorage']));

const anchored = ({ lon, lat }: Position): State => ({
  lon,
  lat,
  n: 1,
  dragging: NOTHING_YET,
  holding: 0,
  grade: 4,
  samples: [],
});

/** Too fast to drag; or moving with a status that speaks of something else than an anchor. */
function hasWeighed({ speedKn = 0, status }: Position, { fastestKn, slowestKn }: AnchorDragParameters): boolean {
  if (speedKn > fastestKn) return true;
  return status !== undefined && status !== 1 && speedKn > slowestKn;
}

function watch(position: Position, state: State, context: Context<State>, parameters: AnchorDragParameters): void {
  const circleM = swingCircleM(position, context.surroundings, parameters);
  const wayM = distanceM([state.lon, state.lat], [position.lon, position.lat]);
  const speedKn = position.speedKn ?? 0;
  const drags = wayM > circleM && speedKn > parameters.slowestKn;
  state.dragging = remember(state.dragging, drags, parameters.outOf);
  keepSample(state.samples, fixSample(position, wayM));
  if (state.raisedM !== undefined) {
    whileRaised(position, { wayM, circleM, drags }, state, context, parameters);
  } else if (drags && yesCount(state.dragging) >= parameters.need) {
    state.raisedM = wayM;
    state.grade = gradeOf(wayM, circleM);
    context.emit(vesselRaise(RULE, position, told(position, wayM, circleM, state, context.surroundings, parameters)));
  } else if (wayM <= circleM && speedKn < STOPPED_KN) {
    settle(position, state);
  }
}

function whileRaised(
  position: Position,
  { wayM, circleM, drags }: { wayM: number; circleM: number; drags: boolean },
  state: State,
  context: Context<State>,
  parameters: AnchorDragParameters,
): void {
  state.holding = drags ? 0 : state.holding + 1;
  if (state.holding >= parameters.clearNeed) {
    end(position, context, {
      zh: '锚已重新抓牢，或已回到回旋圈内。',
      en: 'The anchor holds again, or she is back in her circle.',
    });
    context.state = wayM > circleM ? anchored(position) : { ...state, dragging: NOTHING_YET, holding: 0, samples: [] };
    delete context.state.raisedM;
  } else if (drags && wayM >= state.raisedM! * WORTH_TELLING) {
    state.raisedM = wayM;
    state.grade = gradeOf(wayM, circleM);
    context.emit(vesselUpdate(RULE, position, told(position, wayM, circleM, state, context.surroundings, parameters)));
  }
}

function end({ thing, time }: Position, context: Context<State>, why: Bilingual): void {
  if (context.state?.raisedM !== undefined) context.emit(vesselClear(RULE, thing, time, why));
}

/** Plane mean: a swing circle is small. Does not wrap at the antimeridian. */
function settle({ lon, lat }: Position, state: State): void {
  if (state.n < MOST_WEIGHT) state.n++;
  state.lon += (lon - state.lon) / state.n;
  state.lat += (lat - state.lat) / state.n;
}

function swingCircleM({ thing }: Position, surroundings: Surroundings, parameters: AnchorDragParameters): number {
  const told = surroundings.thing(thing)?.attrs.lengthM;
  const lengthM = typeof told === 'number' && told > 0 ? told : parameters.lengthM;
  return parameters.chainM + lengthM + parameters.marginM;
}

/** Two circles away is far from any doubt. Ours. */
const gradeOf = (wayM: number, circleM: number): Grade => (wayM > 2 * circleM ? 2 : 3);

function told(
  { thing, speedKn = 0 }: Position,
  wayM: number,
  circleM: number,
  state: State,
  surroundings: Surroundings,
  { chainM, marginM, slowestKn, need, outOf }: AnchorDragParameters,
) {
  const name = vesselName(thing, surroundings);
  const anchor: LonLat = [state.lon, state.lat];
  return {
    grade: state.grade,
    measure: { value: wayM, limit: circleM, unit: 'm' },
    message: {
      zh: `${name} 疑似走锚：距锚位 ${shown(wayM, 0)} 米，超出回旋圈 ${shown(circleM, 0)} 米，移动速度 ${shown(speedKn)} 节。`,
      en: `${name} seems to drag her anchor: ${shown(wayM, 0)} m from it, her swing circle is ${shown(circleM, 0)} m, and she moves at ${shown(speedKn)} kn.`,
    },
    evidence: {
      parameters: { chainM, marginM, circleM, slowestKn, need, outOf },
      samples: [...state.samples],
      points: [{ label: { zh: '锚位（估计）', en: 'Anchor (estimated)' }, position: anchor }],
    },
  };
}
