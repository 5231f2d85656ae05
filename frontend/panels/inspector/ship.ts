import type { Texts } from '../../app/locales/zh-CN.ts';

export type ShipType = keyof Texts['shipType'];

/** The words for a two-digit code of ship and cargo type (ITU-R M.1371-5 annex 8 table 53); `undefined` when it is not said. */
export function shipTypeOf(code: unknown): ShipType | undefined {
  if (typeof code !== 'number' || code < 20 || code > 99) return undefined;
  return SINGLE[code] ?? TENS[Math.floor(code / 10)];
}

const SINGLE: Readonly<Record<number, ShipType>> = {
  30: 'fishing',
  31: 'towing',
  32: 'towing',
  33: 'dredging',
  34: 'diving',
  35: 'military',
  36: 'sailing',
  37: 'pleasure',
  50: 'pilot',
  51: 'rescue',
  52: 'tug',
  53: 'tender',
  54: 'antiPollution',
  55: 'law',
  58: 'medical',
};

const TENS: Readonly<Record<number, ShipType>> = {
  2: 'wig',
  3: 'other',
  4: 'highSpeed',
  5: 'other',
  6: 'passenger',
  7: 'cargo',
  8: 'tanker',
  9: 'other',
};

/** Degrees and decimal minutes, as charts and radio use: `22°18.43′N`. */
export function positionText([lon, lat]: readonly [number, number]): string {
  const part = (degrees: number, width: number, hemispheres: string) => {
    // Rounded before it is split, or 59.999′ would read 60.00′.
    const hundredths = Math.round(Math.abs(degrees) * 6000);
    const whole = Math.floor(hundredths / 6000);
    const minutes = ((hundredths % 6000) / 100).toFixed(2).padStart(5, '0');
    return `${String(whole).padStart(width, '0')}°${minutes}′${hemispheres[degrees < 0 ? 1 : 0]}`;
  };
  return `${part(lat, 2, 'NS')} ${part(lon, 3, 'EW')}`;
}
