import { nameSeed } from '../../geodata/city/name-seed.ts';
import { type Random, seededRandom } from '../../geodata/city/seeded-random.ts';
import { DAY_MS, midnightBefore, offsetOf } from '../../geodata/model/local-time.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Calendar } from '../synthetic/world/world.ts';
import { EVENTFUL, type Eventful } from './eventful.ts';
import { endOf, type SeasonBlock } from './season-block.ts';

export interface SeasonSettings {
  readonly days: number;
  /** The season ends here, which is not inside. */
  readonly until: EventTime;
  /** IANA name. */
  readonly timeZone: string;
  readonly seed: number;
}

/** National holidays with a fixed date, as `MMDD` from and to. 全国年节及纪念日放假办法 (State Council order 795, 2024): New Year 1 day, Labour Day 2, National Day 3; with the exchanged days off as usual. */
const HOLIDAYS: readonly (readonly [from: number, to: number])[] = [
  [101, 103],
  [501, 505],
  [1001, 1007],
];
/** Where no holiday falls into the season, three days off in a row. Ours: a local festival. */
const LOCAL_HOLIDAY_DAYS = 3;
const USUAL_DAYS = 60;

interface LocalDay {
  readonly start: EventTime;
  readonly calendar: Calendar;
}

/**
 * Which stretches make up a season: mostly ordinary hours, and among them eventful days, each with its own seed. They follow each other without a gap from the
 * midnight `days` before `until`, so that every hour of the season is lived through once. The same settings give the same season.
 */
export function seasonCalendar({ days, until, timeZone, seed }: SeasonSettings): readonly SeasonBlock[] {
  const random = seededRandom(nameSeed(seed, 'season'));
  const calendar = localDays(days, until, timeZone, random);
  const begins = calendar[0]!.start;
  const events = placeEvents(calendar, begins, until, random);
  const blocks: Omit<SeasonBlock, 'index' | 'seed'>[] = [];
  let now = begins;
  for (const event of [...events, undefined]) {
    const next = event?.start ?? until;
    for (; now < next; now = (blocks.at(-1)!.start + blocks.at(-1)!.durationMs) as EventTime)
      blocks.push(ordinaryFrom(now, next, calendar));
    if (event) blocks.push(event);
    now = (event ? event.start + event.durationMs : next) as EventTime;
  }
  return blocks.map((block, index) => ({ ...block, index, seed: nameSeed(seed, `block ${block.start - begins}`) }));
}

/** Ordinary hours up to the next event, or to midnight. */
function ordinaryFrom(
  now: EventTime,
  next: EventTime,
  calendar: readonly LocalDay[],
): Omit<SeasonBlock, 'index' | 'seed'> {
  const today = calendar.findLast(({ start }) => start <= now)!;
  const end = Math.min(next, calendar.find(({ start }) => start > now)?.start ?? next);
  return { scenario: 'ordinary', start: now, durationMs: end - now, calendar: today.calendar };
}

function localDays(days: number, until: EventTime, timeZone: string, random: Random): readonly LocalDay[] {
  const last = midnightBefore(timeZone, until - 1);
  const local = Array.from({ length: days }, (_, index) => last - (days - 1 - index) * DAY_MS).map((start) => {
    const date = new Date(start + offsetOf(timeZone, start));
    const monthDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
    const isOff = HOLIDAYS.some(([from, to]) => monthDay >= from && monthDay <= to);
    const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    return { start: eventTime(start), calendar: isOff ? 'holiday' : isWeekend ? 'weekend' : ('workday' as Calendar) };
  });
  if (days < USUAL_DAYS / 2 || local.some(({ calendar }) => calendar === 'holiday')) return local;
  const first = Math.floor(random() * (days - LOCAL_HOLIDAY_DAYS));
  return local.map((day, index) =>
    index >= first && index < first + LOCAL_HOLIDAY_DAYS ? { ...day, calendar: 'holiday' } : day,
  );
}

type Placed = Omit<SeasonBlock, 'index' | 'seed'>;

function placeEvents(
  calendar: readonly LocalDay[],
  begins: EventTime,
  until: EventTime,
  random: Random,
): readonly Placed[] {
  const placed: Placed[] = [];
  for (const eventful of EVENTFUL) {
    const count = countOf(eventful, calendar.length, random);
    for (let n = 0; n < count; n++) {
      const free = calendar
        .filter(({ calendar: kind }) => eventful.on?.includes(kind) ?? true)
        .map((day) => eventOn(eventful, day))
        .filter((event) => event.start >= begins && endOfPlaced(event) <= until)
        .filter((event) => placed.every((other) => isApart(event, other)));
      const chosen = free[Math.floor(random() * free.length)];
      if (chosen) placed.push(chosen);
    }
  }
  return placed.sort((a, b) => a.start - b.start);
}

/** In so many days. A share of one is a chance. */
function countOf({ in60: [fewest, most] }: Eventful, days: number, random: Random): number {
  const count = ((fewest + Math.floor(random() * (most - fewest + 1))) * days) / USUAL_DAYS;
  return Math.floor(count) + (random() < count % 1 ? 1 : 0);
}

const eventOn = ({ scenario: { id, startsAtMs, durationMs } }: Eventful, { start, calendar }: LocalDay): Placed => ({
  scenario: id,
  start: eventTime(start + startsAtMs),
  durationMs,
  calendar,
});

const endOfPlaced = (event: Placed): EventTime => endOf({ ...event, index: 0, seed: 0 });

const isApart = (a: Placed, b: Placed): boolean => endOfPlaced(a) <= b.start || endOfPlaced(b) <= a.start;
