/** City time on screens: whatever zone the officer's computer is in. */
const CITY_ZONE = 'Asia/Shanghai';

/** Every format is 24-hour and of fixed width, in both languages, so that columns of times line up. */
const format = (options: Intl.DateTimeFormatOptions, locale = 'en-GB') =>
  new Intl.DateTimeFormat(locale, { timeZone: CITY_ZONE, hourCycle: 'h23', ...options });

const SECONDS = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const MINUTES = format({ hour: '2-digit', minute: '2-digit' });
const DAY = format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE');
const DATE = {
  'zh-CN': format({ month: 'long', day: 'numeric', weekday: 'short' }, 'zh-CN'),
  en: format({ month: 'short', day: 'numeric', weekday: 'short' }, 'en-GB'),
};

export type Language = keyof typeof DATE;

export const clockTime = (epochMs: number): string => SECONDS.format(epochMs);
export const minuteTime = (epochMs: number): string => MINUTES.format(epochMs);
export const isoDay = (epochMs: number): string => DAY.format(epochMs);
export const longDate = (epochMs: number, language: Language): string => DATE[language].format(epochMs);

/** Time alone when it is of the same city day as `now`, else with its date: a bare 15:42 never means yesterday. */
export const momentTime = (epochMs: number, now: number, seconds = false): string => {
  const time = seconds ? clockTime(epochMs) : minuteTime(epochMs);
  return isoDay(epochMs) === isoDay(now) ? time : `${isoDay(epochMs).slice(5)} ${time}`;
};

const WEEKDAY = { 'zh-CN': format({ weekday: 'short' }, 'zh-CN'), en: format({ weekday: 'short' }, 'en-GB') };

/** Date, weekday and time in full: what stands on a replay, so that it is never taken for now. */
export const fullTime = (epochMs: number, language: Language): string =>
  `${isoDay(epochMs)} ${WEEKDAY[language].format(epochMs)} ${clockTime(epochMs)}`;

/** The city keeps one offset all year: China has had no summer time since 1991. */
const CITY_OFFSET = '+08:00';

/** As it is typed, to the second: `2026-09-18 15:26:40`. */
export const fieldTime = (epochMs: number): string => `${isoDay(epochMs)} ${clockTime(epochMs)}`;

/** What was typed, with or without seconds; `undefined` when it is not a time. */
export function parseFieldTime(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[ T]+(\d{1,2}:\d\d)(:\d\d)?$/.exec(text.trim());
  if (!match) return undefined;
  const epochMs = Date.parse(`${match[1]}T${match[2]!.padStart(5, '0')}${match[3] ?? ':00'}${CITY_OFFSET}`);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}
