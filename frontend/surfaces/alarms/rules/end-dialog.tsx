import { useWording } from '../../../app/wording.ts';
import { type ArrangementKind, type ArrangementView, useEndArrangement } from '../../../feed/alarms.ts';
import { explain } from '../../../panels/inspector/act.ts';
import button from '../../../ui/action-button.module.css';
import form from '../../../ui/form.module.css';
import { Sheet } from '../../../ui/modal.tsx';
import { toast } from '../../../ui/toasts.tsx';

interface EndDialogProps {
  readonly kind: ArrangementKind;
  readonly item: ArrangementView;
  readonly onClose: () => void;
}

/** Ending it calls officers: said before it is done. */
export function EndDialog({ kind, item: { id, suppresses }, onClose }: EndDialogProps) {
  const { t } = useWording();
  const end = useEndArrangement();
  const run = () =>
    end.mutate(
      { kind, id },
      {
        onSuccess: () => {
          toast('done', t('alarms.rules.ended', { id }));
          onClose();
        },
      },
    );
  return (
    <Sheet title={t('alarms.rules.endTitle', { id })} onClose={onClose}>
      <p className={form.hint}>{t('alarms.rules.endHint', { n: suppresses })}</p>
      {end.error && (
        <p className={form.error} role="alert">
          {explain(end.error)}
        </p>
      )}
      <div className={form.buttons}>
        <button type="button" className={button.button} onClick={onClose}>
          {t('alarms.rules.cancel')}
        </button>
        <button type="button" className={button.button} data-primary disabled={end.isPending} onClick={run}>
          {t('alarms.rules.end')}
        </button>
      </div>
    </Sheet>
  );
}
