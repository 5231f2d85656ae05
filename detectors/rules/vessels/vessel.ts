import type { ThingId } from '../../../geodata/model/ids.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { Surroundings } from '../../detector.ts';

/** ITU-R M.1371-5 table 47, navigational status. */
const AT_ANCHOR = 1;
const MOORED = 5;
const AGROUND = 6;

export const isAtAnchor = (position: Pick<Position, 'status'>): boolean => position.status === AT_ANCHOR;

/** At anchor, moored or aground by its own word. */
export const isMadeFast = ({ status }: Pick<Position, 'status'>): boolean =>
  status === AT_ANCHOR || status === MOORED || status === AGROUND;

/** As people call it: its name, else its MMSI, else its id. */
export function vesselName(id: ThingId, surroundings: Surroundings): string {
  return surroundings.thing(id)?.name ?? (id.startsWith('mmsi-') ? `MMSI ${id.slice('mmsi-'.length)}` : id);
}
