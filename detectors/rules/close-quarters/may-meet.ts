import { METERS_PER_NAUTICAL_MILE, MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { Surroundings } from '../../detector.ts';
import { isMadeFast } from '../vessels/vessel.ts';
import { vesselClass } from '../vessels/vessel-class.ts';
import { isIn, zoneIndex } from '../zones/zone-index.ts';
import type { Hull } from './fleet.ts';
import type { CloseQuartersParameters } from './parameters.ts';

/** Cheap test by motion alone: made fast, both slow, or sailing in company. */
export function canBeEncounter(a: Hull, b: Hull, { slowKn, companyKn }: CloseQuartersParameters): boolean {
  if (a.speedKn < slowKn && b.speedKn < slowKn) return false;
  if (isMadeFast(a.report) || isMadeFast(b.report)) return false;
  return relativeKn(a, b) >= companyKn;
}

/** The limit for this pair here, metres; `undefined` where an encounter is ordinary: at berths and anchorages, and with an escort. */
export function limitFor(
  a: Hull,
  b: Hull,
  surroundings: Surroundings,
  { dcpaNm, harbourDcpaNm, escortClasses, escortKn }: CloseQuartersParameters,
): number | undefined {
  const zones = zoneIndex(surroundings.zones);
  const here = [...zones.at(a.lon, a.lat), ...zones.at(b.lon, b.lat)];
  if (isIn(here, ['berth', 'anchorage'])) return undefined;
  const escorts = [a, b].some(({ id }) => escortClasses.includes(vesselClass(surroundings.thing(id))));
  if (escorts && relativeKn(a, b) < escortKn) return undefined;
  return (isIn(here, ['harbour']) ? harbourDcpaNm : dcpaNm) * METERS_PER_NAUTICAL_MILE;
}

export const relativeKn = (a: Hull, b: Hull): number =>
  Math.hypot(a.eastMps - b.eastMps, a.northMps - b.northMps) / MPS_PER_KNOT;
