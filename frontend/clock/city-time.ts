type Format = Intl.DateTimeFormat;

/** City time on screens: whatever zone the officer's computer is in. Every format is 24-hour and of fixed width, in both languages, so that columns of times line up. */
function formatsOf(timeZone: string) {
  const format = (options: Intl.DateTimeFormatOptions, locale = 'en-GB'): Format =>
    new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
  return {
    seconds: format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    minutes: format({ hour: '2-digit', minute: '2-digit' }),
    day: format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE'),
    date: {
      'zh-CN': format({ month: 'long', day: 'numeric', weekday: 'short' }, 'zh-CN'),
      en: format({ month: 'short', day: 'numeric', weekday: 'short' }, 'en-GB'),
    },
    weekday: { 'zh-CN': format({ weekday: 'short' }, 'zh-CN'), en: format({ weekday: 'short' }, 'en-GB') },
  };
}

/** Until the city is known, that of the default one. */
let formats = formatsOf('Asia/Shanghai');

/** From now on times are those of a city in this zone (IANA name). */
export function keepTimeOf(timeZone: string): void {
  formats = formatsOf(timeZone);
}

export type Language = 'zh-CN' | 'en';

export const clockTime = (epochMs: number): string => formats.seconds.format(epochMs);
export const minuteTime = (epochMs: number): string => formats.minutes.format(epochMs);
export const isoDay = (epochMs: number): string => formats.day.format(epochMs);
export const longDate = (epochMs: number, language: Language): string => formats.date[language].format(epochMs);

/** Time alone when it is of the same city day as `now`, else with its date: a bare 15:42 never means yesterday. */
export const momentTime = (epochMs: number, now: number, seconds = false): string => {
  const time = seconds ? clockTime(epochMs) : minuteTime(epochMs);
  return isoDay(epochMs) === isoDay(now) ? time : `${isoDay(epochMs).slice(5)} ${time}`;
};

/** Date, weekday and time in full: what stands on a replay, so that it is never taken for now. */
export const fullTime = (epochMs: number, language: Language): string =>
  `${isoDay(epochMs)} ${formats.weekday[language].format(epochMs)} ${clockTime(epochMs)}`;

/** How far the city's clocks are ahead of UTC at a moment, ms. */
const offsetAt = (epochMs: number): number => Date.parse(`${isoDay(epochMs)}T${clockTime(epochMs)}Z`) - epochMs;

/** As it is typed, to the second: `2026-09-18 15:26:40`. */
export const fieldTime = (epochMs: number): string => `${isoDay(epochMs)} ${clockTime(epochMs)}`;

/** What was typed, with or without seconds; `undefined` when it is not a time. */
export function parseFieldTime(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[ T]+(\d{1,2}:\d\d)(:\d\d)?$/.exec(text.trim());
  if (!match) return undefined;
  const asUtc = Date.parse(`${match[1]}T${match[2]!.padStart(5, '0')}${match[3] ?? ':00'}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // Twice, because the offset of the first guess may be that of the other side of a change of clocks.
  const guess = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(guess);
}
