import { z } from 'zod';
import type { Grade } from '../../geodata/model/grade.ts';

const minutes = (fallback: number) => z.number().min(1).default(fallback);

/**
 * Minutes from the making of a task until its work shall be complete, by the grade of its incident; set under `tasks` in `vantage.yaml`. Ours, in the proportions of the limits for arriving and
 * resolving an incident and inside them, so that something is left for the verification: no standard sets them for a whole city.
 */
export const taskRules = z.strictObject({
  completeWithinMin: z
    .strictObject({ 1: minutes(120), 2: minutes(240), 3: minutes(720), 4: minutes(2880) })
    .prefault({})
    .describe('Minutes from the order until the work is complete, by grade. Ours.'),
});
export type TaskRules = z.infer<typeof taskRules>;

export const DEFAULT_TASK_RULES: TaskRules = taskRules.parse({});

export const limitMs = (grade: Grade, { completeWithinMin }: TaskRules): number => completeWithinMin[grade] * 60_000;
