import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { NumberedThing } from '../../feed/live-store.ts';
import type { Reading, ReadingTable } from '../../feed/readings.ts';
import { instrumentKind, isStale } from '../instruments/instrument-kinds.ts';

export interface Station {
  readonly thing: NumberedThing;
  readonly readings: ReadonlyMap<string, Reading>;
}

/** The nearest instrument of a kind that still reports, among those of the whole city rather than of a building site. */
export function nearestStation(
  kindName: string,
  to: LonLat,
  readings: ReadingTable,
  roster: ReadonlyMap<number, NumberedThing>,
  now: number,
): Station | undefined {
  const kind = instrumentKind(kindName);
  let best: Station | undefined;
  let bestM = Number.POSITIVE_INFINITY;
  for (const [number, own] of readings) {
    const thing = roster.get(number);
    const shown = kind && own.get(kind.shows);
    if (!kind || !shown || thing?.kind !== kindName || !thing.position || isStale(kind, now - shown.time)) continue;
    if (thing.kind === 'anemometer' && String(thing.attrs.watches ?? '').startsWith('work')) continue;
    const away = distanceM(to, thing.position);
    if (away >= bestM) continue;
    best = { thing, readings: own };
    bestM = away;
  }
  return best;
}

/** How much it rains in the view: the wettest gauge, mm since its reading before. */
export function wettest(
  readings: ReadingTable,
  roster: ReadonlyMap<number, NumberedThing>,
  now: number,
): number | undefined {
  const kind = instrumentKind('rain_gauge')!;
  let most: number | undefined;
  for (const [number, own] of readings) {
    const rain = own.get('rain');
    if (!rain || roster.get(number)?.kind !== 'rain_gauge' || isStale(kind, now - rain.time)) continue;
    most = Math.max(most ?? 0, rain.value);
  }
  return most;
}
