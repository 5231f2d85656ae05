import type { LonLat } from '../../geodata/model/geometry.ts';
import { cityFeed, type Feed } from '../feed/feed.ts';
import { rowOf } from '../feed/fleet-store.ts';
import type { IncidentView } from '../feed/model.ts';

/** Where a thing is in the moving picture; `undefined` when it is not in view. */
export function whereIsThing(id: string, feed: Feed = cityFeed): LonLat | undefined {
  const { picture } = feed.useFleet.getState();
  const row = rowOf(picture, feed.useLive.getState().numbers.get(id));
  return picture && row >= 0 ? [picture.lonLat[row * 2]!, picture.lonLat[row * 2 + 1]!] : undefined;
}

/** Where to look for an incident: its leading vessel while that is in view, else where it was reported. */
export function whereIsIncident(incident: IncidentView, feed: Feed = cityFeed): LonLat | undefined {
  const lead = incident.things[0];
  return (lead && whereIsThing(lead.id, feed)) ?? incident.position;
}
