import { nextHighWater } from '../../geodata/city/lanwan/tides.ts';
import { useCity } from '../feed/city.ts';

const MINUTE = 60_000;

/** The next high water by the tide table, epoch ms; only of the city whose table we have. */
export function useHighTide(now: number): number | undefined {
  const { data: city } = useCity();
  return city?.provenance.source === 'generated' ? nextHighWater(Math.floor(now / MINUTE) * MINUTE) : undefined;
}
