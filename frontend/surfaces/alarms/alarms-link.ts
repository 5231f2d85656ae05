import { create } from 'zustand';
import { isoDay, parseFieldTime } from '../../clock/city-time.ts';

export const PERIODS = ['shift', '24h', '7d', '30d'] as const;
type Named = (typeof PERIODS)[number];

/** A named period ends now and moves on; a custom one stands. Epoch ms. */
export type Period = Named | { readonly from: number; readonly to: number };

/** What is behind a number: filters of `GET /alerts`, and what the server cannot filter by. */
export interface Listed {
  /** Which number it is: what the list is called. */
  readonly what: string;
  readonly filter: Readonly<Record<string, string>>;
  readonly only?: 'unacknowledged';
}

interface AlarmsLink {
  readonly period: Period;
  readonly listed: Listed | undefined;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const timeOf = (text: string | undefined): number => Date.parse(text ?? '');
const isoOf = (time: number) => new Date(time).toISOString().replace('.000', '');

function parsePeriod(text: string | null): Period {
  const named = PERIODS.find((period) => period === text);
  if (named) return named;
  const [from = Number.NaN, to = Number.NaN] = (text ?? '').split('/').map(timeOf);
  return from < to ? { from, to } : '24h';
}

/** `what=bad-actor&detector=…`, as one value of the address. */
function parseListed(text: string | null): Listed | undefined {
  if (!text) return undefined;
  const { what, only, ...filter } = Object.fromEntries(new URLSearchParams(text));
  return what === undefined
    ? undefined
    : { what, filter, ...(only === 'unacknowledged' ? { only: 'unacknowledged' as const } : {}) };
}

const parseAlarms = (search: string): AlarmsLink => {
  const query = new URLSearchParams(search);
  return { period: parsePeriod(query.get('period')), listed: parseListed(query.get('list')) };
};

function formatAlarms({ period, listed }: AlarmsLink, search: string): string {
  const query = new URLSearchParams(search);
  const put = (key: string, value: string | undefined) =>
    value === undefined ? query.delete(key) : query.set(key, value);
  put('period', typeof period === 'string' ? period : `${isoOf(period.from)}/${isoOf(period.to)}`);
  const { what = '', only = '', filter = {} } = listed ?? {};
  put('list', listed && new URLSearchParams({ what, ...filter, ...(only && { only }) }).toString());
  const text = query.toString().replaceAll('%3A', ':').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

export const useAlarmsLink = create<AlarmsLink>(() => parseAlarms(location.search));

/** Another period or list is a step to go back from. */
export function changeAlarms(change: Partial<AlarmsLink>): void {
  useAlarmsLink.setState(change);
  history.pushState(null, '', location.pathname + formatAlarms(useAlarmsLink.getState(), location.search));
}

export const openList = (listed: Listed | undefined): void => changeAlarms({ listed });

/** Takes the link as it stands and follows back and forward. Returns what undoes it, and takes what is its own out of the address of the next page. */
export function followAlarmsLink(): () => void {
  const read = () => useAlarmsLink.setState(parseAlarms(location.search));
  read();
  addEventListener('popstate', read);
  return () => {
    removeEventListener('popstate', read);
    const query = new URLSearchParams(location.search);
    query.delete('period');
    query.delete('list');
    const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
    history.replaceState(null, '', location.pathname + (text === '' ? '' : `?${text}`));
  };
}

/** Midnight of the city day of a moment. */
const midnightOf = (time: number): number => parseFieldTime(`${isoDay(time)} 00:00:00`) ?? time;

/** Down to a whole step of the city's day, so that bars begin at whole hours. */
const floorTo = (time: number, step: number): number => {
  const midnight = midnightOf(time);
  return midnight + Math.floor((time - midnight) / step) * step;
};

/** As the KPIs count: three shifts of eight hours from midnight on. */
const SHIFT = 8 * HOUR;
const MINUTE = 60_000;

/** The time that a period covers now, epoch ms; named ones end with the current minute. */
export function spanOfPeriod(period: Period, now: number): { readonly from: number; readonly to: number } {
  if (typeof period !== 'string') return period;
  const to = Math.floor(now / MINUTE) * MINUTE;
  switch (period) {
    case 'shift':
      return { from: Math.min(floorTo(to, SHIFT), to - MINUTE), to };
    case '24h':
      return { from: floorTo(to - DAY, 10 * MINUTE), to };
    case '7d':
      return { from: floorTo(to - 7 * DAY, 2 * HOUR), to };
    case '30d':
      return { from: floorTo(to - 30 * DAY, 6 * HOUR), to };
  }
}
