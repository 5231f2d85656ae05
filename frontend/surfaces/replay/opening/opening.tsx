import { useWording } from '../../../app/wording.ts';
import { AccountMenu } from '../../../panels/top-bar/account-menu.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { BrandMark } from '../../../ui/icon.tsx';
import { goLive } from '../go-live.ts';
import { useReplayKeys } from '../keys.ts';
import { KeysHelp } from '../keys-help.tsx';
import { PlainBadge } from '../replay-frame.tsx';
import { HistoryForm } from './history-form.tsx';
import styles from './opening.module.css';
import { Recordings } from './recordings.tsx';
import { Scenarios } from './scenarios.tsx';
import { Sessions } from './sessions.tsx';

/** What can be replayed, and the sessions that are there already. */
export function Opening() {
  const { t } = useWording();
  useReplayKeys({ Home: goLive });
  return (
    <div className={styles.opening}>
      <header className={styles.header}>
        <BrandMark />
        <PlainBadge />
        <h1>{t('replay.heading')}</h1>
        <p>{t('replay.lead')}</p>
        <ActionButton hotkey="Home" onPress={goLive}>
          {t('replay.live')}
        </ActionButton>
        <AccountMenu />
      </header>
      <main className={styles.columns}>
        <div className={styles.column}>
          <Scenarios />
        </div>
        <div className={styles.column}>
          <Sessions />
          <HistoryForm />
          <Recordings />
        </div>
      </main>
      <KeysHelp />
    </div>
  );
}
