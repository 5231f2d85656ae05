/** What the detail of an incident has besides the incident, and the bodies of what is done about one; see `contract.ts`. */
import { z } from 'zod';

const time = z.iso.datetime({ offset: true });
const bilingual = z.object({ zh: z.string(), en: z.string() });
const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

const incidentTag = z.object({
  /** `E` event 事件 or `P` part 部件, the number of its class, and behind the dash its own; one that begins with V is this system's own number. */
  code: z.string(),
  scheme: z.enum(['event', 'part']),
  category: bilingual,
  name: bilingual,
  official: z.boolean(),
  reason: bilingual,
});
/** Somewhere that an incident holds: a zone or an asset, or else a thing. */
const incidentPlace = z.object({
  id: z.string(),
  name: z.string(),
  /** Of its worst alert, which still holds where any does. */
  kind: z.string(),
  grade,
  state: z.enum(['active', 'cleared']),
  nAlerts: z.int(),
  since: time,
  position: lonLat.optional(),
});
export const incidentExtras = {
  tags: z.array(incidentTag),
  /** Everything that counted, the decisive one first. */
  gradeReasons: z.array(bilingual),
  departmentReason: bilingual.optional(),
  /** The worst first. */
  places: z.array(incidentPlace),
  reportIds: z.array(z.string()),
  clocks: z.object({
    acknowledgedAt: time.optional(),
    filedAt: time.optional(),
    dispatchedAt: time.optional(),
    arrivedAt: time.optional(),
    resolvedAt: time.optional(),
    closedAt: time.optional(),
  }),
  team: z.string().optional(),
  /** Quality of handling, 0–100; once closed. */
  score: z.number().optional(),
};

export const tagBody = z.object({
  codes: z.array(z.string().trim().min(1).max(40)).min(1).max(10),
  reason: z.string().trim().min(1).max(2000),
});
export const routeBody = z.object({
  department: z.string().trim().min(1).max(100),
  reason: z.string().trim().min(1).max(2000),
});
export const dispatchBody = z.object({
  department: z.string().trim().min(1).max(100),
  team: z.string().trim().min(1).max(100).optional(),
  note: z.string().max(2000).optional(),
});
export const noteBody = z.object({ note: z.string().trim().min(1).max(2000) });
