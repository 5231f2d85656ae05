import type { Feature, FeatureCollection, Point } from 'geojson';
import type { NumberedThing } from '../../feed/live-store.ts';
import type { ReadingTable } from '../../feed/readings.ts';
import { type InstrumentKind, instrumentKind, isStale, valueText } from './instrument-kinds.ts';

export interface InstrumentProperties {
  readonly thing: string;
  readonly icon: string;
  readonly text: string;
  readonly stale: boolean;
  readonly rank: number;
  /** What stands out: water where no water should be. */
  readonly lead: boolean;
}

export interface Seen {
  readonly readings: ReadingTable;
  readonly roster: ReadonlyMap<number, NumberedThing>;
  /** Epoch ms. */
  readonly now: number;
  readonly zoom: number;
  /** `[west, south, east, north]`, degrees. */
  readonly bounds: readonly [number, number, number, number];
  /** Ids of the places where water gathers. */
  readonly lowPoints: ReadonlySet<string>;
  readonly beaches: ReadonlySet<string>;
  /** `积水 24 cm`. */
  floodText(centimetres: number): string;
}

/** Ours: less than this on a road is a puddle. */
const FLOODED_M = 0.05;
/** Ours: gauges of sites and plants watch that place only; they come later than those of the city. */
const OWN_PLACE_LATER = 2;

/** Instruments with room at this zoom, with what they read; nothing is drawn of what has never reported. */
export function instrumentFeatures(seen: Seen): FeatureCollection<Point, InstrumentProperties> {
  const features: Feature<Point, InstrumentProperties>[] = [];
  for (const [number, own] of seen.readings) {
    const thing = seen.roster.get(number);
    const kind = thing && instrumentKind(thing.kind);
    const reading = kind && own.get(kind.shows);
    if (!kind || !reading || !thing.position || !isIn(thing.position, seen.bounds)) continue;
    const properties = propertiesOf(thing, kind, reading.value, isStale(kind, seen.now - reading.time), seen);
    if (properties)
      features.push({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [thing.position[0], thing.position[1]] },
        properties,
      });
  }
  return { type: 'FeatureCollection', features };
}

function propertiesOf(
  thing: NumberedThing,
  kind: InstrumentKind,
  value: number,
  stale: boolean,
  { zoom, floodText, lowPoints, beaches }: Seen,
): InstrumentProperties | undefined {
  const watches = String(thing.attrs.watches ?? '');
  const flooded = thing.kind === 'water_level' && lowPoints.has(watches) && value >= FLOODED_M && !stale;
  const later = watches !== '' && !beaches.has(watches) && kind.fromZoom < 12 ? OWN_PLACE_LATER : 0;
  if (!flooded && zoom < kind.fromZoom + later) return undefined;
  // A dry gauge says nothing worth a number.
  const isQuiet = value === 0 && (thing.kind === 'rain_gauge' || thing.kind === 'gas' || thing.kind === 'smoke');
  const text = flooded
    ? floodText(Math.round(value * 100))
    : zoom >= kind.valueFromZoom + later && !isQuiet && !stale
      ? valueText(kind, value)
      : '';
  return {
    thing: thing.id,
    icon: `instrument-${kind.glyph}${stale ? '-stale' : ''}`,
    text,
    stale,
    rank: flooded ? 0 : kind.rank,
    lead: flooded,
  };
}

const isIn = (
  [lon, lat]: readonly [number, number],
  [west, south, east, north]: readonly [number, number, number, number],
): boolean => lon >= west && lon <= east && lat >= south && lat <= north;
