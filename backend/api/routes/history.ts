import { z } from 'zod';
import type { ThingId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime, toIso } from '../../../geodata/model/time.ts';
import { UserError } from '../../errors.ts';
import { maySee } from '../access.ts';
import { FAMILY_NAMES, historyPoint, listOf, trackPoint, type WarningView, warning } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { boundingBox, bucket, cursor, idParameter, instant, pageLimit } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';
import { notFound } from '../problem.ts';
import type { Views } from '../views.ts';

const DAY_MS = 86_400_000;
/** Ours: bars of a histogram; more than any screen is wide in readable bars, and below what the report schema answers at once. */
const MOST_BUCKETS = 600;

const window = { from: instant.optional(), to: instant.optional() };
const observationQuery = z.strictObject({
  ...window,
  datastream: z.string().min(1).max(128).optional(),
  bucket: bucket.optional().describe('group by this length of time; absent: every reading'),
  limit: pageLimit(1000, 10_000),
  cursor,
});
const trackQuery = z.strictObject({
  ...window,
  thing: z.string().min(1).max(128).optional(),
  bbox: boundingBox.optional(),
  limit: pageLimit(1000, 10_000),
  cursor,
});
const warningQuery = z.strictObject({ from: instant, to: instant });
const histogramQuery = z.strictObject({ from: instant, to: instant, bucket });

const histogramBin = z.object({
  time: z.iso.datetime({ offset: true }),
  family: z.enum(FAMILY_NAMES),
  grade: z.int().min(1).max(4),
  count: z.int(),
});

export function historyRoutes({ history, report, clock }: ServerPorts, views: Views): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/things/:id/observations',
      access: 'viewer',
      area: 'filtered',
      summary: 'Readings of one thing in [from, to), by datastream, then time; without from: the day before to',
      params: idParameter,
      query: observationQuery,
      answer: listOf(historyPoint),
      handle({ params, query: { from, to, limit, datastream, bucket: bucketMs, cursor: after }, principal }) {
        const id = params.id as ThingId;
        const view = views.thing(id);
        if (!view || !maySee(principal.areas, view.district)) throw notFound('thing', id);
        return history.observations({
          thing: id,
          ...windowOf(from, to, clock.now()),
          limit,
          ...(datastream !== undefined && { datastream }),
          ...(bucketMs !== undefined && { bucketMs }),
          ...(after !== undefined && { cursor: after }),
        });
      },
    }),
    endpoint({
      method: 'GET',
      path: '/tracks',
      access: 'viewer',
      area: 'filtered',
      summary: 'Positions of moving things in [from, to), by thing, then time; without from: the day before to',
      query: trackQuery,
      answer: listOf(trackPoint),
      async handle({ query: { from, to, limit, thing, bbox, cursor: after }, principal }) {
        const page = await history.tracks({
          ...windowOf(from, to, clock.now()),
          limit,
          ...(thing !== undefined && { thing: thing as ThingId }),
          ...(bbox && { bounds: bbox }),
          ...(after !== undefined && { cursor: after }),
        });
        if (principal.areas.length === 0) return page;
        const items = page.items.filter((point) => maySee(principal.areas, views.districtOf(point)));
        return { items, nextCursor: page.nextCursor };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/histogram',
      access: 'viewer',
      area: 'filtered',
      summary: 'How many alerts were raised in each bucket of [from, to), by family and grade; empty ones are absent',
      query: histogramQuery,
      answer: listOf(histogramBin),
      async handle({ query: { from, to, bucket: bucketMs }, principal }) {
        checkWindow(from, to);
        if (to - from > MOST_BUCKETS * bucketMs) {
          throw new UserError('invalid-input', `query bucket: more than ${MOST_BUCKETS} buckets between from and to`, {
            field: 'bucket',
            next: 'Ask for longer buckets or a shorter time.',
          });
        }
        const { rows } = await report.query(histogramSql(from, to, bucketMs), principal);
        return { items: rows.map((row) => binOf(row, from, bucketMs)), nextCursor: null };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/warnings',
      access: 'viewer',
      area: 'placeless',
      summary: 'Warnings of the authorities that were in force at some time in [from, to), oldest first',
      query: warningQuery,
      answer: listOf(warning),
      async handle({ query: { from, to }, principal }) {
        checkWindow(from, to);
        const { rows } = await report.query(warningsSql(from, to), principal);
        return { items: rows.map(warningOf), nextCursor: null };
      },
    }),
  ];
}

/** Numbers only, so nothing of the asker's text reaches the statement; the rights are applied where it runs. */
const histogramSql = (from: EventTime, to: EventTime, bucketMs: number): string =>
  `select floor((extract(epoch from raised_at) * 1000 - ${from}) / ${bucketMs})::int as bin, family, grade, count(*)::int as n
   from report.alerts where raised_at >= to_timestamp(${from} / 1000.0) and raised_at < to_timestamp(${to} / 1000.0)
   group by 1, 2, 3 order by 1, 2, 3`;

const binOf = (row: readonly unknown[], from: EventTime, bucketMs: number) => ({
  time: toIso(eventTime(from + Number(row[0]) * bucketMs)),
  family: row[1] as (typeof FAMILY_NAMES)[number],
  grade: Number(row[2]),
  count: Number(row[3]),
});

/** Ours: more than a season of warnings. */
const MOST_WARNINGS = 1000;

const warningsSql = (from: EventTime, to: EventTime): string =>
  `select warning_id, event, grade, headline, area, extract(epoch from coalesce(effective_at, issued_at)) * 1000 as start,
     extract(epoch from expires_at) * 1000 as finish
   from report.warnings
   where coalesce(effective_at, issued_at) < to_timestamp(${to} / 1000.0) and coalesce(expires_at, 'infinity') > to_timestamp(${from} / 1000.0)
   order by start, warning_id limit ${MOST_WARNINGS}`;

function warningOf([id, event, level, headline, area, from, to]: readonly unknown[]): WarningView {
  const atGrade = ([1, 2, 3, 4] as const).find((one) => one === Number(level));
  return {
    id: String(id),
    event: String(event),
    ...(atGrade !== undefined && { grade: atGrade }),
    headline: String(headline),
    ...(typeof area === 'string' && { area }),
    from: toIso(eventTime(Number(from))),
    ...(to !== null && { to: toIso(eventTime(Number(to))) }),
  };
}

function windowOf(from: EventTime | undefined, to: EventTime | undefined, now: EventTime) {
  const end = to ?? now;
  const start = from ?? eventTime(end - DAY_MS);
  checkWindow(start, end);
  return { from: start, to: end };
}

function checkWindow(from: EventTime, to: EventTime): void {
  if (from <= to) return;
  throw new UserError('invalid-input', 'query from: lies after to', { field: 'from', next: 'Swap from and to.' });
}
