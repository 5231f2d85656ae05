import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { type EventTime, parseTime } from '../../../geodata/model/time.ts';
import { Recorder } from '../../../scenarios/recorder.ts';
import { loadCity } from '../../city/city-library.ts';
import { UserError } from '../../errors.ts';
import { playedDayStart } from '../../replays/played-day.ts';
import { dayStretch, type Stretch } from '../../replays/stretch.ts';
import { VERSION } from '../../version.ts';
import { chosenScenario } from '../chosen-stretch.ts';
import { configFrom, newCommand } from '../flags.ts';
import { ProgressLine, print, printJson } from '../output.ts';
import { parseSeed } from './scenario-play.ts';

interface Options {
  readonly json: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly seed?: string;
  readonly out?: string;
}

export const scenarioRecordCommand = (): Command =>
  newCommand('record', 'write a stretch of a day as a recording (MCAP; opens in Foxglove)')
    .argument('<id>', 'a scenario')
    .option('--from <time>', 'hh:mm of the day in the city, or RFC 3339; default: its beginning')
    .option('--to <time>', 'where it ends, the same way; default: its end')
    .option('--seed <number>', 'another course of the day')
    .option('--out <file>', 'default: <id>-<seed>.mcap')
    .action(async (id: string, options: Options) => {
      const config = configFrom({ ...options, from: undefined, to: undefined }, ['dataDir']);
      const scenario = chosenScenario(id);
      const city = await loadCity(config.dataDir);
      const seed = parseSeed(options.seed) ?? scenario.seed;
      const start = playedDayStart(scenario, city.timeZone);
      const stretch = dayStretch({ scenario, city, seed, start });
      const day = start - scenario.startsAtMs;
      const from = parseMoment('--from', options.from, day) ?? stretch.from;
      const to = parseMoment('--to', options.to, day) ?? stretch.to;
      if (!(from < to)) throw new UserError('wrong-usage', '--to does not lie behind --from');
      const path = options.out ?? `${id}-${seed}.mcap`;
      const recorder = await createFile(path, {
        name: scenario.title.zh,
        scenario: id,
        seed,
        start,
        from,
        to,
        city: createHash('sha256').update(JSON.stringify(city)).digest('hex'),
        program: VERSION,
      });
      await write(recorder, path, stretch, from, to);
      const { messages, bytes } = recorder;
      if (options.json) printJson({ scenario: id, seed, file: path, messages, bytes, from: iso(from), to: iso(to) });
      else print(`${path}: ${messages} messages, ${(bytes / 1e6).toFixed(1)} MB, ${iso(from)} to ${iso(to)}`);
    });

async function createFile(path: string, head: Parameters<typeof Recorder.create>[1]): Promise<Recorder> {
  try {
    return await Recorder.create(path, head);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'is there already' : `cannot be written: ${message}`;
    throw new UserError('cannot-write', `${path} ${why}`, { next: 'Choose another with --out.', cause });
  }
}

async function write(
  recorder: Recorder,
  path: string,
  stretch: Stretch,
  from: EventTime,
  to: EventTime,
): Promise<void> {
  const bar = new ProgressLine();
  try {
    for await (const { items, heardAt } of stretch.heard()) {
      if (heardAt[0]! >= to) break;
      items.forEach((item, index) => {
        const at = heardAt[index]!;
        // Who is who is told once, at the beginning: a later stretch needs it too.
        if (at < to && (at >= from || item.kind === 'thing')) recorder.add(Math.max(at, from), item);
      });
      await recorder.ready;
      bar.update(`${Math.floor((100 * (heardAt.at(-1)! - stretch.from)) / (to - stretch.from))} %`);
    }
    await recorder.close();
  } catch (cause) {
    await rm(path, { force: true });
    throw new UserError('cannot-write', `${path} cannot be written: ${(cause as Error).message}`, { cause });
  } finally {
    bar.end();
  }
}

/** `hh:mm` counts from the midnight `day`; 24:00 and more reach into the next. */
function parseMoment(flag: string, text: string | undefined, day: number): EventTime | undefined {
  if (text === undefined) return undefined;
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  const time = hours === undefined ? parseTime(text) : day + (Number(hours) * 60 + Number(minutes)) * 60_000;
  if (time !== undefined) return time as EventTime;
  throw new UserError(
    'wrong-usage',
    `${flag} ${text} is not hh:mm or an RFC 3339 time such as 2026-09-18T14:00:00+08:00`,
  );
}

const iso = (time: EventTime): string => new Date(time).toISOString();
