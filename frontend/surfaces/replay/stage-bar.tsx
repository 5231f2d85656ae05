import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { clockTime, longDate, minuteTime } from '../../clock/city-time.ts';
import { AccountMenu } from '../../panels/top-bar/account-menu.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { BrandMark } from '../../ui/icon.tsx';
import { goLive } from './go-live.ts';
import { ReplayBadge } from './replay-frame.tsx';
import { changeReplay } from './replay-link.ts';
import { RunState } from './run-state.tsx';
import type { Run } from './runs.ts';
import styles from './stage.module.css';

interface StageBarProps {
  readonly a: Run;
  readonly b: Run | undefined;
  readonly onCard: () => void;
}

/** What is shown, of when, and the way back to now. */
export function StageBar({ a, b, onCard }: StageBarProps) {
  const { t, say } = useWording();
  const replay = a.replay;
  if (!replay) return null;
  const { source, from, to, digest } = replay;
  const facts = [
    t('replay.span', { from: minuteTime(Date.parse(from)), to: minuteTime(Date.parse(to)) }),
    source.kind === 'scenario' && source.seed !== undefined && t('replay.seedIs', { seed: source.seed }),
    digest && t('replay.digest', { digest: `${digest.slice(0, 4)}…${digest.slice(-4)}` }),
  ].filter(Boolean);
  return (
    <header className={styles.bar}>
      <button
        type="button"
        className={styles.list}
        aria-label={t('replay.toList')}
        title={t('replay.toList')}
        onClick={() => changeReplay({ a: undefined, b: undefined }, true)}
      >
        <BrandMark />
      </button>
      <ReplayBadge />
      <h1 className={styles.title}>
        {say(replay.title)}
        {b?.replay && <span>{t('replay.against', { name: say(b.replay.title) })}</span>}
      </h1>
      <p className={styles.facts} title={digest}>
        {facts.join(' · ')}
      </p>
      {(replay.analysed < 1 || replay.state === 'failed') && <RunState replay={replay} />}
      <LiveClock />
      <span className={styles.cardButton}>
        <ActionButton onPress={onCard}>{t('replay.card.title')}</ActionButton>
      </span>
      <span className={styles.liveButton}>
        <ActionButton hotkey="Home" onPress={goLive}>
          {t('replay.live')}
        </ActionButton>
      </span>
      <span className={styles.menu}>
        <AccountMenu />
      </span>
    </header>
  );
}

/** What time it really is: small, so that it is not taken for the replay's. */
function LiveClock() {
  const { t, language } = useWording();
  // Of the city, not of a replay: the bar stands outside every feed of one.
  const now = useCityNow();
  return (
    <p className={styles.liveClock}>
      {t('replay.nowIs', { date: longDate(now, language), time: clockTime(now).slice(0, 5) })}
    </p>
  );
}
