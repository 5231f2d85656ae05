import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector } from '../../detector.ts';
import { declaredIntervalMs } from '../readings/declared-interval.ts';
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
import type { StaleParameters } from './parameters.ts';

interface State {
  value: number;
  /** Of the first reading with this value. */
  since: EventTime;
  n: number;
  raised: boolean;
}

/**
 * Data stale: readings come in with new times, and tell nothing new: the value is the same to the last digit for longer than
 * nature allows, as when a sensor hangs and its logger repeats the last word. Times that do not move on are repetitions of what is stored and end
 * up as `missing`. (A "stale alarm" of IEC 62682 is something else: an alarm that stands for long; the alert desk looks after those.)
 */
export function stale(identity: ReadingRule, parameters: StaleParameters): KeyedDetector<Observation, State> {
  const watched = new Set(parameters.datastreams);
  return {
    shape: 'keyed',
    key: seriesKey,
    onMessage(reading, context) {
      if (!watched.has(reading.datastream)) return;
      const { value, time } = reading;
      const state = context.state;
      if (state === undefined || value !== state.value) {
        if (state?.raised)
          context.emit(readingClear(identity, reading, time, { zh: '读数已重新变化。', en: 'The value moves again.' }));
        context.state = { value, since: time, n: 1, raised: false };
        return;
      }
      state.n++;
      if (state.raised || state.n < parameters.readings || (value === 0 && !parameters.zeroIsStale)) return;
      if (time - state.since < patienceMs(reading, context, parameters)) return;
      state.raised = true;
      context.emit(
        readingRaise(identity, reading, time, context.surroundings, tell(reading, state, context, parameters)),
      );
    },
  };
}

/** A logger that repeats itself faster than its sensor measures has told nothing more: it is given the time in which so many readings are due. */
function patienceMs({ thing, datastream }: Observation, { surroundings }: Context<State>, parameters: StaleParameters) {
  const dueMs = parameters.readings * (declaredIntervalMs(surroundings.thing(thing), datastream) ?? 0);
  return Math.max(parameters.minutes * 60_000, dueMs);
}

function tell(reading: Observation, state: State, context: Context<State>, parameters: StaleParameters) {
  const { surroundings } = context;
  const { minutes, readings, grade } = parameters;
  const name = seriesName(reading, surroundings);
  const lastsS = (reading.time - state.since) / 1000;
  const value = withUnit(shown(state.value, 3), unitOf(reading, surroundings));
  return {
    grade,
    measure: { value: lastsS, limit: patienceMs(reading, context, parameters) / 1000, unit: 's' },
    message: {
      zh: `${name.zh} 读数 ${value} 已 ${durationZh(lastsS)}毫无变化，疑似传感器失效。`,
      en: `${name.en} has read ${value} without any change for ${durationEn(lastsS)}; the sensor may have failed.`,
    },
    evidence: {
      parameters: { minutes, readings },
      samples: [
        { time: state.since, value: state.value, thing: reading.thing },
        { time: reading.time, value: state.value, thing: reading.thing },
      ],
    },
  };
}
