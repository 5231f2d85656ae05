import type { CityModel } from '../geodata/city/city-model.ts';
import { zonesOf } from '../geodata/city/zones-of.ts';
import type { Ground } from './detector.ts';

/** What detectors may look up of a city that has been described. */
export const groundOf = (city: CityModel): Ground => ({ city, zones: zonesOf(city) });
