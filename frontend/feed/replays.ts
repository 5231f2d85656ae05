import { keepPreviousData, type QueryClient, useQueries, useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import type {
  Bookmark,
  InterventionView,
  RecordingView,
  ReplayLanes,
  ReplaySource,
  ReplayView,
  Scorecard,
} from '../../backend/api/contract.ts';
import type { Bilingual, ThingView } from './model.ts';
import { allItems } from './queries.ts';
import { deleteJson, getJson, postJson } from './rest.ts';

export type { FamilyScore } from '../../backend/api/contract.ts';
export type { Bookmark, InterventionView, RecordingView, ReplayLanes, ReplaySource, ReplayView, Scorecard };
export type ReplaySpeed = ReplayView['speed'];
export type LaneAlert = ReplayLanes['alerts'][number];
export type LaneIncident = ReplayLanes['incidents'][number];
export type LaneAction = ReplayLanes['actions'][number];

/** A day that can be played, as the server lists it. */
export interface ScenarioView {
  readonly id: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly seed: number;
  readonly durationMs?: number;
}

/** Something of the city that can be chosen in a picker. */
export interface Choice {
  readonly id: string;
  readonly name: Bilingual;
}

interface List<Item> {
  readonly items: readonly Item[];
}

/** Ours: how often a session that moves is asked how it stands. */
const MOVING_MS = 1000;
const RESTING_MS = 5000;
/** Ours: lanes are large; while they still grow they are fetched anew this often. */
const GROWING_MS = 2500;
const MINUTE = 60_000;

const listOf = async <Item>(path: string, signal: AbortSignal): Promise<readonly Item[]> =>
  (await getJson<List<Item>>(path, signal)).items;
const pathOf = (id: string, rest = '') => `/replays/${encodeURIComponent(id)}${rest}`;

const isMoving = ({ state, analysed }: ReplayView): boolean =>
  state !== 'failed' && (state === 'playing' || state === 'preparing' || analysed < 1);

export const useScenarios = () =>
  useQuery({
    queryKey: ['scenarios'],
    queryFn: ({ signal }) => listOf<ScenarioView>('/scenarios', signal),
    staleTime: 10 * MINUTE,
  });

export const useRecordings = () =>
  useQuery({
    queryKey: ['recordings'],
    queryFn: ({ signal }) => listOf<RecordingView>('/recordings', signal),
    refetchInterval: RESTING_MS,
  });

export const useReplays = () =>
  useQuery({
    queryKey: ['replays'],
    queryFn: ({ signal }) => listOf<ReplayView>('/replays?limit=500', signal),
    refetchInterval: ({ state }) => (state.data?.some(isMoving) ? MOVING_MS : RESTING_MS),
  });

export const useReplay = (id: string | undefined) =>
  useQuery({
    queryKey: ['replay', id],
    queryFn: ({ signal }) => getJson<ReplayView>(pathOf(id ?? ''), signal),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? MOVING_MS : RESTING_MS),
  });

/** `analysed` is part of the question: the whole of a day is asked for once it is there. */
export const useLanes = (replay: ReplayView | undefined) =>
  useQuery({
    queryKey: ['replay-lanes', replay?.id, replay?.analysed === 1],
    queryFn: ({ signal }) => getJson<ReplayLanes>(pathOf(replay?.id ?? '', '/lanes'), signal),
    enabled: replay !== undefined && replay.state !== 'failed',
    refetchInterval: replay?.analysed === 1 ? false : GROWING_MS,
    placeholderData: keepPreviousData,
  });

export const useScorecard = (replay: ReplayView | undefined) =>
  useQuery({
    queryKey: ['replay-scorecard', replay?.id, replay?.analysed === 1],
    queryFn: ({ signal }) => getJson<Scorecard>(pathOf(replay?.id ?? '', '/scorecard'), signal),
    enabled: replay !== undefined && replay.state !== 'failed',
    refetchInterval: replay?.analysed === 1 ? false : GROWING_MS,
    placeholderData: keepPreviousData,
  });

/** One reading of a series on the observation lane. */
export interface SeriesPoint {
  readonly time: string;
  readonly value: number;
  readonly unit?: string;
}

/** Readings of a thing as the replay heard them, over all of it. */
export const useReplaySeries = (
  replay: ReplayView | undefined,
  thing: string | undefined,
  datastream: string | undefined,
) =>
  useQuery({
    // What was heard grows with the clock; while that runs, it is asked for anew from time to time.
    queryKey: ['replay-series', replay?.id, thing, datastream, replay?.state === 'playing' || replay?.position],
    refetchInterval: replay?.state === 'playing' ? RESTING_MS : false,
    queryFn: ({ signal }) =>
      allItems<SeriesPoint>(
        `${pathOf(replay?.id ?? '', '/things/')}${encodeURIComponent(thing ?? '')}/observations?datastream=${encodeURIComponent(datastream ?? '')}&from=${encodeURIComponent(replay?.from ?? '')}&to=${encodeURIComponent(replay?.to ?? '')}`,
        signal,
      ),
    enabled: replay !== undefined && thing !== undefined && datastream !== undefined,
    placeholderData: keepPreviousData,
    staleTime: MINUTE,
  });

/** What of the city a change can be made to, by the layers that show it; each once, whatever it is drawn with. */
export const useCityChoices = (layers: readonly string[], fits: (properties: Features) => boolean) =>
  useQueries({
    queries: layers.map((layer) => ({
      queryKey: ['city-layer', layer],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await getJson<FeatureCollection>(`/city/layers/${layer}`, signal)).features.map(
          ({ properties }) => properties,
        ),
      staleTime: 10 * MINUTE,
    })),
    combine: (answers) => ({
      choices: choicesOf(answers.flatMap(({ data }) => data ?? []).filter((one) => one !== null && fits(one))),
      waits: answers.some(({ isLoading }) => isLoading),
      error: answers.find(({ error }) => error !== null)?.error ?? null,
    }),
  });

export type Features = Readonly<Record<string, unknown>>;

function choicesOf(all: readonly (Features | null)[]): readonly Choice[] {
  const choices = new Map<string, Choice>();
  for (const properties of all) {
    const id = properties?.id;
    if (typeof id !== 'string' || choices.has(id)) continue;
    const zh = typeof properties?.zh === 'string' ? properties.zh : id;
    choices.set(id, { id, name: { zh, en: typeof properties?.en === 'string' ? properties.en : zh } });
  }
  return [...choices.values()];
}

/** A thing of the city by its id, among the layers that were asked for already. */
export const knownChoice = (client: QueryClient, id: string): Choice | undefined =>
  client
    .getQueriesData<readonly (Features | null)[]>({ queryKey: ['city-layer'] })
    .flatMap(([, all]) => choicesOf((all ?? []).filter((one) => one?.id === id)))[0];

export const createReplay = (source: ReplaySource) => postJson<ReplayView>('/replays', { source });
export const removeReplay = (id: string) => deleteJson(pathOf(id));

const recordingPath = (id: string, rest = '') => `/recordings/${encodeURIComponent(id)}${rest}`;
/** Records what arrives in the city from now on. */
export const startRecording = (name: string) => postJson<RecordingView>('/recordings', { name });
export const stopRecording = (id: string) => postJson<RecordingView>(recordingPath(id, '/stop'));
export const removeRecording = (id: string) => deleteJson(recordingPath(id));
/** The file itself (MCAP), for a link. */
export const recordingFile = (id: string): string => `/api/v1${recordingPath(id, '/file')}`;
export const playReplay = (id: string) => postJson<ReplayView>(pathOf(id, '/play'));
export const pauseReplay = (id: string) => postJson<ReplayView>(pathOf(id, '/pause'));
export const seekReplay = (id: string, to: number) =>
  postJson<ReplayView>(pathOf(id, '/seek'), { to: new Date(to).toISOString() });
export const speedReplay = (id: string, speed: ReplaySpeed) => postJson<ReplayView>(pathOf(id, '/speed'), { speed });
export const branchReplay = (id: string, at: number, name: string | undefined, changes: readonly InterventionView[]) =>
  postJson<ReplayView>(pathOf(id, '/branch'), {
    at: new Date(at).toISOString(),
    ...(name ? { name } : {}),
    interventions: changes,
  });
export const addBookmark = (id: string, time: number, label: string) =>
  postJson<Bookmark>(pathOf(id, '/bookmarks'), { time: new Date(time).toISOString(), label });
export const removeBookmark = (id: string, bookmark: string) =>
  deleteJson(pathOf(id, `/bookmarks/${encodeURIComponent(bookmark)}`));

/** Puts what the server just answered where everybody reads it. */
export function keepReplay(client: QueryClient, replay: ReplayView): void {
  client.setQueryData(['replay', replay.id], replay);
  void client.invalidateQueries({ queryKey: ['replays'] });
}

export const refreshReplay = (client: QueryClient, id: string) =>
  client.invalidateQueries({ queryKey: ['replay', id] });

/** As many as the server gives at once. */
const MOST_THINGS = 1000;

/** The things that a replay has heard of. */
export const useReplayThings = (id: string) =>
  useQuery({
    queryKey: ['replay-things', id],
    queryFn: ({ signal }) => allItems<ThingView>(pathOf(id, '/things?'), signal, MOST_THINGS),
    staleTime: MINUTE,
  });
