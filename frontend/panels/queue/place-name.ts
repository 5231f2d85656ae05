import { useWording } from '../../app/wording.ts';
import type { IncidentView } from '../../feed/model.ts';
import { useZones } from '../../feed/queries.ts';
import { placeOf } from './duties.ts';

/** Names places in the reader's language: the server tells zones by their Chinese name, the register of zones has both. */
export function usePlaceName(): (incident: IncidentView) => string {
  const { say } = useWording();
  const { data } = useZones();
  return (incident) => {
    const zone = data?.find(({ name }) => name.zh === incident.zone);
    return placeOf(zone ? { ...incident, zone: say(zone.name) } : incident);
  };
}
