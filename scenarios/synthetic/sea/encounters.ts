import type { Grade } from '../../../geodata/model/grade.ts';
import { MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { Hull } from './fleet.ts';
import { isMadeFast } from './fleet.ts';
import {
  COMPANY_KN,
  ENCOUNTER_AT_SEA,
  ENCOUNTER_GRADES,
  ENCOUNTER_IN_HARBOUR,
  ESCORT_KN,
  SLOW_KN,
  STILL_KN,
} from './officer-limits.ts';
import { isOneOf } from './sea-zones.ts';

export interface Encounter {
  readonly a: Hull;
  readonly b: Hull;
  readonly dcpaM: number;
  readonly tcpaS: number;
  readonly grade: Grade;
}

/** Pairs that would come too close if both held on, of all that move: every pair is looked at, planned or not. Tugs at their work, pilots, patrols in company and ships at berths and anchorages are in nobody's way. */
export function findEncounters(hulls: readonly Hull[]): Encounter[] {
  const moving = hulls.filter(
    (hull) => hull.speedKn >= STILL_KN && !hull.silent && !isMadeFast(hull) && hull.trade !== 'pilot',
  );
  const found: Encounter[] = [];
  for (let i = 0; i < moving.length; i++) {
    const a = moving[i]!;
    for (let j = i + 1; j < moving.length; j++) {
      const encounter = encounterOf(a, moving[j]!);
      if (encounter) found.push(encounter);
    }
  }
  return found;
}

function encounterOf(a: Hull, b: Hull): Encounter | undefined {
  const [dx, dy] = [b.at[0] - a.at[0], b.at[1] - a.at[1]];
  const [vx, vy] = [b.eastMps - a.eastMps, b.northMps - a.northMps];
  // Behind each other already, or never near: most pairs end here.
  const closing = -(dx * vx + dy * vy);
  if (closing < 0) return undefined;
  const squared = vx * vx + vy * vy;
  if (squared < (COMPANY_KN * MPS_PER_KNOT) ** 2) return undefined;
  const tcpaS = closing / squared;
  if (tcpaS > ENCOUNTER_AT_SEA.tcpaS) return undefined;
  const dcpaM = Math.hypot(dx + vx * tcpaS, dy + vy * tcpaS);
  if (dcpaM >= ENCOUNTER_AT_SEA.dcpaM) return undefined;
  if (isOrdinary(a, b, Math.sqrt(squared) / MPS_PER_KNOT)) return undefined;
  const limit =
    isOneOf(a.zones, ['harbour']) || isOneOf(b.zones, ['harbour']) ? ENCOUNTER_IN_HARBOUR : ENCOUNTER_AT_SEA;
  if (dcpaM >= limit.dcpaM || tcpaS > limit.tcpaS) return undefined;
  const worst = ENCOUNTER_GRADES.findIndex(([share, withinS]) => dcpaM <= share * limit.dcpaM && tcpaS <= withinS);
  return { a, b, dcpaM, tcpaS, grade: (worst === -1 ? 4 : worst + 1) as Grade };
}

const ESCORTS = ['tug', 'patrol', 'search_and_rescue'];

/** Tugs are there to be close: to each other and to ships. */
const servesShips = (tug: Hull, other: Hull): boolean =>
  tug.trade === 'tug' && (other.trade === 'tug' || other.trade === 'cargo' || other.trade === 'tanker');

function isOrdinary(a: Hull, b: Hull, relativeKn: number): boolean {
  if (a.speedKn < SLOW_KN && b.speedKn < SLOW_KN) return true;
  if (isOneOf(a.zones, ['berth', 'anchorage']) || isOneOf(b.zones, ['berth', 'anchorage'])) return true;
  if (servesShips(a, b) || servesShips(b, a)) return true;
  return relativeKn < ESCORT_KN && (ESCORTS.includes(a.trade) || ESCORTS.includes(b.trade));
}
