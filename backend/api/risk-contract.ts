import { z } from 'zod';

/** Shapes of the risk grid, as the front reads them. Node-free. */
export const riskCell = z.object({
  grid: z.string().describe('grid cell, as in the layer of grid cells'),
  district: z.string().optional(),
  street: z.string().optional(),
  index: z.number().min(0).max(100),
  mainCause: z
    .string()
    .optional()
    .describe(
      'an alert kind, or rain_at_low_point, rain_on_slope, water_at_low_point, reports, slope, low_point, underground_works, people; absent where the index is 0',
    ),
  parts: z
    .array(z.object({ cause: z.string(), points: z.number() }))
    .describe('what the index is made of, largest first; their sum is the index'),
});

export const riskHour = z.object({
  hour: z.string().describe('beginning of the hour, ISO 8601'),
  partial: z.boolean().describe('the hour is not over'),
  items: z.array(riskCell).describe('the highest index first'),
});
