import type { Bilingual } from '../../../geodata/model/text.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { IncidentId } from '../incident.ts';
import { heldUntil, type Located, type Member, type OpenIncidents, type Placement } from './rule.ts';
import { apartM, type Whereabouts } from './whereabouts.ts';

const MINUTE_MS = 60_000;
/** Instruments that fall silent within so long of each other and lie so close may share a feeder. Ours: what reports seldom is missed a quarter of an hour later; a 10 kV feeder is one to three kilometres long. */
const TOGETHER_MS = 20 * MINUTE_MS;
const NEAR_M = 1500;
/** From so many on it is a failure of what feeds them, not of them. Ours. */
const OUTAGE_FROM = 8;
/** What happens so close to a device without power is in the dark too. Ours. */
const AREA_M = 1000;
/** The first consequence may be seen before the failure: devices are missed only after several intervals. Ours. */
const BEFORE_MS = 20 * MINUTE_MS;

const SILENT: ReadonlySet<string> = new Set(['missing']);
/** What follows where the power is gone: pumps stop, people wait, something burns. */
const FOLLOWS: ReadonlySet<string> = new Set(['flooding', 'fire', 'smoke', 'crowding', 'traffic']);

const OUTAGE = 'outage';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

export const isSilent = ({ kind, family }: Alert): boolean => SILENT.has(kind) && family !== 'vessel';

type Locate = (alert: Alert) => Whereabouts;

/** Where a silent instrument belongs: to others that fell silent with it nearby, and with enough of them to a failure that also takes in what it brought about. */
export function placeSilent(located: Located, open: OpenIncidents, locate: Locate): Placement | undefined {
  const { alert, where } = located;
  const nearby = [...open.members(SILENT)].filter(
    ({ alert: other }) =>
      isSilent(other) &&
      Math.abs(alert.lastRaisedAt - other.lastRaisedAt) <= TOGETHER_MS &&
      apartM(where, locate(other)) <= NEAR_M,
  );
  const [home, ...others] = oldestFirst(nearby, open);
  if (home === undefined) return undefined;
  const silent = 1 + [home, ...others].reduce((sum, id) => sum + open.alertsOf(id).filter(isSilent).length, 0);
  if (silent < OUTAGE_FROM)
    return {
      home,
      absorbs: others.filter((id) => isUntouched(id, open)),
      joining: {
        rule: 'silent-together',
        reason: text('相邻设备同时失联', 'fell silent together with its neighbours'),
      },
    };
  const key = `outage:${home}`;
  const reason = text(
    `同一片区 ${silent} 个设备同时失联，疑似断电或断网`,
    `${silent} devices of one quarter fell silent together: power or network, it seems`,
  );
  const followers = isNew(home, open) ? earlierFollowers(located, [home, ...others], open, locate) : [];
  return {
    home,
    absorbs: [...others.filter((id) => isUntouched(id, open)), ...followers],
    joining: { rule: 'outage', reason, group: { kind: OUTAGE, key } },
  };
}

/** An alert that follows the first of a cascade belongs to its incident, as long as that is open: the failure is as large as all of them. */
export function placeFollower(located: Located, open: OpenIncidents, locate: Locate): Placement | undefined {
  const { suppression } = located.alert;
  const home =
    suppression?.cause === 'first_out' && suppression.leader !== undefined
      ? open.incidentOf(suppression.leader)
      : undefined;
  if (home === undefined) return undefined;
  return {
    home,
    absorbs: isNew(home, open) ? earlierFollowers(located, [home], open, locate) : [],
    joining: {
      rule: 'outage',
      reason: text('同一片区设备同时失联，疑似断电或断网', 'fell silent with its quarter: power or network, it seems'),
      group: { kind: OUTAGE, key: `outage:${home}` },
    },
  };
}

/** Becomes a failure with this alert. */
const isNew = (home: IncidentId, open: OpenIncidents): boolean =>
  !open.record(home).groups.some(({ kind }) => kind === OUTAGE);

/** Incidents that began shortly before in the dark area, of the kind that a failure brings. */
function earlierFollowers(
  { alert }: Located,
  homes: readonly IncidentId[],
  open: OpenIncidents,
  locate: Locate,
): IncidentId[] {
  const dark = homes.flatMap((id) => open.alertsOf(id)).filter(isSilent);
  const since = Math.min(alert.lastRaisedAt, ...dark.map(({ raisedAt }) => raisedAt)) - BEFORE_MS;
  const candidates = new Set([...open.members(FOLLOWS)].map(({ incidentId }) => incidentId));
  return [...candidates].filter(
    (id) =>
      isUntouched(id, open) &&
      open
        .alertsOf(id)
        .every((each) => FOLLOWS.has(each.kind) && each.raisedAt >= since && isAmong(locate(each), dark, locate)),
  );
}

const isAmong = (where: Whereabouts, dark: readonly Alert[], locate: Locate): boolean =>
  dark.some((each) => apartM(where, locate(each)) <= AREA_M);

/** Where something belongs that a failure may have brought about: to the failure in whose area it lies, while that lasts. */
export function placeInOutage({ alert, where }: Located, open: OpenIncidents, locate: Locate): Placement | undefined {
  if (!FOLLOWS.has(alert.kind) || alert.family !== 'city') return undefined;
  const near = [...open.members(SILENT)].filter(
    ({ alert: dark, incidentId }) =>
      isSilent(dark) &&
      heldUntil(dark, alert.lastRaisedAt) >= alert.lastRaisedAt &&
      open.record(incidentId).groups.some(({ kind }) => kind === OUTAGE) &&
      apartM(where, locate(dark)) <= AREA_M,
  );
  const [home] = oldestFirst(near, open);
  if (home === undefined) return undefined;
  const group = open.record(home).groups.find(({ kind }) => kind === OUTAGE)!;
  return {
    home,
    absorbs: [],
    joining: {
      rule: 'in-outage',
      reason: text('发生在断电片区内、停电期间', 'happened in the dark quarter while it lasted'),
      group,
    },
  };
}

/** Nobody has taken it in hand yet. */
export const isUntouched = (id: IncidentId, open: OpenIncidents): boolean => open.record(id).state === 'new';

/** The incidents of these members, the first to be detected first. */
export function oldestFirst(members: readonly Member[], open: OpenIncidents): IncidentId[] {
  const ids = [...new Set(members.map(({ incidentId }) => incidentId))];
  return ids.sort((a, b) => open.record(a).detectedAt - open.record(b).detectedAt || (a < b ? -1 : 1));
}
