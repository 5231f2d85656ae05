import { type Grade, worse } from '../../../geodata/model/grade.ts';
import type { Zone } from '../../../geodata/model/zone.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector, Surroundings } from '../../detector.ts';
import type { EvidenceSample } from '../../finding.ts';
import { NOTHING_YET, type Recent, remember, yesCount } from '../conditions/recent.ts';
import { keepSample } from '../conditions/samples.ts';
import { vesselName } from '../vessels/vessel.ts';
import { vesselClass } from '../vessels/vessel-class.ts';
import { fixSample, vesselClear, vesselRaise, vesselUpdate } from '../vessels/vessel-finding.ts';
import { shown } from '../wording/sentence.ts';
import { zoneIndex } from '../zones/zone-index.ts';
import { type OverspeedParameters, RULE } from './parameters.ts';

/** A raised alert is updated when the speed has grown by this much since the last word, knots. Ours. */
const WORTH_TELLING_KN = 1;

interface Limit {
  readonly limitKn: number;
  readonly zone: Zone | undefined;
}

interface State {
  over: Recent;
  /** Reports in a row at or below the limit, or outside all limits. */
  free: number;
  /** Absent while nothing is raised. */
  raised?: { grade: Grade; speedKn: number };
  samples: EvidenceSample[];
}

type Moving = Position & { readonly speedKn: number };

export function overspeed(parameters: OverspeedParameters): KeyedDetector<Position, State> {
  const hasGeneralLimits = Object.keys(parameters.limitKnByClass).length > 0;
  return {
    shape: 'keyed',
    key: ({ thing }) => thing,
    onMessage(position, context) {
      // A report without a speed says nothing about speeding, either way.
      if (position.speedKn === undefined) return;
      const moving = position as Moving;
      const limit =
        zoneLimit(moving, context.surroundings) ??
        (hasGeneralLimits ? generalLimit(moving, context.surroundings, parameters) : undefined);
      if (context.state === undefined) {
        if (limit === undefined || !isOver(moving, limit, parameters)) return;
        context.state = { over: NOTHING_YET, free: 0, samples: [] };
      }
      judge(moving, limit, context.state, context, parameters);
    },
  };
}

/** The lowest limit of the zones here; a zone's exception for the vessel's class replaces that zone's limit. */
function zoneLimit(position: Position, surroundings: Surroundings): Limit | undefined {
  let lowest: Limit | undefined;
  for (const zone of zoneIndex(surroundings.zones).at(position.lon, position.lat)) {
    if (zone.kind !== 'speed_limit' || zone.speedLimitKn === undefined) continue;
    const exceptions = zone.speedLimitKnByClass;
    const limitKn = exceptions?.[vesselClass(surroundings.thing(position.thing))] ?? zone.speedLimitKn;
    if (lowest === undefined || limitKn < lowest.limitKn) lowest = { limitKn, zone };
  }
  return lowest;
}

function generalLimit(
  position: Position,
  surroundings: Surroundings,
  { limitKnByClass }: OverspeedParameters,
): Limit | undefined {
  const limitKn = limitKnByClass[vesselClass(surroundings.thing(position.thing))];
  return limitKn === undefined ? undefined : { limitKn, zone: undefined };
}

const isOver = ({ speedKn }: Moving, { limitKn }: Limit, { marginKn }: OverspeedParameters): boolean =>
  speedKn > limitKn + marginKn;

function judge(
  position: Moving,
  limit: Limit | undefined,
  state: State,
  context: Context<State>,
  parameters: OverspeedParameters,
): void {
  const over = limit !== undefined && isOver(position, limit, parameters);
  state.over = remember(state.over, over, parameters.outOf);
  state.free = limit === undefined || position.speedKn <= limit.limitKn ? state.free + 1 : 0;
  keepSample(state.samples, fixSample(position, position.speedKn));
  if (state.raised !== undefined && state.free >= parameters.clearNeed) {
    const within = {
      zh: '航速已回到限速以内，或已驶离限速区。',
      en: 'Back within the limit, or out of the limited area.',
    };
    context.emit(vesselClear(RULE, position.thing, position.time, within));
    context.state = undefined;
  } else if (state.raised !== undefined) {
    if (over) tellIfWorse(position, limit, state, context, parameters);
  } else if (limit === undefined || state.over === NOTHING_YET) {
    context.state = undefined;
  } else if (over && yesCount(state.over) >= parameters.need) {
    const grade = gradeOf(position, limit, parameters);
    state.raised = { grade, speedKn: position.speedKn };
    context.emit(vesselRaise(RULE, position, told(position, limit, grade, state, context, parameters)));
  }
}

function tellIfWorse(
  position: Moving,
  limit: Limit,
  state: State,
  context: Context<State>,
  parameters: OverspeedParameters,
): void {
  const before = state.raised!;
  const grade = gradeOf(position, limit, parameters);
  if (grade >= before.grade && position.speedKn < before.speedKn + WORTH_TELLING_KN) return;
  state.raised = { grade: worse(grade, before.grade), speedKn: position.speedKn };
  context.emit(vesselUpdate(RULE, position, told(position, limit, state.raised.grade, state, context, parameters)));
}

function gradeOf({ speedKn }: Moving, { limitKn }: Limit, { gradeRatios }: OverspeedParameters): Grade {
  const ratio = speedKn / limitKn;
  if (ratio >= gradeRatios[0]) return 1;
  if (ratio >= gradeRatios[1]) return 2;
  return ratio >= gradeRatios[2] ? 3 : 4;
}

function told(
  { thing, speedKn }: Moving,
  { limitKn, zone }: Limit,
  grade: Grade,
  { samples }: State,
  { surroundings }: Context<State>,
  { marginKn, need, outOf }: OverspeedParameters,
) {
  const name = vesselName(thing, surroundings);
  const where = zone?.name ?? { zh: '该类船舶', en: 'its class' };
  return {
    grade,
    ...(zone && { zone: zone.id }),
    measure: { value: speedKn, limit: limitKn, unit: 'kn' },
    message: {
      zh: `${name} 航速 ${shown(speedKn)} 节，超过${where.zh}限速 ${shown(limitKn)} 节。`,
      en: `${name} makes ${shown(speedKn)} kn; the limit for ${where.en} is ${shown(limitKn)} kn.`,
    },
    evidence: { parameters: { limitKn, marginKn, need, outOf }, samples: [...samples] },
  };
}
