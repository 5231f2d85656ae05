import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector } from '../../detector.ts';
import {
  type ReadingRule,
  readingClear,
  readingRaise,
  seriesKey,
  seriesName,
  unitOf,
  withUnit,
} from '../readings/reading-finding.ts';
import { durationEn, durationZh, shown } from '../wording/sentence.ts';
import type { StuckParameters } from './parameters.ts';

interface State {
  value: number;
  /** Of the first reading with this value. */
  since: EventTime;
  /** Readings in a row that repeated it. */
  run: number;
  /** Readings that repeated the one before, and those that did not, fading; runs count when they have ended. */
  repeats: number;
  changes: number;
  raised: boolean;
}

/** When so many readings are remembered, all weigh half from there on. Ours: a day or two of a usual series. */
const MOST_REMEMBERED = 500;

/**
 * Stuck value: a run of equal readings that is too long for this very series. Whoever repeats its last value with probability p does so k times in a row with
 * p^k (the geometric distribution of runs); p is learned from the series itself, with Laplace's rule of succession. So a dry gauge and an empty car park, which are constant by
 * habit, are never stuck, and a noisy one is soon. (`stale` asks for nothing to be learned, and for far longer.)
 */
export function stuck(identity: ReadingRule, parameters: StuckParameters): KeyedDetector<Observation, State> {
  const watched = new Set(parameters.datastreams);
  return {
    shape: 'keyed',
    key: seriesKey,
    onMessage(reading, context) {
      if (!watched.has(reading.datastream)) return;
      const { value, time } = reading;
      const state = context.state;
      if (state === undefined) {
        context.state = { value, since: time, run: 0, repeats: 0, changes: 0, raised: false };
      } else if (value !== state.value) {
        if (state.raised)
          context.emit(readingClear(identity, reading, time, { zh: '读数已重新变化。', en: 'The value moves again.' }));
        moveOn(state, reading);
      } else {
        state.run++;
        if (state.raised || !isImprobable(state, time, parameters)) return;
        state.raised = true;
        const told = tell(reading, state, context, parameters);
        context.emit(readingRaise(identity, reading, time, context.surroundings, told));
      }
    },
  };
}

/** What was stuck is no habit. */
function moveOn(state: State, { value, time }: Observation): void {
  if (!state.raised) state.repeats += state.run;
  state.changes++;
  if (state.repeats + state.changes > MOST_REMEMBERED) {
    state.repeats /= 2;
    state.changes /= 2;
  }
  state.value = value;
  state.since = time;
  state.run = 0;
  state.raised = false;
}

/** Laplace's rule of succession. */
const repeatShare = ({ repeats, changes }: State): number => (repeats + 1) / (repeats + changes + 2);

function isImprobable(state: State, time: EventTime, parameters: StuckParameters): boolean {
  const { chance, minutes, habitReadings, mostRepeats, zeroIsStuck } = parameters;
  if (state.value === 0 && !zeroIsStuck) return false;
  if (time - state.since < minutes * 60_000 || state.repeats + state.changes < habitReadings) return false;
  const share = repeatShare(state);
  return share <= mostRepeats && state.run * Math.log(share) <= Math.log(chance);
}

function tell(reading: Observation, state: State, context: Context<State>, parameters: StuckParameters) {
  const { surroundings } = context;
  const { chance, minutes, habitReadings, mostRepeats, grade } = parameters;
  const name = seriesName(reading, surroundings);
  const lastsS = (reading.time - state.since) / 1000;
  const value = withUnit(shown(state.value, 3), unitOf(reading, surroundings));
  const habit = shown(100 * repeatShare(state), 0);
  return {
    grade,
    measure: { value: lastsS, limit: minutes * 60, unit: 's' },
    message: {
      zh: `${name.zh} 连续 ${state.run + 1} 次读数均为 ${value}，已 ${durationZh(lastsS)}；该测点平时仅 ${habit}% 的读数与上一次相同，疑似卡死。`,
      en: `${name.en} has read ${value} ${state.run + 1} times running, for ${durationEn(lastsS)}; it usually repeats itself in ${habit} % of its readings, so it seems stuck.`,
    },
    evidence: {
      parameters: { chance, minutes, habitReadings, mostRepeats, repeatShare: repeatShare(state) },
      samples: [
        { time: state.since, value: state.value, thing: reading.thing },
        { time: reading.time, value: state.value, thing: reading.thing },
      ],
    },
  };
}
