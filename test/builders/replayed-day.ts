import type { WalkParts } from '../../backend/replays/isolated-walk.ts';
import { DETECTORS } from '../../detectors/registry.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import { surroundingsOf } from './detection.ts';
import { eventfulDay, eventfulWorld } from './eventful-day.ts';
import { aDescription } from './messages.ts';

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
  const { zones } = surroundingsOf(eventfulWorld());
  return {
    detectors: DETECTORS.map((descriptor) => ({ descriptor })),
    surroundings: { zones },
    timeZone: 'Asia/Shanghai',
    onFault: (id, error) => {
      throw new Error(`detector ${id} failed`, { cause: error });
    },
    ...rest,
  };
}
