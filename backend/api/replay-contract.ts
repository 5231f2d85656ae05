/** The shapes of replays and recordings; part of {@link file://./contract.ts}, from where everybody imports them. */
import { z } from 'zod';

const time = z.iso.datetime({ offset: true });
const bilingual = z.object({ zh: z.string(), en: z.string() });
const family = z.enum(['city', 'underground', 'beach', 'vessel']);
const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const lonLat = z.tuple([z.number(), z.number()]);

/** What is replayed: a scenario's day, a recording, or a stretch of the store's own history. */
export const replaySource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scenario'), scenario: z.string().min(1), seed: z.int().min(0).optional() }),
  z.object({ kind: z.literal('recording'), recording: z.string().min(1) }),
  z.object({ kind: z.literal('history'), from: time, to: time }),
]);

/** Something done differently from `at` on. */
const intervention = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('close_beach'), at: time, beach: z.string() }),
  z.object({ kind: z.literal('stop_shield'), at: time, shield: z.string() }),
  z.object({ kind: z.literal('scale_rain'), at: time, factor: z.number().min(0).max(10) }),
  z.object({ kind: z.literal('mute_thing'), at: time, thing: z.string(), until: time.optional() }),
  z.object({ kind: z.literal('close_road'), at: time, lowPoint: z.string() }),
  z.object({ kind: z.literal('shut_valve'), at: time, valve: z.string() }),
]);

export const bookmark = z.object({ id: z.string(), time, label: z.string().trim().min(1).max(200) });

const REPLAY_STATES = ['preparing', 'paused', 'playing', 'ended', 'failed'] as const;
export const replay = z.object({
  id: z.string(),
  title: bilingual,
  source: replaySource,
  from: time,
  to: time,
  /** Where its clock stands. */
  position: time,
  /** Times real time; `max` is as fast as the machine can. */
  speed: z.union([z.number().min(0.1).max(1000), z.literal('max')]),
  state: z.enum(REPLAY_STATES),
  /** How much of the whole stretch has been run through the detectors, 0–1. Lanes and scorecard cover that part. */
  analysed: z.number().min(0).max(1),
  /** What went wrong, when `failed`, and the next step. */
  detail: z.string().optional(),
  /** Replays that can be branched into another course of the world: synthetic ones. Others take only `mute_thing`. */
  simulated: z.boolean(),
  parent: z.string().optional(),
  branchedAt: time.optional(),
  interventions: z.array(intervention),
  bookmarks: z.array(bookmark),
  /** SHA-256 of the canonical alert and incident log, once all is analysed. */
  digest: z.string().optional(),
  messages: z.int(),
  createdBy: z.string(),
  createdAt: time,
});

export const replayBody = z.object({ source: replaySource });
export const seekBody = z.object({ to: time });
export const speedBody = z.object({ speed: replay.shape.speed });
export const branchBody = z.object({
  at: time,
  name: z.string().trim().min(1).max(200).optional(),
  interventions: z.array(intervention).min(1).max(20),
});
export const bookmarkBody = bookmark.omit({ id: true });

/** What a time lane shows; everything analysed so far. `bins` counts are per `binMs` from `from` on. */
export const replayLanes = z.object({
  from: time,
  to: time,
  binMs: z.number(),
  messages: z.array(z.int()),
  alerts: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      family,
      grade,
      raisedAt: time,
      clearedAt: time.optional(),
      message: bilingual,
      position: lonLat.optional(),
      incidentId: z.string().optional(),
    }),
  ),
  incidents: z.array(
    z.object({
      id: z.string(),
      title: bilingual,
      family,
      grade,
      /** Its states in order; the last one runs on. */
      phases: z.array(z.object({ state: z.string(), from: time, to: time.optional() })),
    }),
  ),
  actions: z.array(
    z.object({
      time,
      actor: z.string(),
      action: z.string(),
      objectKind: z.string(),
      objectId: z.string(),
      note: z.string().optional(),
    }),
  ),
  warnings: z.array(
    z.object({
      id: z.string(),
      event: z.string(),
      grade: grade.optional(),
      headline: z.string(),
      from: time,
      to: time.optional(),
    }),
  ),
  /** People in harm's way, one point a minute, in all and by what endangers them; only where the truth is known. */
  exposure: z
    .array(z.object({ time, people: z.number(), families: z.partialRecord(family, z.number()).optional() }))
    .optional(),
});

/** Of one family, or over all. Absent where nothing can be divided. */
export const familyScore = z.object({
  truth: z.int(),
  detected: z.int(),
  truePositives: z.int(),
  falsePositives: z.int(),
  precision: z.number().optional(),
  recall: z.number().optional(),
  recallGrade12: z.number().optional(),
  medianLeadSeconds: z.number().optional(),
  falseAlarmsPerHour: z.number(),
});

/** How many were in harm's way at the worst moment, and for how long all of them together. */
const exposed = z.object({ peakPeople: z.number(), personMinutes: z.number() });

export const scorecard = z.object({
  replay: z.string(),
  alerts: z.int(),
  incidents: z.int(),
  worstGrade: grade.optional(),
  /** Conditions that still hold at the end. */
  stillActive: z.int(),
  firstRaisedAt: time.optional(),
  lastClearedAt: time.optional(),
  /** Medians over incidents, seconds; absent where nothing happened. */
  response: z.object({
    raisedToAcknowledged: z.number().optional(),
    acknowledgedToDispatched: z.number().optional(),
    dispatchedToResolved: z.number().optional(),
    /** What is allowed for each, seconds, by the worst grade that came up; absent where nothing is prescribed. */
    limits: z
      .object({
        raisedToAcknowledged: z.number().optional(),
        acknowledgedToDispatched: z.number().optional(),
        dispatchedToResolved: z.number().optional(),
      })
      .optional(),
  }),
  /** Only where the truth is known. */
  exposure: exposed.extend({ families: z.partialRecord(family, exposed).optional() }).optional(),
  families: z.partialRecord(family, familyScore).optional(),
  detectors: z.array(familyScore.extend({ detector: z.string() })).optional(),
  total: familyScore.optional(),
});

export const recording = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['recording', 'complete', 'broken']),
  from: time.optional(),
  to: time.optional(),
  messages: z.int(),
  bytes: z.int(),
  scenario: z.string().optional(),
  seed: z.int().optional(),
  detail: z.string().optional(),
});
export const recordingBody = z.object({ name: z.string().trim().min(1).max(200) });

/** A day that can be played. */
export const scenarioItem = z.object({
  id: z.string(),
  title: bilingual,
  description: bilingual,
  /** The one it is played with unless another is asked for. */
  seed: z.int(),
  durationMs: z.number(),
});

export type ScenarioView = z.infer<typeof scenarioItem>;
export type ReplaySource = z.infer<typeof replaySource>;
export type InterventionView = z.infer<typeof intervention>;
export type Bookmark = z.infer<typeof bookmark>;
export type ReplayView = z.infer<typeof replay>;
export type ReplayLanes = z.infer<typeof replayLanes>;
export type FamilyScore = z.infer<typeof familyScore>;
export type Scorecard = z.infer<typeof scorecard>;
export type RecordingView = z.infer<typeof recording>;
