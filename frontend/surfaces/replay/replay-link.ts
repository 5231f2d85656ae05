import { create } from 'zustand';

/** Which of the two runs. */
const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];

/** An alert picked on the lanes. */
export interface Picked {
  readonly side: Side;
  readonly id: string;
}

/** What the observation lane shows: a count of ours, or what a thing measured. */
export type Series =
  | { readonly kind: 'exposure' }
  | { readonly kind: 'active' }
  | { readonly kind: 'reading'; readonly thing: string; readonly datastream: string };

/** Everything of a replay that a link carries beyond the camera and the selected incident, which every map's link has. */
export interface ReplayLink {
  readonly a: string | undefined;
  readonly b: string | undefined;
  /** Where the cursor is, epoch ms. */
  readonly time: number | undefined;
  /** The stretch that the lanes show; all of it when absent. */
  readonly window: readonly [from: number, to: number] | undefined;
  readonly series: Series | undefined;
  readonly picked: Picked | undefined;
}

const KEYS = ['a', 'b', 't', 'w', 'series', 'pick'] as const;

const timeOf = (text: string | null | undefined): number | undefined => {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
};
const isoOf = (time: number) => new Date(time).toISOString().replace('.000', '');

function parseReplay(search: string): ReplayLink {
  const query = new URLSearchParams(search);
  const [from, to] = (query.get('w') ?? '').split('/').map(timeOf);
  return {
    a: query.get('a') ?? undefined,
    b: query.get('b') ?? undefined,
    time: timeOf(query.get('t')),
    window: from !== undefined && to !== undefined && from < to ? [from, to] : undefined,
    series: parseSeries(query.get('series')),
    picked: parsePicked(query.get('pick')),
  };
}

function parseSeries(text: string | null): Series | undefined {
  if (text === 'exposure' || text === 'active') return { kind: text };
  const match = /^(.+)\/([^/]+)$/.exec(text ?? '');
  return match ? { kind: 'reading', thing: match[1]!, datastream: match[2]! } : undefined;
}

function parsePicked(text: string | null): Picked | undefined {
  const match = /^([ab]):(.+)$/.exec(text ?? '');
  return match ? { side: match[1] as Side, id: match[2]! } : undefined;
}

const seriesText = (series: Series): string =>
  series.kind === 'reading' ? `${series.thing}/${series.datastream}` : series.kind;

/** The search part of the link; parameters of others (camera, selection, language) are kept. */
function formatReplay(link: ReplayLink, search: string): string {
  const query = new URLSearchParams(search);
  const texts: Readonly<Record<(typeof KEYS)[number], string | undefined>> = {
    a: link.a,
    b: link.b,
    t: link.time === undefined ? undefined : isoOf(Math.round(link.time / 1000) * 1000),
    w: link.window && `${isoOf(Math.round(link.window[0]))}/${isoOf(Math.round(link.window[1]))}`,
    series: link.series && seriesText(link.series),
    pick: link.picked && `${link.picked.side}:${link.picked.id}`,
  };
  for (const key of KEYS) {
    const text = texts[key];
    if (text === undefined) query.delete(key);
    else query.set(key, text);
  }
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

/** What the surface shows now. The address bar follows it. */
export const useReplayLink = create<ReplayLink>(() => parseReplay(location.search));

/** Ours: browsers refuse an address that changes with every move of a pointer. */
const REST_MS = 250;
let resting: ReturnType<typeof setTimeout> | undefined;

const addressNow = () => location.pathname + formatReplay(useReplayLink.getState(), location.search);

/** `step` leaves an entry to go back to, at once: opening another run does. Scrubbing and zooming are written when they rest. */
export function changeReplay(change: Partial<ReplayLink>, step = false): void {
  useReplayLink.setState(change);
  clearTimeout(resting);
  if (step) history.pushState(null, '', addressNow());
  else resting = setTimeout(writeAddress, REST_MS);
}

/** The address says what is shown, now. */
function writeAddress(): void {
  clearTimeout(resting);
  const address = addressNow();
  if (address !== location.pathname + location.search) history.replaceState(null, '', address);
}

/** The whole link to what is shown at `time`. */
export function linkAt(time: number): string {
  changeReplay({ time });
  writeAddress();
  return location.href;
}

/** Takes the link as it stands now and follows back and forward. Returns what undoes it. */
export function followReplayLink(): () => void {
  const read = () => useReplayLink.setState(parseReplay(location.search));
  read();
  addEventListener('popstate', read);
  return () => {
    clearTimeout(resting);
    removeEventListener('popstate', read);
  };
}

const OTHERS = ['lang'];

/** The address of another page of the product, without anything that belongs to a replay. */
export function plainAddress(path: string): string {
  const query = new URLSearchParams(location.search);
  for (const key of [...query.keys()]) if (!OTHERS.includes(key)) query.delete(key);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
