import { useWording } from '../../app/wording.ts';
import { cityNow } from '../../clock/city-clock.ts';
import type { AlertDetail, TrackPoint } from '../../feed/model.ts';
import { useHistory, useTrack } from '../../feed/queries.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './inspector.module.css';
import { samplesAreMeasured } from './sample-unit.ts';
import { TrendChart, type TrendSeries } from './trend-chart.tsx';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Ours: how much of the time before an alert a trend shows. */
const BEFORE_MS = 30 * MINUTE;

/** Ours: a vessel that moves no faster than this lies still for the eye. */
const SLOW_KN = 3;

/** Whole minutes, so that the same question is not asked anew every second. */
const minute = (epochMs: number) => Math.ceil(epochMs / MINUTE) * MINUTE;

/** How the measured value came to break its limit: the sensor's own history, else the samples kept as evidence, else the vessel's speed. */
export function AlertTrend({ alert }: { alert: AlertDetail }) {
  const { t } = useWording();
  const lead = alert.things[0];
  const raisedAt = Date.parse(alert.raisedAt);
  const until = minute(alert.clearedAt ? Date.parse(alert.clearedAt) : cityNow());
  const history = useHistory(alert.datastream ? lead?.id : undefined, alert.datastream, raisedAt - BEFORE_MS, until);
  const series = seriesOf(alert, history.data);
  const rule = `${alert.detector} v${alert.ruleVersion.replace(/^v/, '')}`;
  if (!series)
    return lead?.kind === 'vessel' ? <SpeedTrend id={lead.id} raisedAt={raisedAt} grade={alert.grade} /> : null;
  return (
    <div className={styles.chart}>
      <TrendChart
        name={t(`chart.${chartName(alert)}`)}
        unit={alert.measure?.unit ?? ''}
        series={series}
        limit={alert.measure?.limit}
        raisedAt={raisedAt}
        grade={alert.grade}
        aside={rule}
      />
    </div>
  );
}

function chartName(alert: AlertDetail): 'distance' | 'speed' | 'value' {
  if (alert.kind === 'close_quarters') return 'distance';
  return alert.measure?.unit === 'kn' ? 'speed' : 'value';
}

type Reading = { readonly time: string; readonly value: number };

function seriesOf(alert: AlertDetail, history: readonly Reading[] | undefined): readonly TrendSeries[] | undefined {
  const name = alert.things[0]?.name ?? alert.id;
  const points = (readings: readonly Reading[]) =>
    readings.map(({ time, value }) => ({ time: Date.parse(time), value })).toSorted((a, b) => a.time - b.time);
  if (history && history.length > 1) return [{ name, points: points(history) }];
  if (!samplesAreMeasured(alert) || alert.evidence.samples.length < 2) return undefined;
  const things = [...new Set(alert.evidence.samples.map(({ thing }) => thing))];
  return things.map((thing) => ({
    name: thing ?? name,
    points: points(alert.evidence.samples.filter((sample) => sample.thing === thing)),
  }));
}

interface SpeedTrendProps {
  readonly id: string;
  readonly raisedAt?: number;
  readonly grade?: number;
}

/** Speed over the last hour, from the positions themselves. */
export function SpeedTrend({ id, raisedAt, grade = 4 }: SpeedTrendProps) {
  const { t } = useWording();
  const to = minute(cityNow());
  const { data } = useTrack(id, to - HOUR, to);
  const points = (data ?? []).flatMap(({ time, speedKn }: TrackPoint) =>
    speedKn === undefined ? [] : [{ time: Date.parse(time), value: speedKn }],
  );
  if (data && points.length < 2) return <Notice title={t('chart.track')} hint={t('chart.noTrack')} />;
  return (
    <div className={styles.chart}>
      <TrendChart
        name={t('chart.track')}
        unit={t('unit.kn')}
        reach={SLOW_KN}
        series={[{ name: id, points: points.toSorted((a, b) => a.time - b.time) }]}
        raisedAt={raisedAt !== undefined && raisedAt > to - HOUR ? raisedAt : undefined}
        grade={grade}
      />
    </div>
  );
}
