import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector } from '../../detector.ts';
import { isMadeFast, vesselName } from '../vessels/vessel.ts';
import { fixSample, vesselClear, vesselRaise, vesselUpdate } from '../vessels/vessel-finding.ts';
import { durationEn, durationZh, shown } from '../wording/sentence.ts';
import { isIn, zoneIndex } from '../zones/zone-index.ts';
import { type LoiteringParameters, RULE } from './parameters.ts';
import { addFix, centre, extent, radiusM, STRETCHES, type Stay, type Stretch } from './stay.ts';

interface State {
  stay: Stay;
  /** Reports in a row that were too fast for loitering. */
  fast: number;
  raised?: { from: number; centre: LonLat; outside: number; toldLong: boolean };
}

/** Once raised, the vessel has left when it is this many radii from the middle of its stay. Ours: hysteresis. */
const CLEAR_RADII = 1.5;

const MINUTE_MS = 60_000;

export function loitering(parameters: LoiteringParameters): KeyedDetector<Position, State> {
  return {
    shape: 'keyed',
    key: ({ thing }) => thing,
    onMessage(position, context) {
      if (isWatched(position, context, parameters)) {
        if (context.state === undefined) {
          if (isFast(position, parameters)) return;
          context.state = { stay: [], fast: 0 };
        }
        if (context.state.raised === undefined) judge(position, context.state, context, parameters);
        else whileRaised(position, context.state, context, parameters);
      } else if (context.state !== undefined) {
        leave(position, context, { zh: '已锚泊、靠泊或进入锚地。', en: 'Is now at anchor or made fast.' });
      }
    },
  };
}

/** Not where, or in a state in which, a vessel is expected to stay in one place. */
const isWatched = (
  position: Position,
  { surroundings }: Context<State>,
  { exemptZones }: LoiteringParameters,
): boolean => !isMadeFast(position) && !isIn(zoneIndex(surroundings.zones).at(position.lon, position.lat), exemptZones);

const isFast = ({ speedKn = 0 }: Position, { fastestKn }: LoiteringParameters): boolean => speedKn > fastestKn;

function judge(position: Position, state: State, context: Context<State>, parameters: LoiteringParameters): void {
  const { stay } = state;
  if (isFast(position, parameters)) {
    // One such report may be noise.
    state.fast++;
    if (state.fast > 1) context.state = undefined;
    return;
  }
  state.fast = 0;
  const { minutes, longestGapMinutes } = parameters;
  if (position.time - (stay.at(-1)?.to ?? position.time) > longestGapMinutes * MINUTE_MS) stay.length = 0;
  addFix(stay, position, (minutes * MINUTE_MS) / STRETCHES);
  let all = extent(stay);
  while (stay.length > 1 && radiusM(all) > parameters.radiusM) {
    stay.shift();
    all = extent(stay);
  }
  if (radiusM(all) > parameters.radiusM) stay.length = 0;
  else if (all.to - all.from >= minutes * MINUTE_MS) endOfTime(position, all, state, context, parameters);
}

/** It has stayed long enough; what matters now is how it moved. */
function endOfTime(
  position: Position,
  all: Stretch,
  state: State,
  context: Context<State>,
  parameters: LoiteringParameters,
): void {
  const meanKn = all.sumKn / all.n;
  if (meanKn < parameters.slowestKn) {
    state.stay.shift();
    return;
  }
  context.emit(
    vesselRaise(RULE, position, told(position, all.from, centre(all), 4, meanKn, state, context, parameters)),
  );
  state.raised = { from: all.from, centre: centre(all), outside: 0, toldLong: false };
  state.stay = [all];
}

function whileRaised(position: Position, state: State, context: Context<State>, parameters: LoiteringParameters): void {
  const raised = state.raised!;
  const isOut = distanceM(raised.centre, [position.lon, position.lat]) > CLEAR_RADII * parameters.radiusM;
  raised.outside = isOut ? raised.outside + 1 : 0;
  if (raised.outside >= parameters.clearNeed) {
    leave(position, context, { zh: '已驶离。', en: 'Has moved on.' });
    return;
  }
  if (isOut || raised.toldLong || position.time - raised.from < 2 * parameters.minutes * MINUTE_MS) return;
  raised.toldLong = true;
  const speedKn = position.speedKn ?? 0;
  context.emit(
    vesselUpdate(RULE, position, told(position, raised.from, raised.centre, 3, speedKn, state, context, parameters)),
  );
}

function leave(position: Position, context: Context<State>, why: { zh: string; en: string }): void {
  if (context.state?.raised !== undefined) context.emit(vesselClear(RULE, position.thing, position.time, why));
  context.state = undefined;
}

function told(
  position: Position,
  from: number,
  middle: LonLat,
  grade: 3 | 4,
  speedKn: number,
  { stay }: State,
  { surroundings }: Context<State>,
  { radiusM: limitM, minutes, slowestKn, fastestKn }: LoiteringParameters,
) {
  const name = vesselName(position.thing, surroundings);
  const staysS = (position.time - from) / 1000;
  return {
    grade,
    measure: { value: staysS, limit: minutes * 60, unit: 's' },
    message: {
      zh: `${name} 在方圆 ${shown(limitM, 0)} 米内徘徊 ${durationZh(staysS)}，航速约 ${shown(speedKn)} 节。`,
      en: `${name} has loitered within ${shown(limitM, 0)} m for ${durationEn(staysS)} at about ${shown(speedKn)} kn.`,
    },
    evidence: {
      parameters: { radiusM: limitM, minutes, slowestKn, fastestKn },
      samples: stay.map((stretch) => ({
        ...fixSample(position, stretch.sumKn / stretch.n),
        time: stretch.to as Position['time'],
        position: centre(stretch),
      })),
      points: [{ label: { zh: '徘徊中心', en: 'Middle of the stay' }, position: middle }],
    },
  };
}
