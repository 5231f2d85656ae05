import { CITY_MODEL_VERSION, type CityModel, cityModel } from './city-model.ts';

/** A city of which nothing is described: for streams that stand by themselves. */
export const emptyCity: CityModel = cityModel.parse({
  version: CITY_MODEL_VERSION,
  id: 'nowhere',
  name: { zh: '未描述的城市', en: 'A city not described' },
  timeZone: 'UTC',
  bounds: [-180, -90, 180, 90],
  centre: [0, 0],
  provenance: { source: 'imported' },
  roads: {},
});
