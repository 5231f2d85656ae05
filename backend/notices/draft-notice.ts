import type { CityModel } from '../../geodata/city/city-model.ts';
import { thingId } from '../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { AlertDetail, HistoryPoint, IncidentDetail } from '../api/contract.ts';
import { composeNotice } from './compose-notice.ts';
import type { Notice } from './notice.ts';
import { isDailyChange, readingsOf } from './readings-of.ts';
import type { NoticeLocale } from './wording.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Ours: how much of the time before an alert a notice shows; ground moves by the day. */
const BEFORE_MS = 2 * HOUR_MS;
const BEFORE_BELOW_GROUND_MS = 24 * HOUR_MS;
/** Ours: as many points as the figure is wide in half points. */
const MOST_POINTS = 600;

/** History of one datastream, oldest or newest first; the port of the store that a notice needs. */
interface ReadingHistory {
  observations(query: {
    readonly thing: ReturnType<typeof thingId>;
    readonly datastream?: string;
    readonly from: EventTime;
    readonly to: EventTime;
    readonly bucketMs?: number;
    readonly limit: number;
  }): Promise<{ readonly items: readonly HistoryPoint[] }>;
}

interface Drafting {
  readonly incident: IncidentDetail;
  readonly city: CityModel;
  readonly history: ReadingHistory;
  readonly now: EventTime;
  readonly locale: NoticeLocale;
}

/** Drafts the warning notice of an incident. @throws RangeError for an incident without alerts, of which there are none. */
export async function draftNotice({ incident, city, history, now, locale }: Drafting): Promise<Notice> {
  const lead = leadOf(incident.alerts);
  const raisedAt = Date.parse(lead.raisedAt);
  const from = raisedAt - (lead.family === 'underground' ? BEFORE_BELOW_GROUND_MS : BEFORE_MS);
  const to = lead.clearedAt === undefined ? now : Math.min(now, Date.parse(lead.clearedAt));
  const readings = readingsOf(lead, await historyOf(lead, from, to, history), from);
  return composeNotice({ incident, lead, readings, city, now, locale });
}

/** What still holds before what is over, the worst before the milder, the newest before the older. */
function leadOf(alerts: readonly AlertDetail[]): AlertDetail {
  const [lead] = alerts.toSorted(
    (a, b) =>
      Number(a.state === 'cleared') - Number(b.state === 'cleared') ||
      a.grade - b.grade ||
      Date.parse(b.lastRaisedAt) - Date.parse(a.lastRaisedAt),
  );
  if (!lead) throw new RangeError('an incident has at least one alert');
  return lead;
}

async function historyOf(lead: AlertDetail, from: number, to: number, history: ReadingHistory) {
  const thing = lead.things[0]?.id;
  if (lead.datastream === undefined || thing === undefined) return [];
  const since = from - (isDailyChange(lead) ? 24 * HOUR_MS : 0);
  const { items } = await history.observations({
    thing: thingId(thing),
    datastream: lead.datastream,
    from: eventTime(since),
    to: eventTime(Math.max(to, since + MINUTE_MS)),
    bucketMs: Math.ceil((to - since) / MOST_POINTS / MINUTE_MS) * MINUTE_MS,
    limit: MOST_POINTS * 2,
  });
  return items.map(({ time, value }) => ({ time: Date.parse(time), value }));
}
