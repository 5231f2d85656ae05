import { useMemo } from 'react';
import { isThingKind, THING_KINDS } from '../../../geodata/model/thing-kinds.ts';
import { select } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { useLive } from '../../feed/live-store.ts';
import type { Bilingual } from '../../feed/model.ts';
import { useThing } from '../../feed/queries.ts';
import { flyTo } from '../../map/camera.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { markStateOf } from '../../ui/grade-shapes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { isOpen } from '../queue/duties.ts';
import { explain } from './act.ts';
import { SpeedTrend } from './alert-trend.tsx';
import { CloseButton } from './close-button.tsx';
import styles from './inspector.module.css';
import { InstrumentReadings } from './instrument-readings.tsx';
import { useLivePosition } from './use-live-position.ts';
import { VesselFacts } from './vessel-facts.tsx';

/** What moves, or talks by radio as ships do: with a speed rather than readings. */
const MOVING: ReadonlySet<string> = new Set(['vessel', 'sar_aircraft', 'truck', 'patrol_car', 'bus']);

/** One vessel or device: what it is, what it does now, how it did in the last hour, what is open about it. */
export function ThingInspector({ id }: { id: string }) {
  const { t, say } = useWording();
  const number = useLive((state) => state.numbers.get(id));
  const rostered = useLive((state) => (number === undefined ? undefined : state.roster.get(number)));
  const { data, error } = useThing(id);
  const thing = data ?? rostered;
  const live = useLivePosition(id, thing);
  const moves = thing !== undefined && MOVING.has(thing.kind);
  return (
    <>
      <header className={styles.head}>
        <span className={styles.thingMark}>
          <Icon name={moves ? 'vessel' : 'detail'} size={22} />
        </span>
        <div className={styles.headText}>
          <h2>{thing?.name ?? id}</h2>
          <p>
            {[
              thing && say(kindNameOf(thing.kind)),
              thing && t(`thingStatus.${thing.status}`),
              thing?.zone ?? thing?.street,
              thing?.department,
              live.suspect && t('vessel.suspect'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <CloseButton />
      </header>
      <div className={styles.tabPanel}>
        {error && !thing && <Notice tone="alert" title={t('inspector.failed')} hint={explain(error)} />}
        <OpenIncidents id={id} />
        {moves && <SpeedTrend id={id} />}
        {moves && <VesselFacts id={id} />}
        {thing && !moves && <InstrumentReadings thing={thing} />}
      </div>
      <footer className={styles.actions}>
        <ActionButton
          hotkey="F"
          primary
          onPress={() => live.position && flyTo(live.position)}
          refusal={live.position ? undefined : t('action.noPosition')}
        >
          {t('action.fly')}
        </ActionButton>
      </footer>
    </>
  );
}

const kindNameOf = (kind: string): Bilingual => (isThingKind(kind) ? THING_KINDS[kind].name : { zh: kind, en: kind });

function OpenIncidents({ id }: { id: string }) {
  const { t, say } = useWording();
  const incidents = useLive((state) => state.incidents);
  const own = useMemo(
    () =>
      [...incidents.values()].filter(
        (incident) => isOpen(incident) && incident.things.some((thing) => thing.id === id),
      ),
    [incidents, id],
  );
  if (own.length === 0) return <p className={styles.quiet}>{t('inspector.noIncident')}</p>;
  return (
    <ul className={styles.alerts} aria-label={t('inspector.incidents')}>
      {own.map((incident) => (
        <li key={incident.id}>
          <GradeMark grade={incident.grade} state={markStateOf(incident)} size={24} />
          <button type="button" className={styles.link} onClick={() => select({ kind: 'incident', id: incident.id })}>
            {say(incident.title)}
          </button>
        </li>
      ))}
    </ul>
  );
}
