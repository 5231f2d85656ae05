import { useWording } from '../../app/wording.ts';
import type { AlarmKpis } from '../../feed/alarms.ts';
import styles from './alarms.module.css';
import { type Listed, openList } from './alarms-link.ts';
import { lengthText, numberText, shareText, targetOf, verdictOf } from './figures.ts';

type Name =
  | 'perOfficerHour'
  | 'perTenMinutes'
  | 'peakTenMinutes'
  | 'floodShare'
  | 'acknowledge'
  | 'badActorShare'
  | 'stale'
  | 'nuisance'
  | 'unacknowledged';

interface FigureProps {
  readonly name: Name;
  readonly kpis: AlarmKpis;
  readonly value: number | undefined;
  readonly text: string;
  /** What stands below where no target does, or beside it. */
  readonly aside?: string;
  readonly listed: Listed;
  readonly format: (value: number) => string;
}

/** The measures of the standards in one line: figure, how it stands to its target, and the alerts behind it. */
export function FigureStrip({ kpis, period }: { kpis: AlarmKpis; period: Readonly<Record<string, string>> }) {
  const { t } = useWording();
  const { total, stale, nuisance } = kpis;
  const all: Listed = { what: 'all', filter: period };
  const share = (value: number) => shareText(value, t);
  const figure = (name: Name, value: number, format: (value: number) => string, rest: Partial<FigureProps> = {}) => (
    <Figure kpis={kpis} name={name} value={value} text={format(value)} format={format} listed={all} {...rest} />
  );
  const { acknowledgeMedianS: median, acknowledgeP90S: p90 } = total;
  return (
    <section className={styles.strip} aria-label={t('alarms.figure.label')}>
      {figure('perOfficerHour', total.perOfficerHour, numberText, {
        aside: t('alarms.figure.total', { n: total.alarms }),
      })}
      {figure('perTenMinutes', total.perTenMinutes, (value) => String(Math.round(value * 100) / 100))}
      {figure('peakTenMinutes', total.peakTenMinutes, numberText)}
      {figure('floodShare', total.floodShare, share)}
      {figure('badActorShare', kpis.badActorShare, share, { aside: t('alarms.figure.raised', { n: kpis.raised }) })}
      {figure('stale', stale.alarms, numberText, {
        aside: t('alarms.figure.ofStanding', { n: kpis.standing }),
        listed: { what: 'standing', filter: { state: 'active' } },
      })}
      {figure('nuisance', nuisance.length, numberText)}
      <Figure
        kpis={kpis}
        name="acknowledge"
        value={median}
        text={median === undefined ? '–' : lengthText(median, t)}
        format={numberText}
        aside={p90 === undefined ? t('alarms.figure.none') : t('alarms.figure.p90', { time: lengthText(p90, t) })}
        listed={all}
      />
      {figure('unacknowledged', total.unacknowledged, numberText, {
        listed: { what: 'unacknowledged', filter: period, only: 'unacknowledged' },
      })}
    </section>
  );
}

function Figure({ name, kpis, value, text, aside, listed, format }: FigureProps) {
  const { t } = useWording();
  const target = targetOf(kpis, name);
  const verdict = value === undefined ? undefined : verdictOf(value, target);
  const asked =
    target?.manageable !== undefined
      ? t('alarms.target.both', { good: format(target.acceptable), most: format(target.manageable) })
      : target
        ? t('alarms.target.one', { good: format(target.acceptable) })
        : undefined;
  return (
    <button type="button" className={styles.figure} data-verdict={verdict} onClick={() => openList(listed)}>
      <span className={styles.figureName}>{t(`alarms.figure.${name}`)}</span>
      <span className={styles.figureValue}>
        <b>{text}</b>
        {verdict && <span className={styles.verdict}>{t(`alarms.verdict.${verdict}`)}</span>}
      </span>
      {target && value !== undefined && <Bullet value={value} target={target} />}
      <span className={styles.figureAside}>{[asked, aside].filter(Boolean).join(' · ')}</span>
    </button>
  );
}

/** The figure as a line against the ticks of its targets. */
function Bullet({ value, target }: { value: number; target: AlarmKpis['targets'][number] }) {
  const { acceptable, manageable } = target;
  const end = Math.max(value, (manageable ?? acceptable) * 1.25, 1e-9);
  const at = (amount: number) => `${(100 * Math.min(amount, end)) / end}%`;
  return (
    <svg className={styles.bullet} width="100%" height="8" aria-hidden="true">
      <line x1="0" x2="100%" y1="5" y2="5" className={styles.bulletBase} />
      <line x1="0" x2={at(value)} y1="5" y2="5" className={styles.bulletValue} />
      {[acceptable, manageable].map(
        (tick) =>
          tick !== undefined && (
            <line key={tick} x1={at(tick)} x2={at(tick)} y1="1" y2="8" className={styles.bulletTick} />
          ),
      )}
    </svg>
  );
}
