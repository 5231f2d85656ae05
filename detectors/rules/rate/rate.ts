import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector } from '../../detector.ts';
import {
  findingKey,
  type ReadingRule,
  readingClear,
  readingRaise,
  seriesKey,
  seriesName,
  unitOf,
} from '../readings/reading-finding.ts';
import { theilSenSlope } from '../readings/theil-sen.ts';
import { durationEn, durationZh, shown } from '../wording/sentence.ts';
import type { RateParameters, RateRule } from './parameters.ts';

interface Sample {
  readonly time: EventTime;
  readonly value: number;
}

interface State {
  /** Oldest first, none closer together than a part of the stretch, but for the newest. */
  readings: Sample[];
  /** For each limit of the rule, readings in a row beyond it. */
  streaks: number[];
  /** Readings in a row that were slow enough, while raised. */
  slow: number;
  /** How many limits hold; 0 while nothing is raised. */
  level: number;
}

const HOUR_MS = 3_600_000;
/** So many readings at most describe a stretch. Ours: what the evidence may hold. */
const MOST_READINGS = 40;
/** Share of the stretch that readings must cover. Ours; in the parameter's description. */
const LEAST_COVER = 0.75;

/** Rate of change: the Theil–Sen slope over the last stretch of a series, so that one bad reading is no flood. */
export function rate(identity: ReadingRule, { rules }: RateParameters): KeyedDetector<Observation, State> {
  return {
    shape: 'keyed',
    key: seriesKey,
    onMessage(reading, context) {
      const rule = ruleFor(reading, rules, context);
      if (rule === undefined) return;
      context.state ??= { readings: [], streaks: rule.limits.map(() => 0), slow: 0, level: 0 };
      const { state } = context;
      add(state, reading, rule);
      const perHour = slopePerHour(state, rule);
      if (perHour !== undefined) judge(identity, rule, reading, perHour, state, context);
    },
  };
}

const ruleFor = ({ thing, datastream }: Observation, rules: readonly RateRule[], { surroundings }: Context<State>) =>
  rules.find(
    (rule) =>
      rule.datastream === datastream &&
      (rule.things === undefined || rule.things.includes(thing)) &&
      (rule.thingKinds === undefined || rule.thingKinds.some((kind) => kind === surroundings.thing(thing)?.kind)),
  );

/** A reading that came right behind the last but one takes the place of the last. */
function add({ readings }: State, { time, value }: Observation, { overMinutes }: RateRule): void {
  const stretchMs = overMinutes * 60_000;
  const before = readings.at(-2);
  if (before && time - before.time < stretchMs / MOST_READINGS) readings.pop();
  readings.push({ time, value });
  while (readings[0]!.time < time - stretchMs) readings.shift();
}

/** Unknown while too little of the stretch has been heard: missing readings raise and clear nothing. */
function slopePerHour({ readings }: State, { overMinutes, leastReadings }: RateRule): number | undefined {
  const [first, last] = [readings[0]!, readings.at(-1)!];
  if (readings.length < leastReadings || last.time - first.time < LEAST_COVER * overMinutes * 60_000) return undefined;
  return theilSenSlope(readings.map(({ time, value }) => ({ x: (time - first.time) / HOUR_MS, y: value })));
}

const inDirection = (perHour: number, { direction }: RateRule): number =>
  direction === 'either' ? Math.abs(perHour) : direction === 'rising' ? perHour : -perHour;

function judge(
  identity: ReadingRule,
  rule: RateRule,
  reading: Observation,
  perHour: number,
  state: State,
  context: Context<State>,
): void {
  const speed = inDirection(perHour, rule);
  let reached = 0;
  rule.limits.forEach((limit, index) => {
    state.streaks[index] = speed > limit.perHour ? (state.streaks[index] ?? 0) + 1 : 0;
    if (state.streaks[index]! >= rule.need) reached = index + 1;
  });
  state.slow = speed < rule.clearShare * rule.limits[0]!.perHour ? state.slow + 1 : 0;
  if (state.level > 0 && state.slow >= rule.clearNeed) {
    state.level = 0;
    context.emit(readingClear(identity, reading, reading.time, { zh: '变化已放缓。', en: 'It changes slowly again.' }));
  } else if (reached > state.level) {
    const isNew = state.level === 0;
    state.level = reached;
    const told = tell(rule, reading, perHour, state, context);
    if (isNew) context.emit(readingRaise(identity, reading, reading.time, context.surroundings, told));
    else
      context.emit({
        kind: 'update',
        detector: identity.id,
        key: findingKey(identity, reading),
        time: reading.time,
        ...told,
      });
  }
}

function tell(rule: RateRule, reading: Observation, perHour: number, state: State, { surroundings }: Context<State>) {
  const { grade, perHour: limit } = rule.limits[state.level - 1]!;
  const own = unitOf(reading, surroundings);
  const unit = own === '1' ? '1/h' : `${own}/h`;
  const name = seriesName(reading, surroundings);
  const { overMinutes, leastReadings, need, clearShare, source } = rule;
  const overS = overMinutes * 60;
  const [now, allowed] = [`${shown(perHour, 3)} ${unit}`, `${shown(limit, 3)} ${unit}`];
  return {
    grade,
    measure: { value: perHour, limit, unit },
    message: {
      zh: `${name.zh} 近 ${durationZh(overS)}变化速率 ${now}，超过限值 ${allowed}。`,
      en: `${name.en} has changed by ${now} over ${durationEn(overS)}; the limit is ${allowed}.`,
    },
    evidence: {
      parameters: { overMinutes, leastReadings, need, clearShare, source },
      samples: state.readings.map(({ time, value }) => ({ time, value, thing: reading.thing })),
      limits: rule.limits.map((each) => ({
        label: { zh: '速率限值', en: 'Limit of change' },
        value: each.perHour,
        grade: each.grade,
      })),
    },
  };
}
