import { EARTH_RADIUS_M } from '../../geodata/model/geometry.ts';
import { METERS_PER_NAUTICAL_MILE } from '../../geodata/model/units.ts';
import { useWording } from '../app/wording.ts';
import type { CityView } from '../feed/city.ts';
import { positionText } from '../panels/inspector/ship.ts';
import type { Chart } from './chart.ts';
import styles from './map.module.css';
import { usePointer } from './pointer-store.ts';

/** MapLibre's world is 512 pixels wide at zoom 0. */
const WORLD_PX = 512;
const LONGEST_PX = 130;
const STEPS_NM = [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02];

/** The longest round number of nautical miles that fits, and its pixels, at the middle of the chart. */
function scaleOf(zoom: number, latDeg: number): { readonly nm: number; readonly px: number } {
  const metersPerPx = (2 * Math.PI * EARTH_RADIUS_M * Math.cos((latDeg * Math.PI) / 180)) / (WORLD_PX * 2 ** zoom);
  const pxOf = (nm: number) => (nm * METERS_PER_NAUTICAL_MILE) / metersPerPx;
  const nm = STEPS_NM.find((step) => pxOf(step) <= LONGEST_PX) ?? STEPS_NM.at(-1)!;
  return { nm, px: pxOf(nm) };
}

/** Scale bar, datum, and where the pointer is. `moves` changes with the camera. */
export function ChartFoot({ chart, city }: { chart: Chart; moves: number; city: CityView }) {
  const { t } = useWording();
  const { nm, px } = scaleOf(chart.zoom, chart.map.getCenter().lat);
  const attribution = [
    ...new Set([
      city.provenance.attribution,
      ...city.baseMaps.map((map) => map.attribution && plainText(map.attribution)),
    ]),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <div className={styles.foot} data-covers="">
      <span className={styles.scale} style={{ width: px }} />
      <p>
        <b>
          {nm} {t('unit.nm')}
        </b>
        {t('map.datum')}
        <PointerPosition />
      </p>
      {attribution && (
        <p className={styles.attribution} title={attribution}>
          {attribution}
        </p>
      )}
    </div>
  );
}

/** Attributions in archives are written for web pages. */
const plainText = (html: string): string => html.replaceAll(/<[^>]*>/g, '').trim();

function PointerPosition() {
  const { t } = useWording();
  const position = usePointer((state) => state.position);
  return position ? <span title={t('map.coordinates')}>{positionText(position)}</span> : null;
}
