import { useWording } from '../../../app/wording.ts';
import type { AlertDetail } from '../../../feed/model.ts';
import styles from '../inspector.module.css';

/** Ours: enough of a hash to compare two by eye. */
const HASH_LETTERS = 12;

/** What judged, and in which version: a written rule, or a model with the hash of its file. */
export function GroundRows({ alert }: { alert: AlertDetail }) {
  const { t } = useWording();
  const { model } = alert.evidence;
  const rows = [
    [t('inspector.rule'), `${alert.detector} · v${alert.ruleVersion.replace(/^v/, '')}`],
    [
      t('evidence.judge'),
      model
        ? `${model.id} · v${model.version.replace(/^v/, '')} · sha256 ${model.sha256.slice(0, HASH_LETTERS)}`
        : t('evidence.writtenRule'),
    ],
    [
      t('evidence.alert'),
      alert.nRaised > 1 ? `${alert.id} · ${t('inspector.recurrences', { n: alert.nRaised })}` : alert.id,
    ],
  ] as const;
  return (
    <dl className={styles.list}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
