import { z } from 'zod';
import { familyScore } from './replay-contract.ts';

/** Back-tests on the wire: one rule with the parameters in force and with others, over days, recordings or what is stored. Node-free. */
const time = z.iso.datetime({ offset: true });
const bilingual = z.object({ zh: z.string(), en: z.string() });
const lonLat = z.tuple([z.number(), z.number()]);
const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const parameters = z.record(z.string(), z.unknown());

export const detectorView = z.object({
  id: z.string(),
  name: bilingual,
  parameters: z.array(
    z.object({
      name: z.string(),
      /** Unit and source. */
      description: z.string(),
      value: z.unknown(),
      default: z.unknown(),
      /** What is allowed, in words. */
      allowed: z.string(),
    }),
  ),
});

const backtestSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('history'), from: time, to: time }),
  z.strictObject({ kind: z.literal('scenario'), scenario: z.string().max(64), seed: z.int().min(0).optional() }),
  z.strictObject({ kind: z.literal('recording'), recording: z.string().max(128) }),
]);
export const backtestBody = z.strictObject({
  detector: z.string().max(64),
  /** Parameters that are to be other than in force. */
  set: parameters.default({}),
  source: backtestSource,
});

const told = z.object({
  id: z.string(),
  grade,
  things: z.array(z.string()),
  raisedAt: time,
  clearedAt: time.optional(),
  message: bilingual,
  position: lonLat.optional(),
});
const side = z.object({
  alerts: z.int(),
  /** By grade, 1 to 4. */
  grades: z.record(z.string(), z.int()),
  hours: z.array(z.object({ hour: time, alerts: z.int() })),
  perHour: z.number(),
  /** Where the truth is known. */
  score: familyScore.optional(),
});

const backtestReport = z.object({
  messages: z.int(),
  hours: z.number(),
  present: side,
  proposed: side,
  kept: z.int(),
  nGained: z.int(),
  nLost: z.int(),
  /** The first of them, at most 100 each. */
  gained: z.array(told),
  lost: z.array(told),
});
export const backtest = z.object({
  id: z.string(),
  detector: z.string(),
  source: backtestSource,
  set: parameters,
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** Share that is done, 0–1. */
  progress: z.number(),
  by: z.string(),
  askedAt: time,
  /** Why it failed. */
  detail: z.string().optional(),
  report: backtestReport.optional(),
});

export type DetectorView = z.infer<typeof detectorView>;
export type BacktestSource = z.infer<typeof backtestSource>;
export type BacktestBody = z.infer<typeof backtestBody>;
export type BacktestView = z.infer<typeof backtest>;
export type BacktestSide = z.infer<typeof side>;
