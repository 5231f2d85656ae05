import type { Wording } from '../../app/wording.ts';
import type { WarningNotice } from '../../feed/model.ts';

/** Authorities here write Chinese; the common events have a name in the reader's language. */
const EVENTS = {
  台风: 'typhoon',
  暴雨: 'rain',
  雷电: 'lightning',
  高温: 'heat',
  大风: 'gale',
  大雾: 'fog',
  寒冷: 'cold',
  沙滩关闭: 'beachClosed',
} as const;
type EventName = keyof typeof EVENTS;

const isKnown = (event: string): event is EventName => Object.hasOwn(EVENTS, event);

export const eventName = (event: string, t: Wording['t']): string =>
  isKnown(event) ? t(`warnings.events.${EVENTS[event]}`) : event;

interface Titled {
  readonly event: string;
  readonly grade?: WarningNotice['grade'] | undefined;
}

/** `台风橙色`; the event alone where no grade was given. */
export const titleOf = ({ event, grade }: Titled, t: Wording['t']): string =>
  grade === undefined
    ? eventName(event, t)
    : t('warnings.title', { event: eventName(event, t), colour: t(`warnings.colour.g${grade}`) });

/** One for each event, the first of its warnings, and how many there are: ten closed beaches must not push the clock away. Keeps the order. */
export function byEvent(
  warnings: readonly WarningNotice[],
): readonly { readonly lead: WarningNotice; readonly count: number }[] {
  const events = new Map<string, { lead: WarningNotice; count: number }>();
  for (const warning of warnings) {
    const known = events.get(warning.event);
    if (known) known.count++;
    else events.set(warning.event, { lead: warning, count: 1 });
  }
  return [...events.values()];
}

/** Worst first; among equals the older. */
export const byWorst = (warnings: readonly WarningNotice[]): readonly WarningNotice[] =>
  warnings.toSorted((a, b) => (a.grade ?? 5) - (b.grade ?? 5) || Date.parse(a.from) - Date.parse(b.from));
