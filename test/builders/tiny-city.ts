import { type CityModel, cityModel } from '../../geodata/city/city-model.ts';

/** A city with one district, one road and one island: enough for what only asks that there is one. */
export const tinyCity = (): CityModel =>
  cityModel.parse({
    version: 1,
    id: 'tiny',
    name: { zh: '小城', en: 'Tiny' },
    timeZone: 'Asia/Shanghai',
    bounds: [114.5, 22.4, 114.6, 22.5],
    centre: [114.55, 22.45],
    provenance: { source: 'generated', seed: 1 },
    land: [
      {
        id: 'island',
        kind: 'island',
        name: { zh: '小岛', en: 'Islet' },
        rings: [
          [
            [114.54, 22.44],
            [114.56, 22.44],
            [114.56, 22.46],
            [114.54, 22.44],
          ],
        ],
      },
    ],
    roads: {
      nodes: [
        { id: 'a', position: [114.545, 22.442] },
        { id: 'b', position: [114.555, 22.444] },
      ],
      edges: [
        {
          id: 'ab',
          from: 'a',
          to: 'b',
          class: 'primary',
          speedKmh: 60,
          line: [
            [114.545, 22.442],
            [114.555, 22.444],
          ],
        },
      ],
    },
  });
