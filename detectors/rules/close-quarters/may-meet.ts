import { METERS_PER_NAUTICAL_MILE, MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { Surroundings } from '../../detector.ts';
import { isMadeFast } from '../vessels/vessel.ts';
import { type VesselClass, vesselClass } from '../vessels/vessel-class.ts';
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
  parameters: CloseQuartersParameters,
): EncounterLimits | undefined {
  const { dcpaNm, harbourDcpaNm, tcpaS, harbourTcpaS } = parameters;
  const zones = zoneIndex(surroundings.zones);
  const here = [...zones.at(a.lon, a.lat), ...zones.at(b.lon, b.lat)];
  if (isIn(here, ['berth', 'anchorage'])) return undefined;
  if (areAtWork(a, b, surroundings, parameters)) return undefined;
  return isIn(here, ['harbour'])
    ? { dcpaM: harbourDcpaNm * METERS_PER_NAUTICAL_MILE, tcpaS: harbourTcpaS }
    : { dcpaM: dcpaNm * METERS_PER_NAUTICAL_MILE, tcpaS };
}

/** Pilots with anybody, tugs with those that they serve, escorts with those whom they accompany. */
function areAtWork(
  a: Hull,
  b: Hull,
  surroundings: Surroundings,
  { excusedClasses, servedClasses, escortClasses, escortKn }: CloseQuartersParameters,
): boolean {
  const [first, second] = [vesselClass(surroundings.thing(a.id)), vesselClass(surroundings.thing(b.id))];
  const either = (classes: readonly VesselClass[]) => classes.includes(first) || classes.includes(second);
  if (either(excusedClasses)) return true;
  if (first === 'tug' && servedClasses.includes(second)) return true;
  if (second === 'tug' && servedClasses.includes(first)) return true;
  return relativeKn(a, b) < escortKn && either(escortClasses);
}

const relativeKn = (a: Hull, b: Hull): number =>
  Math.hypot(a.eastMps - b.eastMps, a.northMps - b.northMps) / MPS_PER_KNOT;
