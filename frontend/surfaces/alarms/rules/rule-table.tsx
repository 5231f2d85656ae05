import { useWording } from '../../../app/wording.ts';
import { useCityNow } from '../../../clock/city-clock.ts';
import { momentTime } from '../../../clock/city-time.ts';
import type { ArrangementView } from '../../../feed/alarms.ts';
import styles from '../alarms.module.css';
import { SCOPE_PARTS } from './scope-parts.ts';

interface RuleTableProps {
  readonly items: readonly ArrangementView[];
  readonly onEdit?: ((item: ArrangementView) => void) | undefined;
  readonly onEnd?: ((item: ArrangementView) => void) | undefined;
}

export function RuleTable({ items, onEdit, onEnd }: RuleTableProps) {
  const { t } = useWording();
  const now = useCityNow(60_000);
  const scopeText = ({ scope }: ArrangementView) =>
    SCOPE_PARTS.flatMap((part) => {
      const value = scope[part];
      return value === undefined ? [] : [`${t(`alarms.rules.scopePart.${part}`)} ${value}`];
    }).join(' · ');
  return (
    <ul className={styles.ruleList}>
      {items.map((item) => (
        <li key={item.id} data-over={item.state === 'over' || item.state === 'withdrawn' || undefined}>
          <b>{item.reason}</b>
          <span className={styles.ruleState}>
            {t(`alarms.rules.state.${item.state}`)}
            {item.suppresses > 0 && ` · ${t('alarms.rules.suppresses', { n: item.suppresses })}`}
          </span>
          <span className={styles.ruleFacts}>
            {[
              scopeText(item),
              t('alarms.aside.owner', { name: item.owner }),
              `${momentTime(Date.parse(item.from), now)} – ${momentTime(Date.parse(item.withdrawnAt ?? item.to), now)}`,
              `${t('alarms.rules.worst')} ${t(`grade.g${item.worstGrade}`)}`,
              item.id,
            ].join(' · ')}
          </span>
          {(onEdit || onEnd) && (
            <span className={styles.ruleActs}>
              {onEdit && (
                <button type="button" className={styles.small} onClick={() => onEdit(item)}>
                  {t('alarms.rules.edit')}
                </button>
              )}
              {onEnd && (
                <button type="button" className={styles.small} onClick={() => onEnd(item)}>
                  {t('alarms.rules.end')}
                </button>
              )}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
