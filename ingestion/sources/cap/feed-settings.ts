import { z } from 'zod';

/** One feed to be asked again and again. */
export const capFeed = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1–64 of a–z, 0–9 and -'),
  url: z.url({ protocol: /^https?$/ }).describe('a CAP document, or an Atom or RSS feed of them'),
  intervalS: z.number().min(5).default(60).describe('seconds between two looks'),
  linkHosts: z
    .array(z.string().min(1))
    .default([])
    .describe("hosts that the feed's links may lead to besides its own; others are refused"),
  timeoutS: z.number().min(1).default(20).describe('seconds to wait for an answer'),
});

export type CapFeed = z.infer<typeof capFeed>;
