import type { ReactNode } from 'react';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { select } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { minuteTime } from '../../clock/city-time.ts';
import { useCityLayer } from '../../feed/city.ts';
import { useFeed } from '../../feed/feed.ts';
import { flyTo } from '../../map/camera.ts';
import { beachesOf, countBeaches } from '../../map/instruments/beach-people.ts';
import styles from './city-overview.module.css';
import { type Sight, settledGround, standingWater } from './sights.ts';

/** Ours: as many as are read at a glance. */
const MOST_REPORTS = 5;
const MOST_BEACHES = 4;

/** While nothing is selected: what the city looks like just now, as far as the map shows it. Every line leads to its place. */
export function CityOverview() {
  const { t } = useWording();
  return (
    <div className={styles.overview}>
      <header>
        <h2>{t('overview.title')}</h2>
        <p>{t('inspector.noneHint')}</p>
      </header>
      <Beaches />
      <Water />
      <Ground />
      <Reports />
    </div>
  );
}

function Section({ title, empty, children }: { title: string; empty: string; children: readonly ReactNode[] }) {
  return (
    <section>
      <h3>{title}</h3>
      {children.length === 0 ? <p className={styles.empty}>{empty}</p> : <ul>{children}</ul>}
    </section>
  );
}

interface LineProps {
  readonly name: string;
  readonly value: string;
  readonly facts?: string;
  /** 0–1; drawn as a bar. */
  readonly share?: number;
  readonly onPress: () => void;
}

function Line({ name, value, facts, share, onPress }: LineProps) {
  return (
    <li>
      <button type="button" onClick={onPress}>
        <span className={styles.name}>{name}</span>
        <span className={styles.value}>{value}</span>
        {facts && <span className={styles.facts}>{facts}</span>}
        {share !== undefined && (
          <span className={styles.bar} aria-hidden="true">
            <i style={{ width: `${Math.min(100, share * 100)}%` }} />
          </span>
        )}
      </button>
    </li>
  );
}

/** Readings and who sends them, as the city's clock ticks: once a second at most. */
function useSeen() {
  const { useLive } = useFeed();
  return {
    readings: useLive((state) => state.readings),
    roster: useLive((state) => state.roster),
    now: useCityNow(),
  };
}

function Beaches() {
  const { t, say } = useWording();
  const { readings, roster, now } = useSeen();
  const { data } = useCityLayer('beaches');
  const names = new Map(
    data?.features.map(({ properties }) => [
      String(properties?.id),
      { zh: String(properties?.zh), en: String(properties?.en) },
    ]),
  );
  const counts = [...countBeaches(beachesOf(data), readings, roster, now)].sort((a, b) => b.people - a.people);
  return (
    <Section title={t('overview.beaches')} empty={t('overview.noBeaches')}>
      {counts.slice(0, MOST_BEACHES).map(({ id, people, share, position }) => (
        <Line
          key={id}
          name={say(names.get(id) ?? { zh: id, en: id })}
          value={t('overview.people', { count: people })}
          share={share}
          onPress={() => flyTo(position as LonLat)}
        />
      ))}
    </Section>
  );
}

const open = ({ thing, position }: Sight) => {
  select({ kind: 'thing', id: thing.id });
  flyTo(position);
};

function Water() {
  const { t } = useWording();
  const { readings, roster } = useSeen();
  const { data } = useCityLayer('lowPoints');
  const lowPoints = new Set(data?.features.map(({ properties }) => String(properties?.id)));
  return (
    <Section title={t('overview.water')} empty={t('overview.noWater')}>
      {standingWater(readings, roster, lowPoints).map((sight) => (
        <Line
          key={sight.thing.id}
          name={sight.thing.name}
          value={`${Math.round(sight.value * 100)} cm`}
          onPress={() => open(sight)}
        />
      ))}
    </Section>
  );
}

function Ground() {
  const { t } = useWording();
  const { readings, roster } = useSeen();
  return (
    <Section title={t('overview.ground')} empty={t('overview.noGround')}>
      {settledGround(readings, roster).map((sight) => (
        <Line
          key={sight.thing.id}
          name={sight.thing.name}
          value={`${sight.value.toFixed(1)} mm`}
          facts={t('overview.ofControl', { percent: Math.round((sight.share ?? 0) * 100) })}
          share={sight.share ?? 0}
          onPress={() => open(sight)}
        />
      ))}
    </Section>
  );
}

function Reports() {
  const { t } = useWording();
  const { useLive } = useFeed();
  const reports = useLive((state) => state.reports);
  return (
    <Section title={t('overview.reports')} empty={t('overview.noReports')}>
      {reports
        .slice(-MOST_REPORTS)
        .reverse()
        .map(({ id, text, time, position }) => (
          <Line
            key={id}
            name={text}
            value={minuteTime(Date.parse(time))}
            onPress={() => position && flyTo([position[0], position[1]])}
          />
        ))}
    </Section>
  );
}
