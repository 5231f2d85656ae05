import { useWording } from '../../app/wording.ts';
import type { ReplayView } from '../../feed/replays.ts';
import styles from './run-state.module.css';

/** How far a session is, in words, with a bar while it is being run through the detectors. */
export function RunState({ replay }: { replay: ReplayView }) {
  const { t } = useWording();
  if (replay.state === 'failed')
    return (
      <span className={styles.failed} title={replay.detail}>
        {t('replay.state.failed')}
      </span>
    );
  if (replay.analysed >= 1) return <span>{t('replay.state.analysed')}</span>;
  const percent = Math.floor(replay.analysed * 100);
  return (
    <span className={styles.running}>
      {t('replay.state.running', { percent })}
      <progress max={1} value={replay.analysed} aria-label={t('replay.state.running', { percent })} />
    </span>
  );
}
