/**
 * `nab`: the streaming anomaly detector on the Numenta Anomaly Benchmark, by the benchmark's own scoring, and what a value costs. The peer is the best published
 * detector, ARTime (Hampton 2021), whose figures are for all 58 series of the benchmark; ours are for the series that are at hand. Each series is read once, forwards, with
 * nothing known beforehand: neither its length nor its range.
 */
import { newSeriesAnomaly, scoreOf, surprise } from '../../detectors/risk/anomaly/series-anomaly.ts';
import { type NabSeries, nabFolder, readCorpus } from './harness/nab/corpus.ts';
import { bestOutcome, outcomeAt, PROFILES, type Profile } from './harness/nab/score.ts';
import { benchFlags, printReport, type Run, resultOf } from './harness/report.ts';

/** numenta/NAB, results/final_results.json, detector ARTime. */
const PUBLISHED_BEST: Readonly<Record<string, number>> = {
  standard: 74.85,
  reward_low_FP_rate: 65.15,
  reward_low_FN_rate: 80.36,
};

const { json, runs: runCount } = benchFlags();
const folder = nabFolder();
if (folder === undefined) {
  process.stderr.write(
    'nab needs the Numenta Anomaly Benchmark (folders data and labels): name its folder in VANTAGE_NAB\n',
  );
  process.exit(0);
}
const corpus = readCorpus(folder);

function scored({ times, values, windows }: NabSeries) {
  const state = newSeriesAnomaly();
  return { windows, scores: Float64Array.from(values, (value, row) => scoreOf(surprise(state, times[row]!, value))) };
}

/** Processor time, so that a busy machine does not count. */
function microsecondsPerValue(): Run {
  const before = process.cpuUsage();
  for (const series of corpus) scored(series);
  const { user, system } = process.cpuUsage(before);
  return { ours: (user + system) / corpus.reduce((sum, { values }) => sum + values.length, 0) };
}

/** Each series scored at the threshold that is best for all the others: what a threshold is worth where it was not chosen. */
function leftOut(profile: Profile): number {
  const windows = corpus.reduce((sum, series) => sum + series.windows.length, 0);
  const silent = -profile.falseNegative * windows;
  const raw = all.reduce((sum, series) => {
    const { threshold } = bestOutcome(
      all.filter((other) => other !== series),
      profile,
    );
    return sum + outcomeAt([series], profile, threshold).raw;
  }, 0);
  return (100 * (raw - silent)) / (profile.truePositive * windows - silent);
}

const all = corpus.map(scored);
const results = [
  ...PROFILES.map((profile) =>
    resultOf(
      {
        name: `${profile.name}, ${corpus.length} series`,
        unit: 'points of 100',
        peer: 'ARTime, 58 series',
        goal: 'at least 1×',
      },
      [{ ours: bestOutcome(all, profile).normalized, peer: PUBLISHED_BEST[profile.name]! }],
    ),
  ),
  resultOf({ name: 'standard, each series at the threshold of the others', unit: 'points of 100' }, [
    { ours: leftOut(PROFILES[0]!) },
  ]),
  resultOf(
    { name: 'one value', unit: 'µs of processor time', goal: '<= 10' },
    Array.from({ length: runCount }, microsecondsPerValue),
  ),
];
printReport('nab', results, json);
