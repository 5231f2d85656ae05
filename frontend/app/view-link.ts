import { HIDDEN_BY_DEFAULT } from '../../geodata/layers/registry.ts';

export interface Camera {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
  /** Degrees; 0 is north up. */
  readonly bearing: number;
}

export type Selection = { readonly kind: 'incident' | 'thing'; readonly id: string };
export const TABS = ['overview', 'evidence', 'tasks', 'log'] as const;
export type Tab = (typeof TABS)[number];
export const PANES = ['queue', 'map', 'inspector'] as const;
type Pane = (typeof PANES)[number];
export const RANGES_H = [1, 3, 6, 12, 24] as const;

/** Everything that makes up a view, so that the address bar is a link to it. */
export interface ViewState {
  readonly path: string;
  readonly selection: Selection | undefined;
  readonly tab: Tab;
  readonly family: string | undefined;
  readonly text: string;
  readonly camera: Camera | undefined;
  /** Layers switched off. */
  readonly hidden: readonly string[];
  readonly rangeH: number;
  /** Which part a phone shows. */
  readonly pane: Pane;
}

const oneOf = <Value extends string>(values: readonly Value[], text: string | null, otherwise: Value): Value =>
  values.find((value) => value === text) ?? otherwise;

export function parseView(path: string, search: string): ViewState {
  const query = new URLSearchParams(search);
  return {
    path,
    selection: parseSelection(query.get('sel')),
    tab: oneOf(TABS, query.get('tab'), 'overview'),
    family: query.get('family') ?? undefined,
    text: query.get('q') ?? '',
    camera: parseCamera(query.get('at')),
    hidden: parseHidden(query.get('hide')),
    rangeH: RANGES_H.find((hours) => String(hours) === query.get('range')) ?? 3,
    pane: oneOf(PANES, query.get('pane'), 'queue'),
  };
}

/** The search part of the link, without what is as by default. Parameters of others (`lang`) are kept. */
export function formatView(view: ViewState, search: string): string {
  const query = new URLSearchParams(search);
  const put = (key: string, value: string | undefined) => (value ? query.set(key, value) : query.delete(key));
  put('sel', view.selection && `${view.selection.kind}:${view.selection.id}`);
  put('tab', view.tab === 'overview' ? undefined : view.tab);
  put('family', view.family);
  put('q', view.text);
  put('at', view.camera && formatCamera(view.camera));
  put('hide', formatHidden(view.hidden));
  put('range', view.rangeH === 3 ? undefined : String(view.rangeH));
  put('pane', view.pane === 'queue' ? undefined : view.pane);
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}

/** What the link says when nothing is hidden, not even what is hidden by default. */
const NOTHING = 'none';
const parseHidden = (text: string | null): readonly string[] =>
  text === null ? HIDDEN_BY_DEFAULT : text === NOTHING ? [] : text.split(',').filter(Boolean);
const formatHidden = (hidden: readonly string[]): string | undefined =>
  [...hidden].sort().join() === [...HIDDEN_BY_DEFAULT].sort().join() ? undefined : hidden.join(',') || NOTHING;

function parseSelection(text: string | null): Selection | undefined {
  const match = /^(incident|thing):(.+)$/.exec(text ?? '');
  return match ? { kind: match[1] as Selection['kind'], id: match[2]! } : undefined;
}

function parseCamera(text: string | null): Camera | undefined {
  const [lat, lon, zoom, bearing = 0] = (text ?? '').split(',').map(Number);
  if (lat === undefined || lon === undefined || zoom === undefined) return undefined;
  const sane = Math.abs(lat) <= 85.06 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 22 && Number.isFinite(bearing);
  return sane ? { lon, lat, zoom, bearing } : undefined;
}

/** Five decimals are about a metre: finer than the eye at any zoom. */
const formatCamera = ({ lon, lat, zoom, bearing }: Camera): string =>
  [lat.toFixed(5), lon.toFixed(5), zoom.toFixed(2), ...(Math.round(bearing) === 0 ? [] : [Math.round(bearing)])].join(
    ',',
  );
