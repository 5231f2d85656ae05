import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector, Surroundings } from '../../detector.ts';
import type { EvidenceSample } from '../../finding.ts';
import { NOTHING_YET, type Recent, remember, yesCount } from '../conditions/recent.ts';
import { keepSample } from '../conditions/samples.ts';
import { sensorsOf } from '../devices/sensors-of.ts';
import {
  findingKey,
  type ReadingRule,
  readingClear,
  readingRaise,
  readingSample,
  seriesKey,
  seriesName,
  unitOf,
  withUnit,
} from '../readings/reading-finding.ts';
import { durationEn, durationZh, shown } from '../wording/sentence.ts';
import type { ThresholdParameters, ThresholdRule } from './parameters.ts';

interface Step {
  /** Readings beyond its raising limit. */
  beyond: Recent;
  /** Of the first of the present row of such readings. */
  since: EventTime | null;
  /** Readings in a row that were no longer beyond its clearing limit. */
  within: number;
}

interface State {
  /** One per limit of the rule, mildest first. */
  steps: Step[];
  /** How many limits are in force; 0 while nothing is raised. */
  level: number;
  samples: EvidenceSample[];
}

export function threshold(
  identity: Omit<ReadingRule, 'alertKind'>,
  { rules }: ThresholdParameters,
): KeyedDetector<Observation, State> {
  const identified: ReadingRule = { ...identity, alertKind: 'threshold' };
  const candidates = new Map<string, ThresholdRule[]>();
  for (const rule of rules) candidates.set(rule.datastream, [...(candidates.get(rule.datastream) ?? []), rule]);
  return {
    shape: 'keyed',
    key: seriesKey,
    onMessage(reading, context) {
      const some = candidates.get(reading.datastream);
      if (some === undefined) return;
      const rule = some.find((candidate) => fits(candidate, reading, context.surroundings));
      if (rule !== undefined) judge(identified, rule, reading, context);
    },
  };
}

const fits = (
  { things, thingKinds, outsideModel }: ThresholdRule,
  { thing }: Observation,
  around: Surroundings,
): boolean => {
  if (things !== undefined && !things.includes(thing)) return false;
  const kind = around.thing(thing)?.kind;
  if (thingKinds !== undefined && (kind === undefined || !thingKinds.includes(kind))) return false;
  return !outsideModel || !sensorsOf(around.city).has(thing);
};

function judge(identity: ReadingRule, rule: ThresholdRule, reading: Observation, context: Context<State>): void {
  if (context.state === undefined) {
    if (!isBeyond(reading.value, rule.limits[0]!.raise, rule)) return;
    context.state = {
      steps: rule.limits.map(() => ({ beyond: NOTHING_YET, since: null, within: 0 })),
      level: 0,
      samples: [],
    };
  }
  const state = context.state;
  keepSample(state.samples, readingSample(reading));
  const before = state.level;
  const reached = updateSteps(reading, rule, state);
  const held = stillHeld(rule, state);
  state.level = Math.max(reached, held);
  if (state.level === 0) {
    if (before > 0) context.emit(readingClear(identity, reading, reading.time, withinAgain(rule, reading, context)));
    if (before > 0 || state.steps[0]!.beyond === NOTHING_YET) context.state = undefined;
  } else if (before === 0) {
    context.emit(
      readingRaise(identity, reading, reading.time, context.surroundings, told(rule, reading, state, context)),
    );
  } else if (state.level !== before) {
    const { grade, measure, message, evidence } = told(rule, reading, state, context);
    const key = findingKey(identity, reading);
    context.emit({ kind: 'update', detector: identity.id, key, time: reading.time, grade, measure, message, evidence });
  }
}

/** Beyond is strict: a value at its limit is within it. */
function isBeyond(value: number, limit: number, { direction }: ThresholdRule): boolean {
  if (direction === 'below') return value < limit;
  return (direction === 'magnitude' ? Math.abs(value) : value) > limit;
}

/** How many limits this reading is reason to raise. */
function updateSteps(reading: Observation, rule: ThresholdRule, state: State): number {
  let reached = 0;
  rule.limits.forEach((limit, index) => {
    const step = state.steps[index]!;
    const beyond = isBeyond(reading.value, limit.raise, rule);
    step.beyond = remember(step.beyond, beyond, rule.outOf);
    step.within = isBeyond(reading.value, limit.clear, rule) ? 0 : step.within + 1;
    if (step.beyond === NOTHING_YET) step.since = null;
    else step.since ??= reading.time;
    const longEnough = step.since !== null && reading.time - step.since >= rule.dwellS * 1000;
    if (beyond && longEnough && yesCount(step.beyond) >= rule.need) reached = index + 1;
  });
  return reached;
}

/** How many of the limits in force have not cleared yet. */
function stillHeld({ clearNeed }: ThresholdRule, state: State): number {
  let held = 0;
  for (let index = 0; index < state.level; index++) if (state.steps[index]!.within < clearNeed) held = index + 1;
  return held;
}

const SIDE = {
  above: { zh: '高于', en: 'above' },
  below: { zh: '低于', en: 'below' },
  magnitude: { zh: '绝对值高于', en: 'in magnitude above' },
} as const;

function told(rule: ThresholdRule, reading: Observation, state: State, { surroundings }: Context<State>) {
  const { grade, raise: limit, clear } = rule.limits[state.level - 1]!;
  const unit = unitOf(reading, surroundings);
  const name = seriesName(reading, surroundings);
  const value = withUnit(shown(reading.value, 3), unit);
  const bound = withUnit(shown(limit, 3), unit);
  const side = SIDE[rule.direction];
  const lasts =
    rule.dwellS > 0
      ? { zh: `，已持续 ${durationZh(rule.dwellS)}`, en: ` for ${durationEn(rule.dwellS)}` }
      : { zh: '', en: '' };
  return {
    grade,
    measure: { value: reading.value, limit, unit },
    message: {
      zh: `${name.zh} 读数 ${value}，${side.zh}限值 ${bound}${lasts.zh}。`,
      en: `${name.en} reads ${value}, ${side.en} the limit of ${bound}${lasts.en}.`,
    },
    evidence: {
      parameters: {
        direction: rule.direction,
        raise: limit,
        clear,
        need: rule.need,
        outOf: rule.outOf,
        dwellS: rule.dwellS,
        source: rule.source,
      },
      samples: [...state.samples],
    },
  };
}

function withinAgain(rule: ThresholdRule, reading: Observation, { surroundings }: Context<State>) {
  const unit = unitOf(reading, surroundings);
  const value = withUnit(shown(reading.value, 3), unit);
  const bound = withUnit(shown(rule.limits[0]!.clear, 3), unit);
  return {
    zh: `读数 ${value}，已回到解除限值 ${bound} 以内。`,
    en: `Reads ${value}: back within the clearing limit of ${bound}.`,
  };
}
