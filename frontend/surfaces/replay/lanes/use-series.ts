import { useMemo } from 'react';
import { useWording } from '../../../app/wording.ts';
import { type ReplayView, useReplaySeries } from '../../../feed/replays.ts';
import { type Series, type Side, useReplayLink } from '../replay-link.ts';
import type { Run } from '../runs.ts';
import { activeAlerts, exposureOf, readingsOf, type Sample } from './series.ts';

/** What the observation lane draws. */
export interface ShownSeries {
  readonly series: Series;
  readonly name: string;
  readonly unit: string;
  /** Holds until the next sample, rather than running straight to it. */
  readonly step: boolean;
  readonly lines: readonly { readonly side: Side; readonly samples: readonly Sample[]; readonly until: number }[];
  readonly state: 'waiting' | 'empty' | 'failed' | 'shown';
}

/** People in harm's way where that is known, else the alerts in force: something true is always drawn. */
export function useSeries(runs: readonly Run[]): ShownSeries {
  const { t } = useWording();
  const chosen = useReplayLink((link) => link.series);
  const known = runs.some(({ lanes }) => lanes?.exposure !== undefined);
  const fallback = known ? 'exposure' : 'active';
  const series = useMemo((): Series => chosen ?? { kind: fallback }, [chosen, fallback]);
  const reading = series.kind === 'reading' ? series : undefined;
  const readingA = useReplaySeries(runs[0]?.replay, reading?.thing, reading?.datastream);
  const readingB = useReplaySeries(runs[1]?.replay, reading?.thing, reading?.datastream);
  const answers = useMemo(() => [readingA.data, readingB.data], [readingA.data, readingB.data]);
  const lines = useMemo(
    () =>
      runs.map(({ side, lanes, replay }, index) => {
        // What was not analysed yet is not known to be zero.
        const until = replay ? analysedUntil(replay) : 0;
        if (series.kind === 'reading') return { side, until, samples: readingsOf(answers[index] ?? []) };
        if (!lanes) return { side, until, samples: [] };
        return { side, until, samples: series.kind === 'exposure' ? exposureOf(lanes) : activeAlerts(lanes) };
      }),
    [runs, series, answers],
  );
  const waits = runs.some(({ lanes }) => lanes === undefined) || readingA.isLoading;
  const failed = series.kind === 'reading' && readingA.error !== null;
  const empty = lines.every(({ samples }) => samples.length === 0);
  const unit =
    series.kind === 'reading'
      ? (readingA.data?.find((point) => point.unit)?.unit ?? '')
      : t(series.kind === 'exposure' ? 'replay.unitPeople' : 'replay.unitAlerts');
  return useMemo(
    () => ({
      series,
      name: series.kind === 'reading' ? `${series.thing} · ${series.datastream}` : t(`replay.series.${series.kind}`),
      unit,
      step: series.kind === 'active',
      lines,
      state: failed ? 'failed' : waits ? 'waiting' : empty ? 'empty' : 'shown',
    }),
    [series, unit, lines, failed, waits, empty, t],
  );
}

function analysedUntil({ from, to, analysed }: ReplayView): number {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return start + (end - start) * analysed;
}
