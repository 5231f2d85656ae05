import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { listOf, recording, recordingBody } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { idParameter } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';

/** What arrives, written down as MCAP files. They hold the whole city, so they are not for those who may see a part of it. */
export const recordingRoutes = ({ recordings }: ServerPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/recordings',
    access: 'viewer',
    area: 'placeless',
    summary: 'Recordings, the newest first',
    answer: listOf(recording),
    handle: async () => ({ items: await recordings.list(), nextCursor: null }),
  }),
  endpoint({
    method: 'POST',
    path: '/recordings',
    access: 'officer',
    area: 'unlimited',
    summary: 'Record what arrives from now on',
    body: recordingBody,
    answer: recording,
    status: 201,
    handle: ({ body }) => recordings.start(body.name),
  }),
  endpoint({
    method: 'POST',
    path: '/recordings/:id/stop',
    access: 'officer',
    area: 'unlimited',
    summary: 'End a recording that runs',
    params: idParameter,
    answer: recording,
    handle: ({ params }) => recordings.stop(params.id),
  }),
  endpoint({
    method: 'GET',
    path: '/recordings/:id/file',
    access: 'viewer',
    area: 'unlimited',
    summary: 'The recording itself, MCAP: it opens in Foxglove',
    params: idParameter,
    answer: z.string().describe('MCAP'),
    answerType: 'application/octet-stream',
    async handle({ params, reply }) {
      const path = await recordings.pathOf(params.id);
      reply.type('application/octet-stream');
      reply.header('content-disposition', `attachment; filename="${params.id}.mcap"`);
      return createReadStream(path);
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/recordings/:id',
    access: 'officer',
    area: 'unlimited',
    summary: 'Delete a recording',
    params: idParameter,
    handle: ({ params }) => recordings.remove(params.id),
  }),
];
