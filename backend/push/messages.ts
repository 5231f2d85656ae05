import { z } from 'zod';
import { floodNotice } from '../api/alarm-contract.ts';
import * as contract from '../api/contract.ts';

const alerts = z.array(contract.alert);
const incidents = z.array(contract.incident);
const tasks = z.array(contract.task);
const ids = z.array(z.string());
const sequence = z.int().min(0);
const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

/** What a client may say on the socket; checked as it comes in. */
export const clientMessages = {
  hello: z.object({
    version: z.int(),
    resume: z.object({ epoch: z.string().max(10_000), sequence }).optional(),
  }),
  view: z.object({
    bounds: z.tuple([longitude, latitude, longitude, latitude]),
    zoom: z.number().min(0).max(30),
  }),
};

const itemsOf = z.object({ alerts: alerts.optional(), incidents: incidents.optional(), tasks: tasks.optional() });

/** What the server says; frames are binary, see `protocol.ts`. */
export const serverMessages = {
  snapshot: z.object({ epoch: z.string(), sequence, alerts, incidents, tasks }),
  diff: z.object({
    sequence,
    remove: z.object({ alerts: ids.optional(), incidents: ids.optional(), tasks: ids.optional() }),
    add: itemsOf,
    update: itemsOf,
  }),
  pulse: z.object({
    now: z.number(),
    dataAt: z.number().optional(),
    messagesPerSecond: z.number(),
    sources: z.array(contract.source),
    framesSkipped: z.int(),
    scenario: z.string().optional(),
    replay: z.object({ id: z.string(), state: z.string(), speed: z.union([z.number(), z.literal('max')]) }).optional(),
  }),
  readings: z.object({
    full: z.boolean(),
    at: z.number(),
    datastreams: z.array(z.string()),
    number: z.array(z.int()),
    datastream: z.array(z.int()),
    value: z.array(z.number()),
    ageMs: z.array(z.number()),
    quality: z.array(z.int().min(0).max(2)),
  }),
  warnings: z.object({
    warnings: z.array(
      z.object({
        id: z.string(),
        event: z.string(),
        severity: z.enum(['extreme', 'severe', 'moderate', 'minor', 'unknown']),
        grade: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
        headline: z.string(),
        area: z.string().optional(),
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }).optional(),
      }),
    ),
  }),
  reports: z.object({
    full: z.boolean(),
    reports: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        channel: z.enum(['12345', 'app', 'patrol']),
        position: z.tuple([longitude, latitude]).optional(),
        time: z.iso.datetime({ offset: true }),
        category: z.string().optional(),
      }),
    ),
  }),
  alarms: floodNotice,
  roster: z.object({ things: z.array(contract.thing.extend({ number: z.int() })) }),
};
