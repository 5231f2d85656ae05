import { useId } from 'react';
import { useWording } from '../../../app/wording.ts';
import type { EvidenceView } from '../../../feed/model.ts';
import { formatValue, type Scale, tickText, valueScale } from '../chart-scale.ts';
import chart from '../trend-chart.module.css';
import styles from './evidence.module.css';

type Profile = NonNullable<EvidenceView['profile']>;

const WIDTH = 400;
const HEIGHT = 172;
const LEFT = 38;
const RIGHT = 388;
const TOP = 10;
const BOTTOM = 132;

/** A quantity over a distance: what was measured as dots, what was fitted as a line, the figures of the fit beneath. */
export function ProfileChart({ profile, subject }: { profile: Profile; subject?: string | undefined }) {
  const { t, say } = useWording();
  const titleId = useId();
  const all = [...profile.measured, ...profile.fitted];
  if (all.length === 0) return null;
  const x = valueScale(
    all.map((point) => point.x),
    LEFT,
    RIGHT,
    6,
  );
  const y = valueScale([0, ...all.map((point) => point.y)], BOTTOM, TOP);
  return (
    <section className={styles.part} aria-labelledby={titleId}>
      <figure className={chart.figure}>
        <figcaption className={chart.caption}>
          <b id={titleId}>{say(profile.y.label)}</b> <span>{profile.y.unit}</span>
          <span className={chart.aside}>
            <i className={styles.dotKey} /> {t('evidence.measured')} <i className={styles.lineKey} />{' '}
            {t('evidence.fitted')}
          </span>
        </figcaption>
        <svg
          className={chart.chart}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={t('evidence.profileLabel', { y: say(profile.y.label), x: say(profile.x.label) })}
        >
          <Axes x={x} y={y} name={`${say(profile.x.label)}  ${profile.x.unit}`} />
          <path className={styles.fitted} d={curveOf(profile.fitted, x, y)} />
          {profile.measured.map((point) => (
            <circle
              key={`${point.x} ${point.y} ${point.thing ?? ''}`}
              className={styles.measured}
              data-subject={(point.thing !== undefined && point.thing === subject) || undefined}
              cx={x.at(point.x)}
              cy={y.at(point.y)}
              r={point.thing !== undefined && point.thing === subject ? 4.4 : 2.8}
            >
              <title>
                {`${point.thing ?? ''} ${formatValue(point.x)} ${profile.x.unit}, ${formatValue(point.y)} ${profile.y.unit}`}
              </title>
            </circle>
          ))}
        </svg>
      </figure>
      <dl className={styles.figures}>
        {profile.figures.map(({ label, value, unit }) => (
          <div key={label.en}>
            <dt>{say(label)}</dt>
            <dd>
              {formatValue(value)} <small>{unit}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const curveOf = (points: Profile['fitted'], x: Scale, y: Scale): string =>
  points
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${x.at(point.x).toFixed(1)} ${y.at(point.y).toFixed(1)}`)
    .join('');

function Axes({ x, y, name }: { x: Scale; y: Scale; name: string }) {
  return (
    <g className={chart.grid}>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${LEFT} ${y.at(tick)}H${RIGHT}`} />
          <text x={LEFT - 8} y={y.at(tick)} className={chart.value}>
            {tickText(tick, y.ticks)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} x={x.at(tick)} y={BOTTOM + 14} className={chart.time}>
          {tickText(tick, x.ticks)}
        </text>
      ))}
      <text x={(LEFT + RIGHT) / 2} y={BOTTOM + 29} className={chart.time}>
        {name}
      </text>
    </g>
  );
}
