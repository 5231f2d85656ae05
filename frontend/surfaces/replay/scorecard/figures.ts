import type { Wording } from '../../../app/wording.ts';
import { clockTime } from '../../../clock/city-time.ts';
import type { Scorecard } from '../../../feed/replays.ts';

type T = Wording['t'];

/** One line of the scorecard: where its figure comes from, how it is said, and why it may be missing. */
export interface Figure {
  readonly id: string;
  readonly name: string;
  /** `undefined` where it cannot be computed: then it is a dash, never a zero. */
  of(card: Scorecard): number | undefined;
  say(value: number): string;
  /** B against A; absent where a difference says nothing. */
  difference(a: number, b: number): string | undefined;
  readonly why: string;
}

const MINUS = '−';
const signed = (value: number, text: string): string => (value === 0 ? text : `${value > 0 ? '+' : MINUS}${text}`);

const timeOf = (iso: string | undefined): number | undefined => (iso === undefined ? undefined : Date.parse(iso));

/** Minutes with one decimal below ten, seconds below one: enough to compare, no more. */
export function spanText(t: T, seconds: number): string {
  const amount = Math.abs(seconds);
  if (amount < 60) return t('age.second', { count: Math.round(amount) });
  const minutes = amount / 60;
  return t('age.minute', { count: minutes < 10 ? Number(minutes.toFixed(1)) : Math.round(minutes) });
}

export function figuresOf(t: T, language: string): readonly Figure[] {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const count = (id: string, name: string, of: Figure['of'], why: string): Figure => ({
    id,
    name,
    of,
    say: (value) => number.format(value),
    difference: (a, b) => signed(b - a, number.format(Math.abs(b - a))),
    why,
  });
  const share = (figure: Figure): Figure => ({
    ...figure,
    difference: (a, b) => (a === 0 ? undefined : signed(b - a, `${Math.abs(((b - a) / a) * 100).toFixed(0)}%`)),
  });
  const moment = (id: string, name: string, of: Figure['of'], why: string): Figure => ({
    id,
    name,
    of,
    say: clockTime,
    difference: (a, b) => (a === b ? '0' : signed(b - a, spanText(t, (b - a) / 1000))),
    why,
  });
  return [
    moment(
      'cleared',
      t('replay.card.lastCleared'),
      ({ lastClearedAt }) => timeOf(lastClearedAt),
      t('replay.why.nothingCleared'),
    ),
    share(count('peak', t('replay.card.peakPeople'), ({ exposure }) => exposure?.peakPeople, t('replay.why.truth'))),
    share(
      count(
        'exposure',
        t('replay.card.personMinutes'),
        ({ exposure }) => exposure?.personMinutes,
        t('replay.why.truth'),
      ),
    ),
    {
      id: 'worst',
      name: t('replay.card.worstGrade'),
      of: ({ worstGrade }) => worstGrade,
      say: (value) => t(`grade.g${value as 1 | 2 | 3 | 4}`),
      difference: () => undefined,
      why: t('replay.why.noAlerts'),
    },
    count('alerts', t('replay.card.alerts'), ({ alerts }) => alerts, ''),
    count('incidents', t('replay.card.incidents'), ({ incidents }) => incidents, ''),
    count('still', t('replay.card.stillActive'), ({ stillActive }) => stillActive, ''),
    moment(
      'first',
      t('replay.card.firstRaised'),
      ({ firstRaisedAt }) => timeOf(firstRaisedAt),
      t('replay.why.noAlerts'),
    ),
  ];
}

export const RESPONSES = ['raisedToAcknowledged', 'acknowledgedToDispatched', 'dispatchedToResolved'] as const;
