import type { Command } from 'commander';
import { groundOf } from '../../../detectors/ground.ts';
import { DETECTORS } from '../../../detectors/registry.ts';
import { SCENARIOS } from '../../../scenarios/registry.ts';
import { type ScoredRun, type ScoreReport, scoreRuns } from '../../../scenarios/scoring.ts';
import { configuredDetectors } from '../../configured.ts';
import { scoreStretch } from '../../replays/score-stretch.ts';
import { realWaiter } from '../../replays/waiter.ts';
import { chosenScenario, chosenStretch } from '../chosen-stretch.ts';
import { configFrom, newCommand } from '../flags.ts';
import { ProgressLine, print, printJson, table } from '../output.ts';
import { parseSeed } from './scenario-play.ts';

interface Run {
  readonly scenario: string;
  readonly seed: number;
  readonly scored: ScoredRun;
}

export const scenarioScoreCommand = (): Command =>
  newCommand('score', 'play days through the whole walk and hold what was told against what was true')
    .argument('<id|all>', 'a scenario, or all of them')
    .option('--seed <number>', 'another course of the days')
    .action(async (what: string, options: { json: boolean; seed?: string }) => {
      const config = configFrom(options as never, ['dataDir']);
      const detectors = configuredDetectors(config.detectors, DETECTORS);
      const scenarios = what === 'all' ? SCENARIOS : [chosenScenario(what)];
      const runs: Run[] = [];
      const bar = new ProgressLine();
      for (const { id } of scenarios) {
        const { stretch, seed, city } = await chosenStretch(id, parseSeed(options.seed), config.dataDir);
        const parts = { detectors, surroundings: groundOf(city), timeZone: city.timeZone };
        const { run } = await scoreStretch(parts, stretch, {
          waiter: realWaiter,
          signal: new AbortController().signal,
          onProgress: (done) => bar.update(`${id}  ${Math.floor(100 * done)} %`),
        });
        runs.push({ scenario: id, seed: seed!, scored: run });
      }
      bar.end();
      report(runs, options.json);
    });

function report(runs: readonly Run[], json: boolean): void {
  const reports = runs.map(({ scenario, seed, scored }) => ({ scenario, seed, ...scoreRuns([scored]) }));
  const { total, families, grades, detectors, causes } = scoreRuns(runs.map(({ scored }) => scored));
  if (json) {
    printJson({ runs: reports, total, families, grades, detectors, causes });
    return;
  }
  const rows = reports.flatMap(({ scenario, ...each }) => rowsOf(scenario, each));
  print(table(HEADER, [...rows, ...rowsOf('all', { families, total, detectors, causes, grades })]));
  print(`\nincidents: ${causes.oneToOne} of ${causes.causes} causes are one incident of their own`);
}

const HEADER = [
  'scenario',
  'family',
  'truth',
  'detected',
  'recall',
  'I–II',
  'alerts',
  'false',
  'precision',
  'behind s',
  'false/h',
];

function rowsOf(scenario: string, { families, total }: ScoreReport): unknown[][] {
  const figure = (value: number | undefined, digits = 2) => (value === undefined ? '–' : value.toFixed(digits));
  const row = (family: string, score: ScoreReport['total']) => [
    scenario,
    family,
    score.truth,
    score.detected,
    figure(score.recall),
    figure(score.recallGrade12),
    score.truePositives + score.falsePositives,
    score.falsePositives,
    figure(score.precision),
    figure(score.medianLeadSeconds, 0),
    figure(score.falseAlarmsPerHour),
  ];
  const busy = Object.entries(families).filter(([, score]) => score.truth + score.falsePositives > 0);
  return [...busy.map(([family, score]) => row(family, score)), row('total', total)];
}
