import { type EventTime, toIso } from '../../geodata/model/time.ts';
import type { ReplayView } from '../api/replay-contract.ts';
import type { ReplayDefinition } from './replay-definition.ts';

/** How a replay stands. */
export interface ReplayStatus {
  readonly position: EventTime;
  readonly state: ReplayView['state'];
  readonly analysed: number;
  readonly detail?: string | undefined;
  readonly digest?: string | undefined;
  readonly messages: number;
}

/** In the shape of the contract. Without a status: it is at rest, and will be prepared when it is next used. */
export function replayView(definition: ReplayDefinition, status?: ReplayStatus): ReplayView {
  const { position, state, analysed, detail, digest, messages } = status ?? {
    position: definition.position,
    state: 'preparing',
    analysed: 0,
    messages: 0,
  };
  const { id, title, source, from, to, speed, simulated, parent, branchedAt, createdBy, createdAt } = definition;
  return {
    id,
    title,
    source,
    from: toIso(from),
    to: toIso(to),
    position: toIso(position),
    speed,
    state,
    analysed,
    ...(detail !== undefined && { detail }),
    simulated,
    ...(parent !== undefined && { parent }),
    ...(branchedAt !== undefined && { branchedAt: toIso(branchedAt) }),
    interventions: definition.interventions.map(({ at, ...what }) => ({
      ...what,
      at: toIso(at),
      ...('until' in what && what.until !== undefined && { until: toIso(what.until) }),
    })) as ReplayView['interventions'],
    bookmarks: definition.bookmarks.map(({ time, ...bookmark }) => ({ ...bookmark, time: toIso(time) })),
    ...(digest !== undefined && { digest }),
    messages,
    createdBy,
    createdAt: toIso(createdAt),
  };
}
