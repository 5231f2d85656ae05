/** The shapes of alarm management under `/api/v1/alarms`, and what alerts say of it. Node-free. Terms are those of IEC 62682:2022 and ISA-18.2-2016. */
import { z } from 'zod';

export const ALARM_PRIORITIES = ['high', 'medium', 'low', 'diagnostic'] as const;
const ALARM_STATE_NAMES = [
  'normal',
  'unacknowledged',
  'acknowledged',
  'cleared_unacknowledged',
  'shelved',
  'suppressed_by_design',
  'out_of_service',
] as const;
export const SUPPRESSION_CAUSE_NAMES = [
  'rule',
  'maintenance',
  'diagnostic',
  'first_out',
  'chattering',
  'fleeting',
  'on_delay',
] as const;

const time = z.iso.datetime({ offset: true });
const bilingual = z.object({ zh: z.string(), en: z.string() });
const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const priority = z.enum(ALARM_PRIORITIES);
const cause = z.enum(SUPPRESSION_CAUSE_NAMES);
const count = z.int().min(0);

/** Why an alert is not put before an officer. */
export const suppression = z.object({
  cause,
  reason: bilingual,
  /** Who answers for it; absent where the desk's own rules decided. */
  owner: z.string().optional(),
  /** Id of the suppression rule or maintenance window. */
  arrangement: z.string().optional(),
  /** Id of the alert that is shown in its place (first-out). */
  leader: z.string().optional(),
  /** When it ends or is looked at again. */
  until: time.optional(),
});

/** What an alert says of alarm management; part of `alert` in the contract. */
export const alarmFields = {
  priority: priority.optional(),
  /** Until harm, seconds, and persons in harm's way, as far as is known. */
  timeToActS: z.number().optional(),
  peopleAtRisk: z.number().optional(),
  /** The ISA-18.2 state. */
  alarmState: z.enum(ALARM_STATE_NAMES).optional(),
  /** Absent: it is put before an officer. */
  suppression: suppression.optional(),
};

const scope = z
  .strictObject({
    detector: z.string().min(1).max(128).optional(),
    kind: z.string().min(1).max(128).optional(),
    family: z.enum(['city', 'underground', 'beach', 'vessel']).optional(),
    thing: z.string().min(1).max(128).optional(),
    /** Id of a zone or asset of the city. */
    zone: z.string().min(1).max(128).optional(),
  })
  .refine((parts) => Object.values(parts).some((part) => part !== undefined), 'must name at least one of its parts');

const arrangementParts = {
  /** Every part that is given must fit. */
  scope,
  reason: z.string().trim().min(1).max(2000),
  /** Who answers for it. */
  owner: z.string().trim().min(1).max(100),
  /** Default: now. */
  from: time.optional(),
  to: time,
  /** Alerts worse than this are shown all the same. Default 3; 1 for maintenance of a single thing. */
  worstGrade: grade.optional(),
};
export const arrangementBody = z.strictObject(arrangementParts);
/** Only what is to change. */
export const arrangementChange = z.strictObject(arrangementParts).partial();

/** A suppression rule or a maintenance window. */
export const arrangement = z.object({
  ...arrangementParts,
  id: z.string(),
  kind: z.enum(['rule', 'maintenance']),
  state: z.enum(['planned', 'in_force', 'over', 'withdrawn']),
  from: time,
  worstGrade: grade,
  createdBy: z.string(),
  createdAt: time,
  withdrawnAt: time.optional(),
  withdrawnBy: z.string().optional(),
  /** Open alerts that it suppresses just now. */
  suppresses: count,
});

const floodParts = {
  /** More alarms than can be worked through one by one: show the queue in groups. */
  flood: z.boolean(),
  /** Since when; absent while there is none. */
  since: time.optional(),
  /** Annunciated in the last ten minutes, all officers together, and for each. */
  inTenMinutes: count,
  perOfficer: z.number(),
  officers: z.int(),
};

/** How alarms stand now. */
export const alarmSituation = z.object({
  at: time,
  ...floodParts,
  /** A flood begins above and ends below so many in ten minutes per officer. */
  limits: z.object({ beginsAbove: z.number(), endsBelow: z.number() }),
  /** Open alerts by their ISA-18.2 state, and those before officers by priority. */
  states: z.record(z.string(), count),
  priorities: z.record(z.string(), count),
  /** Suppressed alerts whose condition holds, by cause. */
  suppressed: z.record(z.string(), count),
  /** First-out: the alert that is shown, and how many follow it (`GET /alerts?leader=`). */
  cascades: z.array(z.object({ leader: z.string(), followers: count })),
});

/** On the socket, as `alarms`: whenever it begins, ends or moves. */
export const floodNotice = z.object(floodParts);

const rate = z.object({
  /** Alarms annunciated. */
  alarms: count,
  perOfficerHour: z.number(),
  /** In ten minutes per officer: mean, and the fullest ten minutes. */
  perTenMinutes: z.number(),
  peakTenMinutes: z.number(),
  /** Share of the time in flood, 0–1. */
  floodShare: z.number(),
  /** Median and 90th percentile of the time to acknowledge, seconds; absent when nothing was acknowledged. */
  acknowledgeMedianS: z.number().optional(),
  acknowledgeP90S: z.number().optional(),
});
const actor = z.object({
  detector: z.string(),
  thing: z.string(),
  name: z.string(),
  /** Times raised (recurrences and suppressed ones included), and times put before an officer. */
  raised: count,
  annunciated: count,
  /** Of all raises of the period, 0–1. */
  share: z.number(),
});
const nuisance = z.object({
  detector: z.string(),
  thing: z.string(),
  name: z.string(),
  cause: z.enum(['chattering', 'fleeting']),
  alerts: count,
  raised: count,
  lastAt: time,
});

/** Alarm performance of `[from, to)`: the measures of ISA-18.2-2016 cl. 16 and EEMUA 191. */
export const alarmKpis = z.object({
  from: time,
  to: time,
  officers: z.int(),
  total: rate.extend({
    /** Annunciated and not acknowledged by now. */
    unacknowledged: count,
    /** Ten-minute periods with more than the flood's limit per officer, as a share of all. */
    overfullShare: z.number(),
  }),
  priorities: z.array(z.object({ priority, alarms: count, share: z.number(), goal: z.number() })),
  /** Active at `to`, not suppressed; and of those, for more than 24 h. */
  standing: count,
  stale: z.object({
    alarms: count,
    items: z.array(z.object({ id: z.string(), detector: z.string(), name: z.string(), since: time, priority })),
  }),
  badActors: z.array(actor),
  /** Share of the bad actors in all raises, 0–1. */
  badActorShare: z.number(),
  nuisance: z.array(nuisance),
  /** Alerts suppressed in the period by cause, and shelved ones. */
  suppressed: z.record(z.string(), count),
  shelved: count,
  /** Raises of detectors, before anything was suppressed. */
  raised: count,
  /** How soon each grade was acknowledged: median and 90th percentile, seconds; absent when none was. Grades as they stand now. */
  byGrade: z.array(
    z.object({
      grade,
      alarms: count,
      unacknowledged: count,
      acknowledgeMedianS: z.number().optional(),
      acknowledgeP90S: z.number().optional(),
    }),
  ),
  /** The period in steps of equal length, whole multiples of ten minutes, a few hundred at most. */
  series: z.object({
    stepS: z.int(),
    points: z.array(
      z.object({
        time,
        alarms: count,
        /** The fullest ten minutes, per officer. */
        peakTenMinutes: z.number(),
        /** Share of the step in flood, 0–1. */
        floodShare: z.number(),
      }),
    ),
  }),
  byShift: z.array(rate.extend({ from: time, to: time })),
  byDay: z.array(rate.extend({ from: time, to: time })),
  /** What is asked of an alarm system, with where that is written. */
  targets: z.array(
    z.object({
      measure: z.string(),
      acceptable: z.number(),
      /** Beyond this it cannot be managed; absent where there is one limit only. */
      manageable: z.number().optional(),
      source: z.string(),
    }),
  ),
});

export type SuppressionView = z.infer<typeof suppression>;
export type ArrangementView = z.infer<typeof arrangement>;
export type ArrangementBody = z.infer<typeof arrangementBody>;
export type ArrangementChange = z.infer<typeof arrangementChange>;
export type AlarmSituation = z.infer<typeof alarmSituation>;
export type FloodNotice = z.infer<typeof floodNotice>;
export type AlarmKpis = z.infer<typeof alarmKpis>;
