import type pg from 'pg';
import type { LonLat } from '../../geodata/model/geometry.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { DetectedGroup, Report, Warning } from '../../ingestion/observation.ts';
import type { Arrival, ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';
import { qualityOf } from './row-formats.ts';

/** Arrivals in `(from, to]`; the times that their rows lie in, where they are in a series table. */
export type Span = readonly [from: Arrival, to: Arrival, min: Date | null, max: Date | null];

const timeOf = (time: Date): EventTime => time.getTime() as EventTime;

export async function readDetections(pool: pg.Pool, span: Span): Promise<ArrivedMessage[]> {
  const { rows } = await pool.query<{
    arrival: number;
    thing: ThingId;
    time: Date;
    quality: number;
    class: string | null;
    n: number;
    max_score: number;
    zone: string | null;
    positions: LonLat[] | null;
  }>(
    `select d.arrival, t.id as thing, d.time, d.quality, d.class, d.n, d.max_score, d.zone, d.positions
     from detections d join things t on t.key = d.thing
     where d.arrival > $1 and d.arrival <= $2 and d.time >= $3 and d.time <= $4 order by d.arrival, d.ordinal`,
    [...span],
  );
  const messages = new Map<Arrival, ArrivedMessage>();
  for (const row of rows) {
    const group = row.class === null ? [] : [groupOf({ ...row, class: row.class })];
    const known = messages.get(row.arrival)?.message;
    const groups = known?.kind === 'detection' ? [...known.groups, ...group] : group;
    const { arrival, thing, time, quality } = row;
    messages.set(arrival, {
      arrival,
      message: { kind: 'detection', thing, time: timeOf(time), groups, quality: qualityOf(quality) },
    });
  }
  return [...messages.values()];
}

const groupOf = (row: {
  readonly class: string;
  readonly n: number;
  readonly max_score: number;
  readonly zone: string | null;
  readonly positions: readonly LonLat[] | null;
}): DetectedGroup => ({
  class: row.class,
  n: row.n,
  maxScore: row.max_score,
  ...(row.zone !== null && { zone: row.zone }),
  ...(row.positions !== null && { positions: row.positions }),
});

interface ReportRow {
  readonly arrival: number;
  readonly thing: ThingId;
  readonly report_id: string;
  readonly time: Date;
  readonly channel: Report['channel'];
  readonly text: string;
  readonly category: string | null;
  readonly matter_code: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

const REPORTS = `select r.arrival, t.id as thing, r.report_id, r.time, r.channel, r.text, r.category, r.matter_code, r.lon, r.lat
  from reports r join things t on t.key = r.thing`;

export async function readReports(pool: pg.Pool, [from, to]: Span): Promise<ArrivedMessage[]> {
  const { rows } = await pool.query<ReportRow>(`${REPORTS} where r.arrival > $1 and r.arrival <= $2`, [from, to]);
  return rows.map((row) => ({ arrival: row.arrival, message: reportOf(row) }));
}

/** The newest ones, oldest first. */
export async function newestReports(pool: pg.Pool, limit: number): Promise<Report[]> {
  const { rows } = await pool.query<ReportRow>(`${REPORTS} order by r.time desc, r.report_id desc limit $1`, [limit]);
  return rows.map(reportOf).reverse();
}

const reportOf = (row: ReportRow): Report => ({
  kind: 'report',
  thing: row.thing,
  id: row.report_id,
  time: timeOf(row.time),
  channel: row.channel,
  text: row.text,
  ...(row.category !== null && { category: row.category }),
  ...(row.matter_code !== null && { matterCode: row.matter_code }),
  ...(row.lon !== null && row.lat !== null && { lon: row.lon, lat: row.lat }),
});

interface WarningRow {
  readonly arrival: number;
  readonly thing: ThingId;
  readonly warning_id: string;
  readonly status: Warning['status'];
  readonly event: string;
  readonly severity: Warning['severity'];
  readonly grade: Grade | null;
  readonly headline: string;
  readonly area: string | null;
  readonly issued_at: Date;
  readonly effective_at: Date | null;
  readonly expires_at: Date | null;
  readonly replaces: readonly string[];
}

const WARNINGS = `select w.arrival, t.id as thing, w.warning_id, w.status, w.event, w.severity, w.grade, w.headline, w.area,
    w.issued_at, w.effective_at, w.expires_at, w.replaces
  from warnings w join things t on t.key = w.thing`;

export async function readWarnings(pool: pg.Pool, [from, to]: Span): Promise<ArrivedMessage[]> {
  const { rows } = await pool.query<WarningRow>(`${WARNINGS} where w.arrival > $1 and w.arrival <= $2`, [from, to]);
  return rows.map((row) => ({ arrival: row.arrival, message: warningOf(row) }));
}

/** Those that are in force at `now` or will be, and what may still be taken back, in the order in which they were issued. */
export async function openWarnings(pool: pg.Pool, now: EventTime): Promise<Warning[]> {
  const { rows } = await pool.query<WarningRow>(
    `${WARNINGS} where coalesce(least(w.expires_at, w.ended_at), 'infinity') > $1 and w.status <> 'cancel' order by w.issued_at, w.warning_id`,
    [new Date(now)],
  );
  return rows.map(warningOf);
}

/** All that were issued from `from` on, updates and cancels as they are, and older ones that are in force, in the order in which they were issued. */
export async function warningsSince(pool: pg.Pool, from: EventTime): Promise<Warning[]> {
  const { rows } = await pool.query<WarningRow>(
    `${WARNINGS} where w.issued_at >= $1 or coalesce(least(w.expires_at, w.ended_at), 'infinity') > $1 order by w.issued_at, w.warning_id`,
    [new Date(from)],
  );
  return rows.map(warningOf);
}

const warningOf = (row: WarningRow): Warning => ({
  kind: 'warning',
  thing: row.thing,
  id: row.warning_id,
  time: timeOf(row.issued_at),
  status: row.status,
  event: row.event,
  severity: row.severity,
  headline: row.headline,
  ...(row.grade !== null && { grade: row.grade }),
  ...(row.area !== null && { area: row.area }),
  ...(row.effective_at !== null && { effectiveAt: timeOf(row.effective_at) }),
  ...(row.expires_at !== null && { expiresAt: timeOf(row.expires_at) }),
  ...(row.replaces.length > 0 && { replaces: row.replaces }),
});
