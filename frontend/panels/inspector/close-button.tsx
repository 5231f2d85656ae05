import { changeView, select } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './inspector.module.css';

/** Leaves what is selected; on a phone, back to the queue. */
export function CloseButton() {
  const { t } = useWording();
  return (
    <button
      type="button"
      className={styles.close}
      aria-label={t('help.back')}
      aria-keyshortcuts="Escape"
      onClick={() => {
        select(undefined);
        changeView({ pane: 'queue' });
      }}
    >
      <span>Esc</span>
      <Icon name="close" />
    </button>
  );
}
