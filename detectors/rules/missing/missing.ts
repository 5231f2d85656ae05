import type { ThingId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector } from '../../detector.ts';
import { declaredIntervalMs } from '../readings/declared-interval.ts';
import {
  type ReadingRule,
  readingClear,
  readingRaise,
  type Series,
  seriesKey,
  seriesName,
} from '../readings/reading-finding.ts';
import { durationEn, durationZh } from '../wording/sentence.ts';
import type { MissingParameters } from './parameters.ts';

interface State extends Series {
  readonly thing: ThingId;
  last: EventTime;
  lastValue: number;
  /** The newest few times between two readings, ms, oldest first. */
  gaps: number[];
  raised: boolean;
}

/** So many gaps are remembered; their median is what this series usually does, whatever one outage did. Ours. */
const MOST_GAPS = 5;
/** With fewer gaps it is not known yet how often the series reports. Ours. */
const FEWEST_GAPS = 3;

/**
 * Data missing: nothing has come from a series that used to report, for several of its intervals. The interval is the one that the thing itself or else
 * its kind declares, or the series' own usual one where that is longer or nothing is declared.
 */
export function missing(identity: ReadingRule, parameters: MissingParameters): KeyedDetector<Observation, State> {
  return {
    shape: 'keyed',
    key: seriesKey,
    onMessage(reading, context) {
      const { thing, datastream, time, value } = reading;
      const state = context.state;
      if (state === undefined) {
        context.state = { thing, datastream, last: time, lastValue: value, gaps: [], raised: false };
        return;
      }
      state.gaps.push(time - state.last);
      if (state.gaps.length > MOST_GAPS) state.gaps.shift();
      state.last = time;
      state.lastValue = value;
      if (state.raised) {
        state.raised = false;
        context.emit(readingClear(identity, reading, time, { zh: '数据已恢复。', en: 'Readings come in again.' }));
      }
      if (state.gaps.length >= FEWEST_GAPS)
        context.setTimer('missing', eventTime(time + Math.ceil(parameters.intervals * expectedMs(state, context))));
    },
    onTimer(_name, context) {
      const state = context.state;
      if (state === undefined || state.raised) return;
      state.raised = true;
      const told = tell(state, context, parameters);
      context.emit(readingRaise(identity, state, context.time, context.surroundings, told));
    },
  };
}

function expectedMs({ thing, datastream, gaps }: State, { surroundings }: Context<State>): number {
  return Math.max(declaredIntervalMs(surroundings.thing(thing), datastream) ?? 0, median(gaps));
}

/** Of a few numbers. For an even count the larger of the two in the middle. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function tell(state: State, context: Context<State>, { intervals, grade }: MissingParameters) {
  const name = seriesName(state, context.surroundings);
  const silentS = (context.time - state.last) / 1000;
  return {
    grade,
    measure: { value: silentS, limit: silentS, unit: 's' },
    message: {
      zh: `${name.zh} 已 ${durationZh(silentS)}没有数据。`,
      en: `${name.en} has sent nothing for ${durationEn(silentS)}.`,
    },
    evidence: {
      parameters: { intervals, expectedS: silentS / intervals },
      samples: [{ time: state.last, value: state.lastValue, thing: state.thing }],
    },
  };
}
