import { z } from 'zod';
import type { Source } from '../../source.ts';
import { type CapFeed, capFeed } from './feed-settings.ts';
import { CapFeedSource } from './feed-source.ts';

const config = z.array(capFeed).default([]);

/** CAP 1.1 and 1.2 warnings from feeds that are asked again and again. */
export const capDescriptor = {
  id: 'cap',
  /** A list of feeds, each of which becomes a source of its own. */
  config,
  create: (feeds: readonly CapFeed[]): Source[] => feeds.map((each) => new CapFeedSource(each)),
} as const;
