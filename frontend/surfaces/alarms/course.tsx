import { useEffect, useRef, useState } from 'react';
import { useWording } from '../../app/wording.ts';
import { isoDay, minuteTime, momentTime } from '../../clock/city-time.ts';
import type { AlarmKpis } from '../../feed/alarms.ts';
import { timeScale, valueScale } from '../../panels/inspector/chart-scale.ts';
import styles from './alarms.module.css';
import { openList } from './alarms-link.ts';
import { numberText, shareText, targetOf } from './figures.ts';
import { floodSpans } from './flood-spans.ts';

const HEIGHT = 168;
const [LEFT, TOP, BOTTOM] = [34, 12, HEIGHT - 22];
/** Ours: an axis label about every 110 pixels. */
const TICK_PX = 110;
const DAY = 24 * 3_600_000;

/** Alarms over the period, floods shaded, and the lines that they are held against. */
export function Course({ kpis }: { kpis: AlarmKpis }) {
  const { t } = useWording();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(900);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const { series, officers } = kpis;
  const stepMs = series.stepS * 1000;
  const [from, to] = [Date.parse(kpis.from), Date.parse(kpis.to)];
  // On a phone the names of the lines stand above them.
  const right = width - (width < 600 ? 8 : 96);
  const lines = linesOf(kpis, officers);
  const highest = Math.max(1, ...series.points.map(({ alarms }) => alarms));
  const shown = lines.filter(({ value }) => value <= Math.max(highest * 1.6, 4));
  const y = valueScale([0, highest, ...shown.map(({ value }) => value)], BOTTOM, TOP);
  const x = timeScale(
    from,
    Math.max(to, from + stepMs),
    LEFT,
    right,
    Math.max(2, Math.floor((right - LEFT) / TICK_PX)),
  );
  const spans = floodSpans(series);
  const tickText = (time: number) => (to - from > 2 * DAY ? momentDay(time) : minuteTime(time));
  const barPx = Math.max(1, x.at(from + stepMs) - x.at(from) - 1);
  return (
    <section className={styles.block}>
      <Heading
        title={t('alarms.series.title')}
        aside={[
          t('alarms.series.step', { step: lengthOf(series.stepS, t) }),
          spans.length === 0 ? t('alarms.series.none') : t('alarms.series.spans', { n: spans.length }),
        ].join(' · ')}
      />
      <div ref={box} className={styles.course}>
        <svg width={width} height={HEIGHT} role="img" aria-label={t('alarms.series.chart')}>
          {spans.map((span) => {
            const [left, end] = [x.at(span.from), Math.min(x.at(span.to), right)];
            return (
              <g key={span.from} className={styles.floodSpan}>
                <rect x={left} y={TOP - 8} width={Math.max(2, end - left)} height={BOTTOM - TOP + 8} />
                {end - left > 40 && (
                  <text x={left + 4} y={TOP}>
                    {t('alarms.series.flood')}
                  </text>
                )}
              </g>
            );
          })}
          {y.ticks.map((tick) => (
            <g key={tick} className={styles.tick}>
              <path d={`M${LEFT} ${y.at(tick)}H${right}`} />
              <text x={LEFT - 6} y={y.at(tick)} textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
          {x.ticks.map((tick) => (
            <text key={tick} x={x.at(tick)} y={BOTTOM + 15} className={styles.timeTick}>
              {tickText(tick)}
            </text>
          ))}
          {series.points.map(({ time, alarms, peakTenMinutes, floodShare }) => {
            if (alarms === 0) return null;
            const start = Date.parse(time);
            const told = {
              time: momentTime(start, to),
              n: alarms,
              peak: numberText(peakTenMinutes),
              share: shareText(floodShare, t),
            };
            return (
              // biome-ignore lint/a11y/useSemanticElements: a bar of a chart
              <g
                key={time}
                role="button"
                tabIndex={0}
                className={styles.courseBar}
                data-flood={floodShare > 0 || undefined}
                aria-label={t(floodShare > 0 ? 'alarms.series.floodBar' : 'alarms.series.bar', told)}
                onClick={() => openStep(start, Math.min(start + stepMs, to))}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' || event.key === ' ') {
                    event.preventDefault();
                    openStep(start, Math.min(start + stepMs, to));
                  }
                }}
              >
                <title>{t(floodShare > 0 ? 'alarms.series.floodBar' : 'alarms.series.bar', told)}</title>
                <rect x={x.at(start)} y={TOP} width={barPx + 1} height={BOTTOM - TOP} className={styles.hit} />
                <rect
                  x={x.at(start)}
                  y={Math.min(y.at(alarms), BOTTOM - 2)}
                  width={barPx}
                  height={Math.max(2, BOTTOM - y.at(alarms))}
                  className={styles.barShape}
                />
              </g>
            );
          })}
          {shown.map(({ name, value }) => (
            <g key={name} className={styles.limitLine}>
              <path d={`M${LEFT} ${y.at(value)}H${right}`} />
              <text
                x={width < 600 ? right : right + 6}
                y={y.at(value) - (width < 600 ? 7 : 0)}
                textAnchor={width < 600 ? 'end' : 'start'}
              >
                {t(`alarms.series.${name}`, { n: numberText(value) })}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </section>
  );
}

/** For all officers together in one step; the flood's limit only where a step is its ten minutes. */
function linesOf(kpis: AlarmKpis, officers: number) {
  const { stepS } = kpis.series;
  if (stepS === 600) {
    const limit = targetOf(kpis, 'peakTenMinutes');
    return limit ? [{ name: 'limit', value: limit.acceptable * officers } as const] : [];
  }
  const rate = targetOf(kpis, 'perOfficerHour');
  if (!rate) return [];
  const perStep = (stepS / 3600) * officers;
  return [
    { name: 'acceptable', value: rate.acceptable * perStep } as const,
    ...(rate.manageable === undefined ? [] : [{ name: 'manageable', value: rate.manageable * perStep } as const]),
  ];
}

const openStep = (from: number, to: number): void =>
  openList({ what: 'stretch', filter: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } });

const momentDay = (time: number) => (minuteTime(time) === '00:00' ? isoDay(time).slice(5) : momentOf(time));
const momentOf = (time: number) => `${isoDay(time).slice(5)} ${minuteTime(time)}`;

type T = ReturnType<typeof useWording>['t'];
const lengthOf = (seconds: number, t: T): string =>
  seconds < 3600 ? t('alarms.unit.minutes', { n: seconds / 60 }) : t('alarms.unit.hours', { n: seconds / 3600 });

export const Heading = ({ title, aside }: { title: string; aside?: string | undefined }) => (
  <header className={styles.heading}>
    <h2>{title}</h2>
    {aside && <span>{aside}</span>}
  </header>
);
