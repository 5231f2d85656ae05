import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { isCityLayer } from '../../../geodata/city/city-layers.ts';
import { UserError } from '../../errors.ts';
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
      const baseMaps = city.baseMaps.map(({ file: _, ...map }) => map);
      return { id, name, timeZone, bounds, centre, provenance, layers: city.layers, baseMaps };
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
  endpoint({
    method: 'GET',
    path: '/city/base-maps/:map',
    access: 'viewer',
    area: 'placeless',
    summary: 'One range of a base map (PMTiles); asks for a Range header',
    params: z.object({ map: z.string().max(200) }),
    answer: z.unknown(),
    answerType: 'application/octet-stream',
    status: 206,
    async handle({ params, request, reply }) {
      const map = city.baseMaps.find(({ id }) => id === params.map);
      if (!map) throw notFound('base map', params.map);
      const { size } = await stat(map.file);
      const range = rangeOf(request.headers.range, size);
      if (!range)
        throw new UserError('bad-range', `the Range header does not name bytes of 0–${size - 1}`, {
          status: 416,
          field: 'range',
          next: 'Send for example Range: bytes=0-16383.',
        });
      const [first, last] = range;
      return reply
        .code(206)
        .headers({
          'content-range': `bytes ${first}-${last}/${size}`,
          'accept-ranges': 'bytes',
          'content-length': last - first + 1,
        })
        .type('application/octet-stream')
        .send(createReadStream(map.file, { start: first, end: last }));
    },
  }),
];

/** The one range of a request (RFC 9110 §14.1.2), first and last byte; `undefined` when there is none within the file. */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last));
  return from <= to ? [from, to] : undefined;
}
