import { useWording } from '../../app/wording.ts';
import { cityNow } from '../../clock/city-clock.ts';
import type { AlertDetail, TrackPoint } from '../../feed/model.ts';
import { useHistory, useTrack } from '../../feed/queries.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './inspector.module.css';
import { TrendChart } from './trend-chart.tsx';
import { isDailyChange, limitsOf, lookBackMs, seriesOf, type TrendForecast } from './trend-series.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Ours: how much of the time before an alert a trend shows; ground moves by the day. */
const BEFORE_MS = 30 * MINUTE;
const BEFORE_BELOW_GROUND_MS = 12 * HOUR;

/** Ours: a vessel that moves no faster than this lies still for the eye. */
const SLOW_KN = 3;

/** Whole minutes, so that the same question is not asked anew every second. */
const minute = (epochMs: number) => Math.ceil(epochMs / MINUTE) * MINUTE;

/** How the measured value came to break its limit, and where it goes: with every limit of the rule and the forecast that it was judged by. */
export function AlertTrend({ alert }: { alert: AlertDetail }) {
  const { t, say } = useWording();
  const lead = alert.things[0];
  const raisedAt = Date.parse(alert.raisedAt);
  const until = minute(alert.clearedAt ? Date.parse(alert.clearedAt) : cityNow());
  const before = alert.family === 'underground' ? BEFORE_BELOW_GROUND_MS : BEFORE_MS;
  const from = raisedAt - before;
  const history = useHistory(
    alert.datastream ? lead?.id : undefined,
    alert.datastream,
    from - lookBackMs(alert),
    until,
  );
  const series = seriesOf(alert, history.data)?.map((one) => ({
    ...one,
    points: one.points.filter(({ time }) => time >= from),
  }));
  const rule = `${alert.detector} v${alert.ruleVersion.replace(/^v/, '')}`;
  if (!series || series.every(({ points }) => points.length < 2))
    return lead?.kind === 'vessel' ? <SpeedTrend id={lead.id} raisedAt={raisedAt} grade={alert.grade} /> : null;
  return (
    <div className={styles.chart}>
      <TrendChart
        name={t(`chart.${chartName(alert)}`)}
        unit={unitOf(alert)}
        series={series}
        limits={limitsOf(alert, say)}
        forecast={forecastOf(alert)}
        raisedAt={raisedAt}
        grade={alert.grade}
        aside={rule}
      />
    </div>
  );
}

const unitOf = ({ measure }: AlertDetail): string => (measure && measure.unit !== '1' ? measure.unit : '');

function chartName(alert: AlertDetail): 'distance' | 'speed' | 'dailyChange' | 'value' {
  if (alert.kind === 'close_quarters') return 'distance';
  if (isDailyChange(alert)) return 'dailyChange';
  return alert.measure?.unit === 'kn' ? 'speed' : 'value';
}

function forecastOf({ evidence: { forecast } }: AlertDetail): TrendForecast | undefined {
  if (!forecast || forecast.points.length === 0) return undefined;
  return {
    coverage: forecast.coverage,
    points: forecast.points.map(({ time, ...rest }) => ({ ...rest, time: Date.parse(time) })),
    ...(forecast.crossesAt !== undefined && { crossesAt: Date.parse(forecast.crossesAt) }),
    ...(forecast.probability !== undefined && { probability: forecast.probability }),
  };
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
