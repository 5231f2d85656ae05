import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type {
  HistoryPoint,
  IncidentDetail,
  QuarantinedView,
  SourceView,
  ThingView,
  TrackPoint,
  WarningView,
  ZoneView,
} from '../../backend/api/contract.ts';

import { useFeed } from './feed.ts';
import { getJson } from './rest.ts';

export type { WarningView };

/** One bar of the conductor: how many alerts of a family and grade were raised from `time` on, one bucket long. */
export interface HistogramBin {
  readonly time: string;
  readonly family: string;
  readonly grade: number;
  readonly count: number;
}

interface List<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const MINUTE = 60_000;
const items = async <Item>(path: string, signal: AbortSignal): Promise<readonly Item[]> =>
  (await getJson<List<Item>>(path, signal)).items;
/** As many as the server gives at once. */
const PAGE = 10_000;

/** All pages: answers come oldest first, and the newest are what matters. The question's window bounds them. */
export async function allItems<Item>(path: string, signal: AbortSignal, limit = PAGE): Promise<readonly Item[]> {
  const all: Item[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: List<Item> = await getJson<List<Item>>(`${path}&limit=${limit}${after}`, signal);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

/** Ours: about as many points as a trend is wide in pixels on the largest screens. */
const TREND_POINTS = 600;
/** Ours: up to this length of time every reading is drawn. */
const EVERY_READING_MS = 60 * MINUTE;

/** Empty while every reading is wanted; longer windows are asked for in means, or a month would come second by second. */
const bucketOf = (from: number, to: number): string =>
  to - from <= EVERY_READING_MS ? '' : `&bucket=${Math.ceil((to - from) / TREND_POINTS / 1000)}s`;

const isoOf = (epochMs: number) => encodeURIComponent(new Date(epochMs).toISOString());

/** `version` is the incident's `updatedAt`: a new one fetches again, the old detail stays on the screen meanwhile. Give each incident a component of its own. */
export const useIncidentDetail = (id: string | undefined, version: string | undefined) => {
  const { root } = useFeed();
  return useQuery({
    queryKey: ['incident', root, id, version],
    queryFn: ({ signal }) => getJson<IncidentDetail>(`${root}/incidents/${encodeURIComponent(id ?? '')}`, signal),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  });
};

export const useThing = (id: string | undefined) => {
  const { root } = useFeed();
  return useQuery({
    queryKey: ['thing', root, id],
    queryFn: ({ signal }) => getJson<ThingView>(`${root}/things/${encodeURIComponent(id ?? '')}`, signal),
    enabled: id !== undefined,
    refetchInterval: 10_000,
  });
};

export const useVessels = (enabled: boolean) => {
  const { root } = useFeed();
  return useQuery({
    queryKey: ['vessels', root],
    queryFn: ({ signal }) => items<ThingView>(`${root}/things?kind=vessel&limit=1000`, signal),
    enabled,
    staleTime: MINUTE,
  });
};

export const useZones = () =>
  useQuery({
    queryKey: ['zones'],
    queryFn: ({ signal }) => items<ZoneView>('/zones', signal),
    staleTime: 10 * MINUTE,
  });

export const useTrack = (thing: string | undefined, from: number, to: number) => {
  const { root } = useFeed();
  return useQuery({
    queryKey: ['track', root, thing, from, to],
    queryFn: ({ signal }) =>
      allItems<TrackPoint>(
        `${root}/tracks?thing=${encodeURIComponent(thing ?? '')}&from=${isoOf(from)}&to=${isoOf(to)}`,
        signal,
      ),
    enabled: thing !== undefined,
    placeholderData: keepPreviousData,
  });
};

export const useHistory = (thing: string | undefined, datastream: string | undefined, from: number, to: number) => {
  const { root } = useFeed();
  return useQuery({
    queryKey: ['history', root, thing, datastream, from, to],
    queryFn: ({ signal }) =>
      allItems<HistoryPoint>(
        `${root}/things/${encodeURIComponent(thing ?? '')}/observations?datastream=${encodeURIComponent(datastream ?? '')}&from=${isoOf(from)}&to=${isoOf(to)}${bucketOf(from, to)}`,
        signal,
      ),
    enabled: thing !== undefined && datastream !== undefined,
    placeholderData: keepPreviousData,
  });
};

export const useHistogram = (from: number, to: number, bucketMs: number, enabled: boolean) =>
  useQuery({
    queryKey: ['histogram', from, to, bucketMs],
    queryFn: ({ signal }) =>
      items<HistogramBin>(`/histogram?from=${isoOf(from)}&to=${isoOf(to)}&bucket=${bucketMs / 1000}s`, signal),
    enabled,
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  });

/** Warnings that held at some time of the stretch; asked anew when others are in force, as `inForce` says. */
export const useWarningHistory = (
  from: number,
  to: number,
  inForce: readonly { readonly id: string }[],
  enabled: boolean,
) =>
  useQuery({
    queryKey: ['warnings', from, to, inForce.map(({ id }) => id).join()],
    queryFn: ({ signal }) => items<WarningView>(`/warnings?from=${isoOf(from)}&to=${isoOf(to)}`, signal),
    enabled,
    placeholderData: keepPreviousData,
  });

export const useSources = () =>
  useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => items<SourceView>('/sources', signal),
    refetchInterval: 5_000,
  });

export const useQuarantine = () =>
  useQuery({
    queryKey: ['quarantine'],
    queryFn: ({ signal }) => items<QuarantinedView>('/quarantine?limit=500', signal),
    refetchInterval: 10_000,
  });

/** After an action: what the server says next is fetched, not guessed. */
export const refreshIncident = (client: QueryClient, id: string) =>
  client.invalidateQueries({ queryKey: ['incident', '', id] });
