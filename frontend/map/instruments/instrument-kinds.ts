/** How each kind of fixed instrument is drawn. Zooms are ours: from where its marks can be told apart, those of the whole city first. */
export interface InstrumentKind {
  readonly glyph: Glyph;
  /** The datastream whose value stands beside the mark. */
  readonly shows: string;
  readonly unit: string;
  readonly digits: number;
  readonly fromZoom: number;
  readonly valueFromZoom: number;
  /** Smaller is placed first when there is no room for all. */
  readonly rank: number;
  /** Reported this seldom: older readings are drawn as stale after three of these. */
  readonly intervalMs: number;
}

export const GLYPHS = [
  'level',
  'rain',
  'wind',
  'wave',
  'gas',
  'crowd',
  'traffic',
  'parking',
  'settlement',
  'convergence',
  'groundwater',
  'force',
  'heat',
  'smoke',
  'plain',
] as const;
export type Glyph = (typeof GLYPHS)[number];

const MINUTE = 60_000;
const kind = (
  glyph: Glyph,
  shows: string,
  unit: string,
  digits: number,
  fromZoom: number,
  valueFromZoom: number,
  rank: number,
  intervalMs = 5 * MINUTE,
): InstrumentKind => ({ glyph, shows, unit, digits, fromZoom, valueFromZoom, rank, intervalMs });
const SLOW = 60 * MINUTE;

const KINDS: Readonly<Record<string, InstrumentKind>> = {
  tide_gauge: kind('level', 'level', 'm', 2, 10.6, 10.6, 3, 10 * MINUTE),
  wave_buoy: kind('wave', 'wave_height', 'm', 1, 10.2, 10.2, 1, 10 * MINUTE),
  anemometer: kind('wind', 'gust', 'm/s', 1, 10.6, 10.8, 2),
  rain_gauge: kind('rain', 'rain', 'mm', 1, 10.8, 11, 4),
  water_level: kind('level', 'level', 'm', 2, 12.6, 13.2, 8),
  flow_meter: kind('level', 'discharge', 'm³/s', 1, 12.6, 13.4, 9),
  crowd: kind('crowd', 'people', '', 0, 12.4, 12.8, 5),
  car_park: kind('parking', 'occupied', '', 0, 13, 13.4, 10),
  traffic: kind('traffic', 'speed', 'km/h', 0, 13.2, 13.8, 11),
  temperature: kind('heat', 'temperature', '°C', 1, 14, 14.4, 14),
  smoke: kind('smoke', 'obscuration', '%/m', 1, 14.6, 15.5, 15, 10 * MINUTE),
  gas: kind('gas', 'ch4', '%LEL', 1, 13.6, 14.6, 12),
  settlement_point: kind('settlement', 'settlement', 'mm', 1, 13.4, 14.6, 7, SLOW),
  convergence: kind('convergence', 'convergence', 'mm', 1, 13.6, 14.8, 8, SLOW),
  groundwater: kind('groundwater', 'level', 'm', 1, 13.6, 14.8, 8, SLOW),
  axial_force: kind('force', 'force', 'kN', 0, 13.8, 15, 9, SLOW),
  inclinometer: kind('force', 'displacement', 'mm', 1, 13.8, 15, 9, SLOW),
  pore_pressure: kind('groundwater', 'pressure', 'kPa', 0, 13.4, 14.6, 9, SLOW),
};

export const instrumentKind = (name: string): InstrumentKind | undefined => KINDS[name];

/** A reading is drawn as stale after three intervals, as the contract counts. */
export const isStale = ({ intervalMs }: InstrumentKind, ageMs: number): boolean => ageMs > 3 * intervalMs;

/** `21.3 m/s`, as it stands beside a mark. */
export const valueText = ({ unit, digits }: InstrumentKind, value: number): string =>
  `${value.toFixed(digits).replace('-', '−')}${unit === '' ? '' : ` ${unit}`}`;
