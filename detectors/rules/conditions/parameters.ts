import { z } from 'zod';
import { LONGEST_MEMORY } from './recent.ts';

/** Building blocks of the rules' parameter schemas. Every description says unit and source. */

export const gradeParameter = (standard: 1 | 2 | 3 | 4) =>
  z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
    .default(standard)
    .describe('Grade of the alert, 1 (I, worst) to 4 (IV). Ours.');

/** N of the last M reports. */
export const needParameter = (standard: number) =>
  z
    .int()
    .min(1)
    .max(LONGEST_MEMORY)
    .default(standard)
    .describe('How many of the last `outOf` reports must agree before an alert is raised, count. Ours.');
export const outOfParameter = (standard: number) =>
  z
    .int()
    .min(1)
    .max(LONGEST_MEMORY)
    .default(standard)
    .describe('How many of the last reports are looked at, count. Ours.');
export const clearNeedParameter = (standard: number) =>
  z
    .int()
    .min(1)
    .max(LONGEST_MEMORY)
    .default(standard)
    .describe('How many reports in a row must be free of the condition before it clears, count. Ours.');
