import type { Wording } from '../../app/wording.ts';
import type { AlarmKpis } from '../../feed/alarms.ts';

export type Verdict = 'good' | 'manageable' | 'over';
type Target = AlarmKpis['targets'][number];

export const targetOf = ({ targets }: AlarmKpis, measure: string): Target | undefined =>
  targets.find((target) => target.measure === measure);

/** How a measure stands to what is asked; `undefined` where nothing is. */
export function verdictOf(value: number, target: Target | undefined): Verdict | undefined {
  if (!target) return undefined;
  if (value <= target.acceptable) return 'good';
  return target.manageable !== undefined && value <= target.manageable ? 'manageable' : 'over';
}

/** One decimal below ten, none above: what a person compares. */
export const numberText = (value: number): string =>
  value === 0 ? '0' : value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));

export const shareText = (share: number, t: Wording['t']): string => {
  const percent = share * 100;
  return t('alarms.unit.percent', { n: percent > 0 && percent < 9.95 ? percent.toFixed(1) : Math.round(percent) });
};

/** A length of time in the one unit that a glance can take in. */
export function lengthText(seconds: number, t: Wording['t']): string {
  if (seconds < 90) return t('alarms.unit.seconds', { n: Math.round(seconds) });
  if (seconds < 90 * 60) return t('alarms.unit.minutes', { n: numberText(seconds / 60) });
  return t('alarms.unit.hours', { n: numberText(seconds / 3600) });
}
