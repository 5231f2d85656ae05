/**
 * The shapes of `/api/v1`. Node-free: the browser imports their types, the server validates with them, and the OpenAPI document
 * at `/api/openapi.json` is generated from them. Times are ISO 8601 with offset; positions `[lon, lat]` WGS-84.
 */
import { z } from 'zod';
import { alarmFields } from './alarm-contract.ts';
import { incidentExtras } from './incident-contract.ts';

export const ROLES = ['admin', 'officer', 'viewer'] as const;
export const FAMILY_NAMES = ['city', 'underground', 'beach', 'vessel'] as const;
export const INCIDENT_STATES = ['new', 'filed', 'dispatched', 'handling', 'resolved', 'closed', 'void'] as const;
const SHELVE_SCOPES = ['alert', 'thing', 'detector'] as const;

const time = z.iso.datetime({ offset: true });
const bilingual = z.object({ zh: z.string(), en: z.string() });
const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const family = z.enum(FAMILY_NAMES);
/** Names of the administrative place, absent where the city model does not reach. */
const place = {
  district: z.string().optional(),
  street: z.string().optional(),
  grid: z.string().optional(),
  zone: z.string().optional(),
};

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  /** The field, parameter or line at fault. */
  field: z.string().optional(),
  /** What to do next. */
  next: z.string().optional(),
});

export const credentials = z.object({ username: z.string().min(1).max(100), password: z.string().min(1).max(1000) });
export const user = z.object({ username: z.string(), roles: z.array(z.enum(ROLES)), areas: z.array(z.string()) });
export const session = z.object({ token: z.string(), user, expiresAt: time });

export const thing = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  family,
  status: z.enum(['online', 'stale', 'offline']),
  lastSeenAt: time.optional(),
  /** The last good position of a moving thing, or where a fixed one stands. */
  position: lonLat.optional(),
  speedKn: z.number().optional(),
  courseDeg: z.number().optional(),
  headingDeg: z.number().optional(),
  /** The organisation that answers for it. */
  department: z.string().optional(),
  attrs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  ...place,
});

export const historyPoint = z.object({
  time,
  datastream: z.string(),
  value: z.number(),
  min: z.number().optional(),
  max: z.number().optional(),
  n: z.int().optional(),
  unit: z.string().optional(),
  quality: z.enum(['good', 'suspect', 'bad']).optional(),
});
export const trackPoint = z.object({
  time,
  thing: z.string(),
  lon: z.number(),
  lat: z.number(),
  speedKn: z.number().optional(),
  courseDeg: z.number().optional(),
  headingDeg: z.number().optional(),
  quality: z.enum(['good', 'suspect', 'bad']),
});

export const measure = z.object({ value: z.number(), limit: z.number(), unit: z.string() });
const thingReference = z.object({ id: z.string(), name: z.string(), kind: z.string() });

export const alert = z.object({
  id: z.string(),
  detector: z.string(),
  kind: z.string(),
  family,
  grade,
  state: z.enum(['active', 'cleared']),
  acknowledged: z.boolean(),
  acknowledgedAt: time.optional(),
  acknowledgedBy: z.string().optional(),
  shelved: z.boolean(),
  shelvedUntil: time.optional(),
  things: z.array(thingReference),
  datastream: z.string().optional(),
  raisedAt: time,
  /** When it last raised again; equals `raisedAt` for the first time. */
  lastRaisedAt: time,
  clearedAt: time.optional(),
  nRaised: z.int(),
  measure: measure.optional(),
  message: bilingual,
  position: lonLat.optional(),
  incidentId: z.string().optional(),
  ruleVersion: z.string(),
  ...alarmFields,
  ...place,
});

export const logEntry = z.object({
  time,
  actor: z.string(),
  action: z.string(),
  note: z.string().optional(),
  text: bilingual.optional(),
});
const axis = z.object({ label: bilingual, unit: z.string() });
/** What an alert rests on; see `detectors/finding.ts`. */
export const evidence = z.object({
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  samples: z.array(z.object({ time, value: z.number(), thing: z.string().optional(), position: lonLat.optional() })),
  points: z.array(z.object({ label: bilingual, position: lonLat })).optional(),
  shapes: z
    .array(z.object({ label: bilingual, kind: z.enum(['line', 'area']), positions: z.array(lonLat) }))
    .optional(),
  limits: z.array(z.object({ label: bilingual, value: z.number(), grade: grade.optional() })).optional(),
  forecast: z
    .object({
      method: z.string(),
      coverage: z.number(),
      points: z.array(z.object({ time, median: z.number(), low: z.number(), high: z.number() })),
      crossesAt: time.optional(),
      probability: z.number().optional(),
    })
    .optional(),
  profile: z
    .object({
      x: axis,
      y: axis,
      measured: z.array(z.object({ x: z.number(), y: z.number(), thing: z.string().optional() })),
      fitted: z.array(z.object({ x: z.number(), y: z.number() })),
      figures: z.array(z.object({ label: bilingual, value: z.number(), unit: z.string() })),
    })
    .optional(),
  exposed: z
    .array(
      z.object({
        kind: z.enum(['building', 'main', 'road', 'enterprise', 'metro', 'people', 'place']),
        id: z.string().optional(),
        name: bilingual,
        distanceM: z.number().optional(),
        people: z.number().optional(),
        position: lonLat.optional(),
      }),
    )
    .optional(),
  hazardChain: bilingual.optional(),
  reports: z.array(z.object({ id: z.string(), time, text: z.string(), position: lonLat.optional() })).optional(),
  model: z.object({ id: z.string(), version: z.string(), sha256: z.string() }).optional(),
});
export const alertDetail = alert.extend({ evidence, log: z.array(logEntry) });

export const incident = z.object({
  id: z.string(),
  title: bilingual,
  kind: z.string(),
  family,
  grade,
  /** Why this grade. */
  gradeReason: bilingual,
  state: z.enum(INCIDENT_STATES),
  /** `active` while any of its alerts is. */
  condition: z.enum(['active', 'cleared']),
  /** True when no alert of it waits for an acknowledgement. */
  acknowledged: z.boolean(),
  shelved: z.boolean(),
  shelvedUntil: time.optional(),
  assignee: z.string().optional(),
  department: z.string().optional(),
  things: z.array(thingReference),
  position: lonLat.optional(),
  occurredAt: time,
  detectedAt: time,
  updatedAt: time,
  clearedAt: time.optional(),
  closedAt: time.optional(),
  dueAt: time.optional(),
  overdue: z.boolean(),
  nAlerts: z.int(),
  nReports: z.int(),
  alertIds: z.array(z.string()),
  ...place,
});
export const incidentDetail = incident.extend({
  ...incidentExtras,
  alerts: z.array(alertDetail),
  timeline: z.array(logEntry),
});

export const acknowledgeBody = z.object({ note: z.string().max(2000).optional() });
export const shelveBody = z.object({
  scope: z.enum(SHELVE_SCOPES).default('alert'),
  reason: z.string().trim().min(1).max(2000),
  minutes: z
    .int()
    .min(1)
    .max(60 * 24 * 7),
});
export const commentBody = z.object({ text: z.string().trim().min(1).max(4000) });
export const closeBody = z.object({ reason: z.string().trim().min(1).max(2000) });
export const gradeBody = z.object({ grade, reason: z.string().trim().min(1).max(2000) });
export const assignBody = z.object({
  assignee: z.string().trim().min(1).max(100),
  note: z.string().max(2000).optional(),
});

/** One element of the body of `POST /observations`. `unit`, when given, must be the datastream's or convertible to it. */
export const observationInput = z.object({
  thing: z.string(),
  datastream: z.string(),
  time: z.union([z.string(), z.number()]),
  value: z.number(),
  unit: z.string().optional(),
  quality: z.enum(['good', 'suspect', 'bad']).optional(),
  attrs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export const ingestAnswer = z.object({
  accepted: z.int(),
  rejected: z.array(z.object({ index: z.int(), reason: z.string(), detail: z.string().optional() })),
});

export const source = z.object({
  id: z.string(),
  state: z.enum(['stopped', 'starting', 'running', 'reconnecting', 'finished', 'failed']),
  detail: z.string().optional(),
  read: z.record(z.string(), z.number()),
  stored: z.number(),
  duplicates: z.number(),
  rejected: z.record(z.string(), z.number()),
  lastMessageAt: time.optional(),
});
export const quarantined = z.object({
  source: z.string(),
  receivedAt: time,
  reason: z.string(),
  detail: z.string(),
  excerpt: z.string(),
  position: z.int().optional(),
});

export const zone = z.object({
  id: z.string(),
  name: bilingual,
  kind: z.string(),
  rings: z.array(z.array(lonLat)),
  speedLimitKn: z.number().optional(),
});

/** Which city is watched. Layers are at `/city/layers/<layer>`. */
export const city = z.object({
  id: z.string(),
  name: bilingual,
  timeZone: z.string(),
  /** `[west, south, east, north]`, degrees. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Where a map opens. */
  centre: lonLat,
  provenance: z.object({
    source: z.enum(['generated', 'imported']),
    seed: z.int().optional(),
    inputs: z.array(
      z.object({
        name: z.string(),
        format: z.string(),
        coordinateSystem: z.string(),
        sha256: z.string(),
        features: z.int(),
      }),
    ),
    attribution: z.string().optional(),
  }),
  layers: z.array(z.string()),
  /** PMTiles archives that lie under the city's own map; each at `/city/base-maps/<id>`, read by ranges. */
  baseMaps: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['vector', 'raster']),
      bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      minZoom: z.int(),
      maxZoom: z.int(),
      attribution: z.string().optional(),
      vectorLayers: z.array(z.string()).optional(),
    }),
  ),
});

/** A warning of an authority, in force or over. */
export const warning = z.object({
  id: z.string(),
  event: z.string(),
  grade: grade.optional(),
  headline: z.string(),
  /** In words; absent: the whole city. */
  area: z.string().optional(),
  from: time,
  /** Absent: until it is called off. */
  to: time.optional(),
});

export const health = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  version: z.string(),
  components: z.record(
    z.string(),
    z.object({ status: z.enum(['ok', 'degraded', 'down']), detail: z.string().optional() }),
  ),
});

/** What became of a CAP document: every alert in it is in one of the counts. */
export const capAnswer = z.object({
  alerts: z.int(),
  /** Warnings that are durable now, those that were there before included. */
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.array(z.object({ reason: z.string(), detail: z.string() })),
  /** Sound, and of no use to the city: tests, acknowledgements, alerts without information. */
  unstored: z.record(z.string(), z.int()),
  /** Where a feed says that alerts are; they were not followed. */
  links: z.array(z.string()),
});

/** Ingestion summary: the last line of a streamed ingest, and what `vantage ingest --json` prints. */
export const ingestSummary = z.object({
  lines: z.int(),
  sentences: z.int().optional(),
  messages: z.int(),
  stored: z.int(),
  duplicates: z.int(),
  rejected: z.record(z.string(), z.int()),
  /** The first few rejections in words, each with its line or element. */
  details: z.array(z.string()).optional(),
  /** Decoded, and of a kind that has no place in the store yet. */
  unstored: z.record(z.string(), z.int()).optional(),
  things: z.int(),
  seconds: z.number(),
});

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export type Role = (typeof ROLES)[number];
export type Credentials = z.infer<typeof credentials>;
export type UserView = z.infer<typeof user>;
export type SessionView = z.infer<typeof session>;
export type Problem = z.infer<typeof problem>;
export type ThingView = z.infer<typeof thing>;
export type HistoryPoint = z.infer<typeof historyPoint>;
export type TrackPoint = z.infer<typeof trackPoint>;
export type AlertView = z.infer<typeof alert>;
export type AlertDetail = z.infer<typeof alertDetail>;
export type IncidentView = z.infer<typeof incident>;
export type IncidentDetail = z.infer<typeof incidentDetail>;
export type LogEntry = z.infer<typeof logEntry>;
export type EvidenceView = z.infer<typeof evidence>;
export type SourceView = z.infer<typeof source>;
export type QuarantinedView = z.infer<typeof quarantined>;
export type ZoneView = z.infer<typeof zone>;
export type CityView = z.infer<typeof city>;
export type WarningView = z.infer<typeof warning>;
export type Health = z.infer<typeof health>;
export type IngestSummary = z.infer<typeof ingestSummary>;

export * from './alarm-contract.ts';
export * from './backtest-contract.ts';
export { dispatchBody, noteBody, routeBody, tagBody } from './incident-contract.ts';
export * from './replay-contract.ts';
export * from './task-contract.ts';
