import { METERS_PER_NAUTICAL_MILE, MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { Surroundings } from '../../detector.ts';
import { isMadeFast } from '../vessels/vessel.ts';
import { vesselClass } from '../vessels/vessel-class.ts';
import { isIn, zoneIndex } from '../zones/zone-index.ts';
import type { EncounterLimits } from './approach.ts';
import type { Hull } from './fleet.ts';
import type { CloseQuartersParameters } from './parameters.ts';

/** Cheap test by motion alone: neither made fast, not both slow, and not sailing in company. */
export function canBeEncounter(a: Hull, b: Hull, { slowKn, stillKn, companyKn }: CloseQuartersParameters): boolean {
  if (a.speedKn < slowKn && b.speedKn < slowKn) return false;
  if (lies(a, stillKn) || lies(b, stillKn)) return false;
  return relativeKn(a, b) >= companyKn;
}

/** ITU-R M.1371-5 table 47, navigational status. */
const NOT_UNDER_COMMAND = 2;

const lies = ({ report, speedKn }: Hull, stillKn: number): boolean =>
  isMadeFast(report) || (speedKn < stillKn && report.status !== NOT_UNDER_COMMAND);

/** The limits for this pair here; `undefined` where an encounter is ordinary: at berths and anchorages, and with an escort. */
export function limitsFor(
  a: Hull,
  b: Hull,
  surroundings: Surroundings,
  { dcpaNm, harbourDcpaNm, tcpaS, harbourTcpaS, excusedClasses, escortClasses, escortKn }: CloseQuartersParameters,
): EncounterLimits | undefined {
  const zones = zoneIndex(surroundings.zones);
  const here = [...zones.at(a.lon, a.lat), ...zones.at(b.lon, b.lat)];
  if (isIn(here, ['berth', 'anchorage'])) return undefined;
  const classes = [a, b].map(({ id }) => vesselClass(surroundings.thing(id)));
  if (classes.some((name) => excusedClasses.includes(name))) return undefined;
  if (relativeKn(a, b) < escortKn && classes.some((name) => escortClasses.includes(name))) return undefined;
  return isIn(here, ['harbour'])
    ? { dcpaM: harbourDcpaNm * METERS_PER_NAUTICAL_MILE, tcpaS: harbourTcpaS }
    : { dcpaM: dcpaNm * METERS_PER_NAUTICAL_MILE, tcpaS };
}

const relativeKn = (a: Hull, b: Hull): number =>
  Math.hypot(a.eastMps - b.eastMps, a.northMps - b.northMps) / MPS_PER_KNOT;
