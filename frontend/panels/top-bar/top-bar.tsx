import { memo } from 'react';
import { Trans } from 'react-i18next';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { clockTime, longDate } from '../../clock/city-time.ts';
import { timeLeft } from '../../clock/time-left.ts';
import { useLive } from '../../feed/live-store.ts';
import { BrandMark, Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { countCity, mostPressing } from '../queue/duties.ts';
import { AccountMenu } from './account-menu.tsx';
import { isSilentSource } from './silent-sources.ts';
import styles from './top-bar.module.css';
import { Warnings } from './warnings.tsx';

/** The city in one sentence, and how far what is on the screen can be trusted. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useWording();
  return (
    <header className={styles.bar}>
      <span className={styles.brand}>
        <BrandMark />
        <b>{t('brand')}</b>
      </span>
      <CitySentence />
      <Warnings />
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" size={14} />
        <span className={styles.searchText}>{t('top.search')}</span>
        <Kbd>Ctrl K</Kbd>
      </button>
      <DataAge />
      <CityClock />
      <AccountMenu />
    </header>
  );
}

function CitySentence() {
  const { t, say, span } = useWording();
  const now = useCityNow();
  const known = useLive((state) => state.known);
  const incidents = useLive((state) => state.incidents);
  if (!known) return <h1 className={styles.sentence}>{t('city.unknown')}</h1>;
  const count = countCity(incidents.values(), now);
  if (count.open === 0) return <h1 className={styles.sentence}>{t('city.calm')}</h1>;
  const next = mostPressing(incidents.values());
  const left = next?.dueAt && timeLeft(Date.parse(next.detectedAt), Date.parse(next.dueAt), now);
  return (
    <h1 className={styles.sentence}>
      <Trans i18nKey="city.sentence" values={count as never} components={{ b: <b /> }} />
      {next && left && (
        <NextDue
          title={say(next.title)}
          time={span(Math.abs(left.minutes) * 60_000)}
          overdue={left.mood === 'overdue'}
        />
      )}
    </h1>
  );
}

interface NextDueProps {
  readonly title: string;
  /** Left, or over, in words. */
  readonly time: string;
  readonly overdue: boolean;
}

const NextDue = memo(function NextDue({ title, time, overdue }: NextDueProps) {
  // Follows a change of language.
  useWording();
  return (
    <span className={styles.next}>
      <Trans
        i18nKey={overdue ? 'city.overdue' : 'city.due'}
        values={{ title, time } as never}
        components={{ b: <b /> }}
      />
    </span>
  );
});

/** Ours: data that move every few seconds and are older than this are late, and the clock stops saying "live". */
const LATE_MS = 60_000;

function DataAge() {
  const { t, span } = useWording();
  const now = useCityNow();
  const pulse = useLive((state) => state.pulse);
  const sources = pulse?.sources ?? [];
  const silent = sources.filter((source) => isSilentSource(source, now)).length;
  return (
    <a className={styles.data} href="/admin" data-silent={silent > 0 || undefined}>
      <span>{pulse?.dataAt === undefined ? t('top.noData') : t('top.dataAge', { age: span(now - pulse.dataAt) })}</span>
      <span>{sources.length === 0 ? t('top.noSources') : t('top.sources', { n: sources.length, silent })}</span>
    </a>
  );
}

function CityClock() {
  const { t, language } = useWording();
  const now = useCityNow();
  const phase = useLive((state) => state.phase);
  const dataAt = useLive((state) => state.pulse?.dataAt);
  const scenario = useLive((state) => state.pulse?.scenario);
  const mood = phase !== 'live' ? 'lost' : dataAt !== undefined && now - dataAt > LATE_MS ? 'stale' : 'live';
  return (
    <div className={styles.clock} data-mood={mood}>
      <span className={styles.live}>{t(`top.${mood}`)}</span>
      <time className={styles.time}>{clockTime(now)}</time>
      <span className={styles.date}>
        {longDate(now, language)}
        {scenario && <span>{t('top.scenario', { name: scenario })}</span>}
      </span>
    </div>
  );
}
