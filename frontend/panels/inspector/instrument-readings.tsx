import { useMemo } from 'react';
import { datastreamName } from '../../../geodata/model/datastream-names.ts';
import { datastreamKind, isThingKind, THING_KINDS } from '../../../geodata/model/thing-kinds.ts';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { useFeed } from '../../feed/feed.ts';
import type { ThingView } from '../../feed/model.ts';
import { useHistory } from '../../feed/queries.ts';
import { flyTo } from '../../map/camera.ts';
import { formatValue } from './chart-scale.ts';
import styles from './inspector.module.css';
import { positionText } from './ship.ts';
import { TrendChart } from './trend-chart.tsx';
import { isDailyChange, limitsOf } from './trend-series.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Ours: what is measured once an hour needs a day to have a trend. */
const QUICK_SPAN_MS = 6 * HOUR;
const SLOW_SPAN_MS = 48 * HOUR;
const SLOW_MS = 30 * MINUTE;

/** What an instrument reads, each datastream with its trend and the limit that an open alert names; then where it stands. */
export function InstrumentReadings({ thing }: { thing: ThingView }) {
  const { t } = useWording();
  const { useLive } = useFeed();
  const number = useLive((state) => state.numbers.get(thing.id));
  const own = useLive((state) => (number === undefined ? undefined : state.readings.get(number)));
  const declared = isThingKind(thing.kind) ? datastreamsOf(thing.kind) : [];
  const names = [...new Set([...declared, ...(own?.keys() ?? [])])];
  return (
    <>
      {names.map((name) => (
        <Trend key={name} thing={thing} datastream={name} />
      ))}
      <section className={styles.block} aria-label={t('inspector.where')}>
        <dl className={styles.facts}>
          {thing.position && (
            <div className={styles.wide}>
              <dt>{t('inspector.position')}</dt>
              <dd>
                <button type="button" className={styles.link} onClick={() => thing.position && flyTo(thing.position)}>
                  {positionText(thing.position)}
                </button>
              </dd>
            </div>
          )}
          {typeof thing.attrs.controlCumulative === 'number' && (
            <div>
              <dt>{t('inspector.control')}</dt>
              <dd>±{thing.attrs.controlCumulative} mm</dd>
            </div>
          )}
        </dl>
      </section>
    </>
  );
}

const datastreamsOf = (kind: keyof typeof THING_KINDS): readonly string[] => Object.keys(THING_KINDS[kind].datastreams);

function Trend({ thing, datastream }: { thing: ThingView; datastream: string }) {
  const { t, say, ago } = useWording();
  const feed = useFeed();
  const now = useCityNow(MINUTE);
  const kind = isThingKind(thing.kind) ? datastreamKind(thing.kind, datastream) : undefined;
  const span = (kind?.intervalMs ?? 0) >= SLOW_MS ? SLOW_SPAN_MS : QUICK_SPAN_MS;
  const to = Math.ceil(now / MINUTE) * MINUTE;
  const { data } = useHistory(thing.id, datastream, to - span, to);
  const alert = feed.useLive((state) =>
    [...state.alerts.values()].find(
      (one) => one.state === 'active' && one.datastream === datastream && one.things[0]?.id === thing.id && one.measure,
    ),
  );
  const points = useMemo(
    () =>
      (data ?? []).map(({ time, value }) => ({ time: Date.parse(time), value })).toSorted((a, b) => a.time - b.time),
    [data],
  );
  const last = points.at(-1);
  const unit = kind?.unit ?? data?.[0]?.unit ?? '';
  const shownUnit = unit === '1' ? '' : unit;
  const name = say(datastreamName(datastream));
  if (points.length < 2)
    return (
      <p className={styles.quiet}>
        {data === undefined
          ? t('inspector.loading')
          : last
            ? `${name} ${formatValue(last.value)} ${shownUnit} · ${ago(now - last.time)}`
            : `${name} · ${t('inspector.noReadings')}`}
      </p>
    );
  return (
    <div className={styles.chart}>
      <TrendChart
        name={name}
        unit={shownUnit}
        series={[{ name: thing.id, points }]}
        limits={alert && !isDailyChange(alert) ? limitsOf(alert) : []}
        raisedAt={alert && Date.parse(alert.raisedAt) > to - span ? Date.parse(alert.raisedAt) : undefined}
        grade={alert?.grade ?? 4}
        {...(last ? { aside: ago(now - last.time) } : {})}
      />
    </div>
  );
}
