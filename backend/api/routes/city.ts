import { z } from 'zod';
import { isCityLayer } from '../../../geodata/city/city-layers.ts';
import { city as cityAnswer } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { ServerPorts } from '../ports.ts';
import { notFound } from '../problem.ts';

const layerParameter = z.object({ layer: z.string().max(64) });
const featureCollection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });

/** The city as a map: nothing in it is secret to those who may sign in. */
export const cityRoutes = ({ city }: ServerPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/city',
    access: 'viewer',
    area: 'placeless',
    summary: 'Which city this is, where it lies, and the layers of its map',
    answer: cityAnswer,
    handle() {
      const { id, name, timeZone, bounds, centre, provenance } = city.model;
      return { id, name, timeZone, bounds, centre, provenance, layers: city.layers };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/city/layers/:layer',
    access: 'viewer',
    area: 'placeless',
    summary: 'One layer of the city as GeoJSON; properties id, zh, en and what the layer is about',
    params: layerParameter,
    answer: featureCollection,
    handle({ params: { layer }, request, reply }) {
      if (!isCityLayer(layer)) throw notFound('layer', layer);
      const { body, etag } = city.layer(layer);
      reply.header('etag', etag).header('cache-control', 'private, no-cache');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type('application/geo+json').send(body);
    },
  }),
];
