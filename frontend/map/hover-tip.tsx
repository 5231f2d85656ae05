import { datastreamName } from '../../geodata/model/datastream-names.ts';
import { useWording } from '../app/wording.ts';
import { useFeed } from '../feed/feed.ts';
import type { Chart } from './chart.ts';
import styles from './map.module.css';
import { useHover } from './pointer-store.ts';

/** Name, values and age of the mark under the pointer. */
export function HoverTip({ chart }: { chart: Chart }) {
  const { say, language, ago, t } = useWording();
  const { useLive, now } = useFeed();
  const mark = useHover((state) => (state.on === chart.map.getContainer() ? state.mark : undefined));
  const thingId = typeof mark?.properties.thing === 'string' ? mark.properties.thing : undefined;
  const number = useLive((state) => (thingId === undefined ? undefined : state.numbers.get(thingId)));
  const thing = useLive((state) => (number === undefined ? undefined : state.roster.get(number)));
  const own = useLive((state) => (number === undefined ? undefined : state.readings.get(number)));
  if (!mark) return null;
  const { zh, en, grade } = mark.properties;
  const name = thing?.name ?? String((language === 'en' ? en : undefined) ?? zh ?? '');
  return (
    <div
      className={styles.tip}
      style={{ transform: `translate(${Math.round(mark.x) + 14}px, ${Math.round(mark.y) + 12}px)` }}
    >
      <p>{name}</p>
      {mark.layer === 'risk-sources' && typeof grade === 'number' && <p>{t('map.riskSource', { grade })}</p>}
      {[...(own ?? [])].map(([datastream, { value, time }]) => (
        <p key={datastream}>
          {`${say(datastreamName(datastream))} ${Number(value.toFixed(2))} · ${ago(now() - time)}`}
        </p>
      ))}
    </div>
  );
}
