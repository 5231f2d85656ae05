import { useMemo } from 'react';
import { LAYER_GROUPS } from '../../geodata/layers/layer.ts';
import { LAYERS } from '../../geodata/layers/registry.ts';
import { changeView, useView } from '../app/url-state.ts';
import { useWording } from '../app/wording.ts';
import { useCityNow } from '../clock/city-clock.ts';
import { useCity, useCityLayer } from '../feed/city.ts';
import { useFeed } from '../feed/feed.ts';
import { HULL } from '../feed/fleet-picture.ts';
import { useZones } from '../feed/queries.ts';
import { countCity } from '../panels/queue/duties.ts';
import { Kbd } from '../ui/kbd.tsx';
import { beachesOf, countBeaches } from './instruments/beach-people.ts';
import { instrumentKind } from './instruments/instrument-kinds.ts';
import styles from './map.module.css';
import { recentReports } from './reports/recent-reports.ts';

/** What is on the chart, with how much of it there is or how old it is; ticks switch, and the link remembers. The ground is folded away. */
export function LayersPanel() {
  const { t } = useWording();
  return (
    <section className={styles.layers} aria-label={t('map.layers')} data-covers="">
      <header>
        <h2>{t('map.layers')}</h2>
        <Kbd>L</Kbd>
      </header>
      {LAYER_GROUPS.filter((group) => group !== 'base').map((group) => (
        <Group key={group} group={group} />
      ))}
      <details>
        <summary>{t('map.ground')}</summary>
        <Group group="base" />
      </details>
    </section>
  );
}

function Group({ group }: { group: (typeof LAYER_GROUPS)[number] }) {
  const { say } = useWording();
  const hidden = useView((view) => view.hidden);
  const { data: city } = useCity();
  const notes = useNotes();
  const toggle = (id: string) =>
    changeView({ hidden: hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id] });
  const shown = LAYERS.filter(
    (layer) => layer.group === group && (layer.id !== 'baseMaps' || (city?.baseMaps.length ?? 0) > 0),
  );
  return (
    <div className={styles.layerGroup}>
      {shown.map(({ id, name }) => (
        <label key={id} data-off={hidden.includes(id) || undefined}>
          <input type="checkbox" checked={!hidden.includes(id)} onChange={() => toggle(id)} />
          <span>{say(name)}</span>
          <span>{notes[id]}</span>
        </label>
      ))}
    </div>
  );
}

/** Ours: counts and ages need not move more often than the eye reads them. */
const NOTES_EVERY_MS = 5000;

/** What stands behind a layer's name: how many, or how old. */
function useNotes(): Readonly<Record<string, string | number | undefined>> {
  const { span } = useWording();
  const feed = useFeed();
  const { useFleet, useLive } = feed;
  const now = useCityNow(NOTES_EVERY_MS);
  const open = useLive(({ incidents }) => countCity(incidents.values(), 0).open);
  const { data: zones } = useZones();
  const { data: sands } = useCityLayer('beaches');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per step of the clock, not per frame
  const counted = useMemo(() => {
    const { readings, roster, reports } = useLive.getState();
    const { picture } = useFleet.getState();
    const vehicles = picture ? picture.hull.reduce((sum, hull) => sum + (hull === HULL.vehicle ? 1 : 0), 0) : 0;
    let instruments = 0;
    let rainAt = 0;
    for (const [number, own] of readings) {
      const kind = roster.get(number)?.kind ?? '';
      if (instrumentKind(kind)) instruments++;
      if (kind === 'rain_gauge') rainAt = Math.max(rainAt, own.get('rain')?.time ?? 0);
    }
    const beaches = countBeaches(beachesOf(sands), readings, roster, feed.now());
    const people = beaches.reduce((sum, beach) => sum + beach.people, 0);
    return {
      reports: recentReports(reports, feed.now()).length,
      vessels: picture && picture.count - vehicles,
      vehicles: picture && vehicles,
      instruments: instruments || undefined,
      beaches: beaches.length === 0 ? undefined : people,
      weather: rainAt === 0 ? undefined : span(feed.now() - rainAt),
    };
  }, [now, useLive, useFleet, feed, sands]);
  return { alerts: open, zones: zones?.length, ...counted };
}
