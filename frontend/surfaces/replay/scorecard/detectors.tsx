import { FAMILIES } from '../../../../geodata/model/family.ts';
import { useWording } from '../../../app/wording.ts';
import type { FamilyScore, Scorecard } from '../../../feed/replays.ts';
import { useKindName } from '../kind-name.ts';
import type { Run } from '../runs.ts';
import styles from '../side.module.css';
import { Absent } from './absent.tsx';
import { spanText } from './figures.ts';

interface ScoreRow {
  readonly key: string;
  readonly name: string;
  readonly isDetector: boolean;
  readonly score: FamilyScore;
}

/** Precision, recall and lead over the truth, per family and the detectors of each. A's: both runs have the same detectors. */
export function Detectors({ a }: { a: Run }) {
  const { t } = useWording();
  const { card } = a;
  const rows = useRows(card);
  if (!card) return null;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('replay.card.detectors')}</th>
          <th scope="col">{t('replay.card.precision')}</th>
          <th scope="col">{t('replay.card.recall')}</th>
          <th scope="col">{t('replay.card.lead')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
        {rows.length === 0 && (
          <tr>
            <th scope="row" colSpan={4} className={styles.note}>
              {t(a.complete ? 'replay.why.truth' : 'replay.why.waiting')}
            </th>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function useRows(card: Scorecard | undefined): readonly ScoreRow[] {
  const { t } = useWording();
  const kindName = useKindName();
  if (!card) return [];
  const families = FAMILIES.flatMap((family): ScoreRow[] => {
    const score = card.families?.[family];
    const detectors = (card.detectors ?? []).filter(({ detector }) => detector.startsWith(`${family}.`));
    return [
      ...(score ? [{ key: family, name: t(`family.${family}`), isDetector: false, score }] : []),
      ...detectors.map((each) => ({
        key: each.detector,
        name: kindName(each.detector.slice(family.length + 1)),
        isDetector: true,
        score: each,
      })),
    ];
  });
  return card.total
    ? [{ key: 'total', name: t('replay.card.total'), isDetector: false, score: card.total }, ...families]
    : families;
}

function Row({ row: { name, isDetector, score } }: { row: ScoreRow }) {
  const { t } = useWording();
  const { precision, recall, medianLeadSeconds, truth, truePositives, falsePositives, detected } = score;
  const tip = t('replay.card.counts', { truth, detected, truePositives, falsePositives });
  return (
    <tr title={tip}>
      <th scope="row" className={isDetector ? styles.detector : undefined}>
        {name}
      </th>
      <td>{precision === undefined ? <Absent why={t('replay.why.noAlerts')} /> : precision.toFixed(2)}</td>
      <td>{recall === undefined ? <Absent why={t('replay.why.noTruth')} /> : recall.toFixed(2)}</td>
      <td>
        {medianLeadSeconds === undefined ? (
          <Absent why={t('replay.why.noLead')} />
        ) : (
          `${medianLeadSeconds < 0 ? '−' : ''}${spanText(t, medianLeadSeconds)}`
        )}
      </td>
    </tr>
  );
}
