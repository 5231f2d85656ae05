import type { WalkParts } from '../../backend/replays/isolated-walk.ts';
import { groundOf } from '../../detectors/ground.ts';
import { DETECTORS } from '../../detectors/registry.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { eventfulCity, eventfulDay, eventfulWorld } from './eventful-day.ts';
import { aDescription } from './messages.ts';

const EVENTFUL_START = Date.parse('2026-07-01T19:00:00+08:00');

/** The eventful day as it would be heard: who is who first, then everything in order, some of it a few seconds late. */
export function replayedDay(): Message[] {
  const events: Message[] = eventfulDay();
  const start = events[0]!.time;
  const descriptions: Message[] = eventfulWorld().things!.map(({ id, kind, name, lon, lat, attrs }) =>
    aDescription(id, start, {
      thingKind: kind,
      attrs,
      ...(name !== undefined && { name }),
      ...(lon !== undefined && lat !== undefined && { lon, lat }),
    }),
  );
  const order = events.map((message, index) => ({ message, at: message.time + (index % 7 === 0 ? 3_000 : 0) }));
  return [...descriptions, ...order.sort((a, b) => a.at - b.at).map(({ message }) => message)];
}

export const endOf = (messages: readonly Message[]): EventTime =>
  messages.reduce((end, { time }) => (time > end ? time : end), messages[0]!.time);

/** All detectors over the eventful day's sea. */
export function walkParts(rest: Partial<WalkParts> = {}): WalkParts {
  return {
    detectors: DETECTORS.map((descriptor) => ({ descriptor })),
    surroundings: groundOf(eventfulCity),
    timeZone: 'Asia/Shanghai',
    onFault: (id, error) => {
      throw new Error(`detector ${id} failed`, { cause: error });
    },
    ...rest,
  };
}

/** {@link replayedDay} as a synthetic day, which can be muted. */
export const replayedScenario: Scenario = {
  id: 'eventful',
  title: { zh: '多事之日', en: 'An eventful day' },
  description: { zh: '', en: '' },
  durationMs: endOf(replayedDay()) + 60_000 - EVENTFUL_START,
  startsAtMs: 19 * 3_600_000,
  opensAtMs: 0,
  seed: 5,
  begin: ({ start, interventions = [] }) => {
    const muted = ({ thing }: Message, time: number) =>
      interventions.some((each) => each.kind === 'mute_thing' && each.thing === thing && time >= each.at);
    return {
      *play() {
        let now = 0;
        for (const message of replayedDay()) {
          const time = eventTime(message.time + start - EVENTFUL_START);
          now = Math.max(now, time);
          if (!muted(message, now)) yield { time: eventTime(now), lines: [], messages: [{ ...message, time }] };
        }
      },
      outcome: () => ({ truth: [], exposure: [{ time: start, people: 3, families: { beach: 3 } }] }),
    };
  },
};
