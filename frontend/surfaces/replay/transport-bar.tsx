import { useWording } from '../../app/wording.ts';
import { clockTime } from '../../clock/city-time.ts';
import { durationText } from '../../clock/replay-clock.ts';
import type { ReplaySpeed } from '../../feed/replays.ts';
import { explain } from '../../panels/inspector/act.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import type { Difference } from './differences.ts';
import { copyLink, goTo, goToDifference } from './pick.ts';
import type { Run } from './runs.ts';
import { setSpeed, togglePlay, useTransport } from './transport.ts';
import styles from './transport-bar.module.css';
import { useReplayNow } from './use-now.ts';
import { SPEEDS, type StageDialog, stepBy } from './use-stage-keys.ts';

interface TransportBarProps {
  readonly a: Run;
  readonly b: Run | undefined;
  readonly differences: readonly Difference[];
  readonly onOpen: (dialog: StageDialog) => void;
  readonly onReport: () => void;
}

/** The clock of the surface and everything that moves it. */
export function TransportBar({ a, b, differences, onOpen, onReport }: TransportBarProps) {
  const { t } = useWording();
  const { playing, fault } = useTransport();
  const bookmarks = a.replay?.bookmarks.length ?? 0;
  const alone = b ? undefined : t('replay.needsB');
  return (
    <section className={styles.bar} aria-label={t('replay.transport')}>
      <div className={styles.buttons}>
        <RoundButton
          icon="start"
          name={t('replay.toStart')}
          hotkey="0"
          onPress={() => goTo(useTransport.getState().from)}
        />
        <RoundButton icon="stepBack" name={t('replay.stepBack')} hotkey="ArrowLeft" onPress={() => stepBy(-1)} />
        <RoundButton
          icon={playing ? 'pause' : 'play'}
          name={t(playing ? 'replay.pause' : 'replay.play')}
          hotkey="Space"
          strong
          onPress={() => void togglePlay()}
        />
        <RoundButton icon="stepOn" name={t('replay.stepOn')} hotkey="ArrowRight" onPress={() => stepBy(1)} />
      </div>
      <Speeds />
      <Clock />
      {fault !== undefined && (
        <p className={styles.fault} role="alert">
          {explain(fault)}
        </p>
      )}
      <div className={styles.acts}>
        <ActionButton hotkey="B" onPress={() => onOpen('bookmark')}>
          {bookmarks > 0 ? t('replay.bookmarks', { n: bookmarks }) : t('replay.bookmark')}
        </ActionButton>
        <ActionButton hotkey="[" refusal={alone} onPress={() => goToDifference(differences, -1)}>
          {t('replay.previousDifference')}
        </ActionButton>
        <ActionButton hotkey="]" refusal={alone} onPress={() => goToDifference(differences, 1)}>
          {b ? t('replay.nextDifferenceOf', { n: differences.length }) : t('replay.nextDifference')}
        </ActionButton>
        <ActionButton hotkey="Shift B" onPress={() => onOpen('branch')}>
          {t('replay.branch')}
        </ActionButton>
        <ActionButton hotkey="C" onPress={() => void copyLink()}>
          {t('replay.share')}
        </ActionButton>
        <ActionButton hotkey="E" onPress={onReport}>
          {t('replay.report')}
        </ActionButton>
      </div>
    </section>
  );
}

interface RoundButtonProps {
  readonly icon: IconName;
  readonly name: string;
  readonly hotkey: string;
  readonly strong?: boolean;
  readonly onPress: () => void;
}

/** Pressing does not take the focus: the next Space plays or pauses, whatever was pressed before. */
const RoundButton = ({ icon, name, hotkey, strong = false, onPress }: RoundButtonProps) => (
  <button
    type="button"
    className={styles.round}
    data-strong={strong || undefined}
    aria-label={name}
    title={name}
    aria-keyshortcuts={hotkey}
    onMouseDown={(event) => event.preventDefault()}
    onClick={onPress}
  >
    <Icon name={icon} />
  </button>
);

const nameOf = (speed: ReplaySpeed, most: string) => (speed === 'max' ? most : `${speed}×`);

function Speeds() {
  const { t } = useWording();
  const speed = useTransport((state) => state.speed);
  return (
    <>
      <fieldset className={styles.speeds} aria-label={t('replay.speed')}>
        {SPEEDS.map((one, index) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === speed}
            aria-keyshortcuts={String(index + 1)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void setSpeed(one)}
          >
            {nameOf(one, t('replay.max'))}
          </button>
        ))}
      </fieldset>
      <select
        className={styles.speedChoice}
        aria-label={t('replay.speed')}
        value={speed}
        onChange={({ target }) => void setSpeed(target.value === 'max' ? 'max' : Number(target.value))}
      >
        {SPEEDS.map((one) => (
          <option key={one} value={one}>
            {nameOf(one, t('replay.max'))}
          </option>
        ))}
      </select>
    </>
  );
}

function Clock() {
  const { t } = useWording();
  const now = useReplayNow(50);
  const { from, to } = useTransport();
  return (
    <p className={styles.clock}>
      <time>{clockTime(now)}</time>
      <span className={styles.long}>
        {t('replay.progress', { done: durationText(now - from), whole: durationText(to - from) })}
      </span>
      <span className={styles.short}>{`${durationText(now - from)} / ${durationText(to - from)}`}</span>
    </p>
  );
}
