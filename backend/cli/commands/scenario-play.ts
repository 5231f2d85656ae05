import type { Command } from 'commander';
import { groundOf } from '../../../detectors/ground.ts';
import { DETECTORS } from '../../../detectors/registry.ts';
import { configuredDetectors } from '../../configured.ts';
import { UserError } from '../../errors.ts';
import { IsolatedWalk, type WalkOutcome } from '../../replays/isolated-walk.ts';
import { playStretch } from '../../replays/play-stretch.ts';
import { realWaiter } from '../../replays/waiter.ts';
import { type ChosenStretch, chosenStretch } from '../chosen-stretch.ts';
import { configFrom, newCommand } from '../flags.ts';
import { ProgressLine, print, printJson } from '../output.ts';

interface Options {
  readonly json: boolean;
  readonly speed: string;
  readonly seed?: string;
}

export const scenarioPlayCommand = (): Command =>
  newCommand('play', 'play a day or a recording through the whole walk, by itself: no live data, nothing stored')
    .argument('<id|file.mcap>', 'a scenario, or a recording')
    .option('--speed <max|factor>', 'times real time, 0.1 to 1000', 'max')
    .option('--seed <number>', 'another course of the day')
    .action(async (what: string, options: Options) => {
      const config = configFrom({ ...options, speed: undefined }, ['dataDir']);
      const chosen = await chosenStretch(what, parseSeed(options.seed), config.dataDir);
      try {
        const walk = new IsolatedWalk({
          detectors: configuredDetectors(config.detectors, DETECTORS),
          surroundings: groundOf(chosen.city),
          timeZone: config.timeZone ?? chosen.city.timeZone,
        });
        const begin = performance.now();
        const outcome = await played(walk, chosen, parseSpeed(options.speed));
        report(chosen, outcome, (performance.now() - begin) / 1000, options.json);
      } finally {
        await chosen.close();
      }
    });

async function played(walk: IsolatedWalk, { stretch }: ChosenStretch, speed: number | 'max'): Promise<WalkOutcome> {
  const bar = new ProgressLine();
  const onProgress = (done: number) => bar.update(`${Math.floor(100 * done)} %  ${walk.messages} messages`);
  try {
    return await playStretch(walk, stretch, {
      speed,
      waiter: realWaiter,
      signal: new AbortController().signal,
      onProgress,
    });
  } finally {
    bar.end();
  }
}

function report(
  { stretch, scenario, seed }: ChosenStretch,
  outcome: WalkOutcome,
  seconds: number,
  json: boolean,
): void {
  const { messages, alerts, incidents, digest } = outcome;
  const simulatedSeconds = (stretch.to - stretch.from) / 1000;
  if (json) printJson({ scenario, seed: seed ?? null, messages, alerts, incidents, digest, simulatedSeconds, seconds });
  else
    print(
      [
        `${scenario}${seed === undefined ? '' : `, seed ${seed}`}: ${messages} messages, ${alerts} alerts, ${incidents} incidents`,
        `${(simulatedSeconds / 3600).toFixed(1)} h in ${seconds.toFixed(1)} s, ${Math.round(simulatedSeconds / seconds)} times real time`,
        `digest ${digest}`,
      ].join('\n'),
    );
}

export function parseSeed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seed = Number(text);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new UserError('wrong-usage', `--seed ${text} is not a whole number from 0 on`);
}

function parseSpeed(text: string): number | 'max' {
  const speed = text === 'max' ? text : Number(text);
  if (speed === 'max' || (speed >= 0.1 && speed <= 1000)) return speed;
  throw new UserError('wrong-usage', `--speed ${text} is not "max" or a number from 0.1 to 1000`);
}
