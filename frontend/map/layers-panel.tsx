import { LAYERS } from '../../geodata/layers/registry.ts';
import { changeView, useView } from '../app/url-state.ts';
import { useWording } from '../app/wording.ts';
import { useFeed } from '../feed/feed.ts';
import { useZones } from '../feed/queries.ts';
import { countCity } from '../panels/queue/duties.ts';
import { Kbd } from '../ui/kbd.tsx';
import styles from './map.module.css';

/** What is on the chart, with how much of it there is; ticks switch, and the link remembers. */
export function LayersPanel() {
  const { t, say } = useWording();
  const { useFleet, useLive } = useFeed();
  const hidden = useView((view) => view.hidden);
  const open = useLive(({ incidents }) => countCity(incidents.values(), 0).open);
  const vessels = useFleet((state) => state.picture?.count);
  const { data: zones } = useZones();
  const counts: Readonly<Record<string, number | undefined>> = {
    alerts: open,
    vessels,
    zones: zones?.length,
  };
  const toggle = (id: string) =>
    changeView({ hidden: hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id] });
  return (
    <section className={styles.layers} aria-label={t('map.layers')}>
      <header>
        <h2>{t('map.layers')}</h2>
        <Kbd>L</Kbd>
      </header>
      {LAYERS.map(({ id, name }) => (
        <label key={id} data-off={hidden.includes(id) || undefined}>
          <input type="checkbox" checked={!hidden.includes(id)} onChange={() => toggle(id)} />
          <span>{say(name)}</span>
          <span>{counts[id]}</span>
        </label>
      ))}
    </section>
  );
}
