import { createHash } from 'node:crypto';
import { CITY_LAYERS, type CityLayer, cityLayer } from '../../geodata/city/city-layers.ts';
import type { CityModel } from '../../geodata/city/city-model.ts';
import type { BaseMap } from './base-maps.ts';

export interface LayerDocument {
  readonly body: Buffer;
  readonly etag: string;
}

/** The city as it is asked for over HTTP. Layers are made on first use and kept: a city does not change while the system runs. */
export class CityService {
  readonly model: CityModel;
  readonly baseMaps: readonly BaseMap[];
  readonly #layers = new Map<CityLayer, LayerDocument>();

  constructor(model: CityModel, baseMaps: readonly BaseMap[] = []) {
    this.model = model;
    this.baseMaps = baseMaps;
  }

  get layers(): readonly CityLayer[] {
    return CITY_LAYERS;
  }

  layer(name: CityLayer): LayerDocument {
    let document = this.#layers.get(name);
    if (!document) {
      const body = Buffer.from(JSON.stringify(cityLayer(this.model, name)));
      document = { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
      this.#layers.set(name, document);
    }
    return document;
  }
}
