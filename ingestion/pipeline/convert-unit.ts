import { MPS_PER_KNOT } from '../../geodata/model/units.ts';

/** `base = value × factor + offset`; two units convert when their dimension is the same. */
interface Scale {
  readonly dimension: string;
  readonly factor: number;
  readonly offset?: number;
}

/** Exact factors of the SI Brochure (BIPM, 9th ed., tables 4 and 8); °F as in NIST SP 811, appendix B.9. */
const SCALES: Readonly<Record<string, Scale>> = {
  mm: { dimension: 'length', factor: 0.001 },
  cm: { dimension: 'length', factor: 0.01 },
  m: { dimension: 'length', factor: 1 },
  km: { dimension: 'length', factor: 1000 },
  'm/s': { dimension: 'speed', factor: 1 },
  'km/h': { dimension: 'speed', factor: 1 / 3.6 },
  kn: { dimension: 'speed', factor: MPS_PER_KNOT },
  degC: { dimension: 'temperature', factor: 1 },
  K: { dimension: 'temperature', factor: 1, offset: -273.15 },
  degF: { dimension: 'temperature', factor: 5 / 9, offset: -160 / 9 },
  Pa: { dimension: 'pressure', factor: 0.001 },
  hPa: { dimension: 'pressure', factor: 0.1 },
  kPa: { dimension: 'pressure', factor: 1 },
  bar: { dimension: 'pressure', factor: 100 },
  N: { dimension: 'force', factor: 0.001 },
  kN: { dimension: 'force', factor: 1 },
  'm3/s': { dimension: 'discharge', factor: 1 },
  'm3/h': { dimension: 'discharge', factor: 1 / 3600 },
  'L/s': { dimension: 'discharge', factor: 0.001 },
  '1': { dimension: 'ratio', factor: 1 },
  '%': { dimension: 'ratio', factor: 0.01 },
};

/** Other ways in which senders write the same unit. */
const SPELLINGS: Readonly<Record<string, string>> = {
  '°C': 'degC',
  C: 'degC',
  '℃': 'degC',
  '°F': 'degF',
  F: 'degF',
  'm³/s': 'm3/s',
  'm³/h': 'm3/h',
  kmh: 'km/h',
  kt: 'kn',
  kts: 'kn',
  knots: 'kn',
  '%lel': '%LEL',
};

/** `value` in unit `to`, or `undefined` when `from` is unknown or measures something else. */
export function convertUnit(value: number, from: string, to: string): number | undefined {
  const unit = Object.hasOwn(SPELLINGS, from) ? SPELLINGS[from]! : from;
  if (unit === to) return value;
  const source = Object.hasOwn(SCALES, unit) ? SCALES[unit]! : undefined;
  const target = Object.hasOwn(SCALES, to) ? SCALES[to]! : undefined;
  if (!source || !target || source.dimension !== target.dimension) return undefined;
  return (value * source.factor + (source.offset ?? 0) - (target.offset ?? 0)) / target.factor;
}
