import { z } from 'zod';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Intervention } from '../../scenarios/scenario.ts';
import { replay, replaySource } from '../api/replay-contract.ts';

const time = z.number().transform((ms) => ms as EventTime);

/** What a replay is, apart from what is found by running it: all of it that survives a restart. */
const definition = z.object({
  id: z.string(),
  title: replay.shape.title,
  source: replaySource,
  from: time,
  to: time,
  /** Of a scenario: when the day begins. */
  start: time.optional(),
  /** Of a recording: its file. */
  recording: z.string().optional(),
  position: time,
  speed: replay.shape.speed,
  simulated: z.boolean(),
  parent: z.string().optional(),
  branchedAt: time.optional(),
  interventions: z.array(z.custom<Intervention>()),
  bookmarks: z.array(z.object({ id: z.string(), time, label: z.string() })),
  createdBy: z.string(),
  createdAt: time,
});
export type ReplayDefinition = Readonly<z.infer<typeof definition>>;

/** As a file holds it. @throws ZodError when it is none. */
export const parseDefinition = (text: string): ReplayDefinition => definition.parse(JSON.parse(text));
