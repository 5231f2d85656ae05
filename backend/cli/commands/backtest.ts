import type { Command } from 'commander';
import { groundOf } from '../../../detectors/ground.ts';
import { DETECTORS } from '../../../detectors/registry.ts';
import { type EventTime, parseTime } from '../../../geodata/model/time.ts';
import { ThingRegistry } from '../../../ingestion/pipeline/thing-registry.ts';
import { SCENARIOS } from '../../../scenarios/registry.ts';
import type { Score } from '../../../scenarios/scoring.ts';
import { type BacktestReport, backtest, type Side, type Told } from '../../backtest/backtest.ts';
import { parseChange, proposedParameters } from '../../backtest/detector-parameters.ts';
import { historyStretch } from '../../backtest/history-stretch.ts';
import { loadCity } from '../../city/city-library.ts';
import type { Config } from '../../config.ts';
import { configuredDetectors } from '../../configured.ts';
import { UserError } from '../../errors.ts';
import type { Stretch } from '../../replays/stretch.ts';
import { readSpan } from '../../store/span-reader.ts';
import { openStore } from '../../store/store.ts';
import { type ChosenStretch, chosenStretch } from '../chosen-stretch.ts';
import { configFrom, newCommand } from '../flags.ts';
import { ProgressLine, print, printJson, table } from '../output.ts';
import { parseSeed } from './scenario-play.ts';

interface Options {
  readonly json: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly set: readonly string[];
  readonly scenario?: string;
  readonly recording?: string;
  readonly seed?: string;
}

const gather = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export const backtestCommand = (): Command =>
  newCommand('backtest', 'when would this rule have fired, and how well: with the parameters in force and with others')
    .argument('<detector>', `for example ${DETECTORS[0]!.id}`)
    .option('--from <time>', 'stored history from here, RFC 3339')
    .option('--to <time>', 'to here, which is not inside')
    .option('--set <key=value>', 'another value for a parameter; may be given several times', gather, [])
    .option('--scenario <id|all>', 'days of a scenario, whose truth is known, instead of stored history')
    .option('--recording <file.mcap>', 'a recording instead of stored history')
    .option('--seed <number>', 'another course of the days')
    .action(async (id: string, options: Options) => {
      const config = configFrom(options as never, ['dataDir']);
      const detector = chosenDetector(id, config);
      const proposed = proposedParameters(
        detector.descriptor,
        detector.parameters as Readonly<Record<string, unknown>>,
        Object.fromEntries(options.set.map(parseChange)),
      );
      const city = await loadCity(config.dataDir);
      const { stretches, close } = await chosenStretches(options, config);
      const bar = new ProgressLine();
      try {
        const question = {
          descriptor: detector.descriptor,
          present: detector.parameters,
          proposed,
          ground: groundOf(city),
          timeZone: config.timeZone ?? city.timeZone,
        };
        const report = await backtest(question, stretches, {
          signal: new AbortController().signal,
          onProgress: (done) => bar.update(`${Math.floor(100 * done)} %`),
        });
        bar.end();
        if (options.json) printJson({ ...report, parameters: { present: detector.parameters, proposed } });
        else print(inWords(report));
      } finally {
        bar.end();
        await close();
      }
    });

/** @throws UserError that lists the detectors. */
function chosenDetector(id: string, config: Config) {
  const detectors = configuredDetectors(config.detectors, DETECTORS);
  const detector = detectors.find(({ descriptor }) => descriptor.id === id);
  if (detector) return detector;
  throw new UserError('unknown-detector', `there is no detector "${id}"`, {
    next: `Known: ${detectors.map(({ descriptor }) => descriptor.id).join(', ')}.`,
  });
}

interface Chosen {
  readonly stretches: readonly Stretch[];
  close(): Promise<void>;
}

/** @throws UserError unless exactly one thing is asked for. */
async function chosenStretches(options: Options, config: Config): Promise<Chosen> {
  const { scenario, recording, from, to } = options;
  const asked = [scenario, recording, from ?? to].filter((each) => each !== undefined);
  if (asked.length !== 1)
    throw new UserError('wrong-usage', 'say what to play', {
      next: 'Give one of --from and --to (stored history), --scenario or --recording.',
    });
  if (from !== undefined || to !== undefined)
    return await stored(parseMoment('--from', from), parseMoment('--to', to), config);
  const seed = parseSeed(options.seed);
  const ids = scenario === 'all' ? SCENARIOS.map(({ id }) => id) : [scenario ?? recording!];
  const chosen: ChosenStretch[] = [];
  for (const id of ids) chosen.push(await chosenStretch(id, seed, config.dataDir));
  return {
    stretches: chosen.map(({ stretch }) => stretch),
    close: async () => {
      for (const each of chosen) await each.close();
    },
  };
}

async function stored(from: EventTime, to: EventTime, config: Config): Promise<Chosen> {
  if (from >= to) throw new UserError('wrong-usage', '--from does not lie before --to');
  const store = await openStore(config);
  const registry = new ThingRegistry();
  registry.seed(await store.things.load());
  const source = { readSpan: (begin: EventTime, end: EventTime) => readSpan(store.pool, begin, end), registry };
  return { stretches: [historyStretch(source, from, to)], close: () => store.close() };
}

function parseMoment(flag: string, text: string | undefined): EventTime {
  const time = text === undefined ? undefined : parseTime(text);
  if (time !== undefined) return time;
  throw new UserError('wrong-usage', `${flag} ${text ?? ''} is not an RFC 3339 time such as 2026-09-18T14:00:00+08:00`);
}

const EXAMPLES = 10;

function inWords({ detector, messages, hours, present, proposed, kept, gained, lost }: BacktestReport): string {
  const row = (name: string, of: (side: Side) => unknown) => [name, of(present), of(proposed)];
  const scored = (name: string, of: (score: Score) => number | undefined, digits: number) =>
    present.score ? [row(name, ({ score }) => (score ? (of(score)?.toFixed(digits) ?? '–') : '–'))] : [];
  const rows = [
    row('alerts', ({ alerts }) => alerts),
    ...([1, 2, 3, 4] as const).map((grade) => row(`grade ${grade}`, ({ grades }) => grades[grade])),
    row('per hour', ({ perHour }) => perHour.toFixed(2)),
    ...scored('conditions', ({ truth }) => truth, 0),
    ...scored('detected', ({ detected }) => detected, 0),
    ...scored('precision', ({ precision }) => precision, 2),
    ...scored('recall', ({ recall }) => recall, 2),
    ...scored('behind, s', ({ medianLeadSeconds }) => medianLeadSeconds, 0),
    ...scored('false per hour', ({ falseAlarmsPerHour }) => falseAlarmsPerHour, 2),
  ];
  return [
    `${detector}: ${messages} messages, ${hours.toFixed(1)} h`,
    table(['', 'present', 'proposed'], rows),
    `\n${kept} in both, ${gained.length} new, ${lost.length} gone`,
    ...examples('new', gained),
    ...examples('gone', lost),
  ].join('\n');
}

const examples = (title: string, told: readonly Told[]): string[] =>
  told.length === 0
    ? []
    : [
        `\n${title}:`,
        ...told
          .slice(0, EXAMPLES)
          .map(({ raisedAt, grade, message }) => `  ${new Date(raisedAt).toISOString()}  ${grade}  ${message.zh}`),
        ...(told.length > EXAMPLES ? [`  … and ${told.length - EXAMPLES} more`] : []),
      ];
