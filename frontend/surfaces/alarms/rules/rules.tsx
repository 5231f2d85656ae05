import { useState } from 'react';
import { useWording } from '../../../app/wording.ts';
import { type ArrangementKind, type ArrangementView, useArrangements } from '../../../feed/alarms.ts';
import { useSession } from '../../../feed/session-store.ts';
import { explain } from '../../../panels/inspector/act.ts';
import { Notice, Skeleton } from '../../../ui/notice.tsx';
import styles from '../alarms.module.css';
import { Heading } from '../course.tsx';
import { EndDialog } from './end-dialog.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleTable } from './rule-table.tsx';

/** Which dialogue is open, about which of the two lists. */
type Dialog =
  | { readonly act: 'add'; readonly kind: ArrangementKind }
  | { readonly act: 'edit' | 'end'; readonly kind: ArrangementKind; readonly item: ArrangementView };

/** What people arranged beforehand: rules of suppression and things out of service, with who answers for each and until when. */
export function Rules() {
  const { t } = useWording();
  const isAdmin = useSession((state) => state.user?.roles.includes('admin') ?? false);
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  return (
    <section className={styles.rules} aria-label={t('alarms.rules.title')}>
      <p className={styles.source}>
        {t('alarms.rules.lead')} {!isAdmin && t('alarms.rules.readOnly')}
      </p>
      <div className={styles.halves}>
        {(['rule', 'maintenance'] as const).map((kind) => (
          <Arrangements
            key={kind}
            kind={kind}
            {...(isAdmin
              ? {
                  onAdd: () => setDialog({ act: 'add', kind }),
                  onEdit: (item: ArrangementView) => setDialog({ act: 'edit', kind, item }),
                  onEnd: (item: ArrangementView) => setDialog({ act: 'end', kind, item }),
                }
              : {})}
          />
        ))}
      </div>
      {dialog?.act === 'add' && <RuleDialog kind={dialog.kind} item={undefined} onClose={close} />}
      {dialog?.act === 'edit' && <RuleDialog kind={dialog.kind} item={dialog.item} onClose={close} />}
      {dialog?.act === 'end' && <EndDialog kind={dialog.kind} item={dialog.item} onClose={close} />}
    </section>
  );
}

interface ArrangementsProps {
  readonly kind: ArrangementKind;
  /** All three absent: it may be read only. */
  readonly onAdd?: () => void;
  readonly onEdit?: (item: ArrangementView) => void;
  readonly onEnd?: (item: ArrangementView) => void;
}

const isCurrent = ({ state }: ArrangementView): boolean => state === 'in_force' || state === 'planned';

function Arrangements({ kind, onAdd, onEdit, onEnd }: ArrangementsProps) {
  const { t } = useWording();
  const [past, setPast] = useState(false);
  const { data, error } = useArrangements(kind);
  const current = data?.filter(isCurrent) ?? [];
  const over = data?.filter((item) => !isCurrent(item)) ?? [];
  return (
    <section className={styles.block}>
      <div className={styles.ruleHead}>
        <Heading title={t(`alarms.rules.${kind}`)} />
        {onAdd && (
          <button type="button" className={styles.small} onClick={onAdd}>
            {t(kind === 'rule' ? 'alarms.rules.addRule' : 'alarms.rules.addMaintenance')}
          </button>
        )}
      </div>
      {error && <Notice tone="alert" title={t('alarms.rules.failed')} hint={explain(error)} />}
      {!data && !error && <Skeleton lines={3} label={t(`alarms.rules.${kind}`)} />}
      {data && current.length === 0 && <Notice title={t('alarms.rules.none')} hint={t('alarms.rules.noneHint')} />}
      {current.length > 0 && <RuleTable items={current} onEdit={onEdit} onEnd={onEnd} />}
      {over.length > 0 && (
        <>
          <button type="button" className={styles.more} aria-expanded={past} onClick={() => setPast(!past)}>
            {t('alarms.rules.over', { n: over.length })}
          </button>
          {past && <RuleTable items={over} />}
        </>
      )}
    </section>
  );
}
