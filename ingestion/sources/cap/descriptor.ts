import { z } from 'zod';
import type { Source } from '../../source.ts';
import { CapFeedSource } from './feed-source.ts';

const feed = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1–64 of a–z, 0–9 and -'),
  url: z.url({ protocol: /^https?$/ }).describe('a CAP document, or an Atom or RSS feed of them'),
  intervalS: z.number().min(5).default(60).describe('seconds between two looks'),
  linkHosts: z
    .array(z.string().min(1))
    .default([])
    .describe("hosts that the feed's links may lead to besides its own; others are refused"),
  timeoutS: z.number().min(1).default(20).describe('seconds to wait for an answer'),
});

const config = z.array(feed).default([]);

export type CapFeed = z.infer<typeof feed>;

/** CAP 1.1 and 1.2 warnings from feeds that are asked again and again. */
export const capDescriptor = {
  id: 'cap',
  /** A list of feeds, each of which becomes a source of its own. */
  config,
  create: (feeds: readonly CapFeed[]): Source[] => feeds.map((each) => new CapFeedSource(each)),
} as const;
