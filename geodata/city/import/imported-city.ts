import type { CityModel } from '../city-model.ts';

/** What the importer of a city has to be told: the rest is in the data. */
export type ImportedCity = Pick<CityModel, 'id' | 'name' | 'timeZone' | 'bounds' | 'provenance'>;
