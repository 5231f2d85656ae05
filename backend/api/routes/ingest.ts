import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { ingestAnswer, ingestSummary, observationInput, problem } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { IdempotentAnswers } from '../idempotent-answers.ts';
import type { IngestProgress, ServerPorts } from '../ports.ts';
import { problemOf } from '../problem.ts';

const speedParameter = z.strictObject({
  speed: z
    .union([z.literal('max'), z.coerce.number().positive()])
    .default('max')
    .describe('"max", or times real time'),
});
/** One line of the answer to an ingest: what was done so far, and last the summary, or the problem that ended it. */
const ingestLine = z.union([
  z.object({ progress: ingestSummary.partial() }),
  z.object({ summary: ingestSummary }),
  z.object({ problem }),
]);

export function ingestRoutes({ ingest }: ServerPorts): readonly Endpoint[] {
  const answers = new IdempotentAnswers();
  return [
    endpoint({
      method: 'POST',
      path: '/observations',
      access: 'officer',
      area: 'unlimited',
      summary: 'Readings as a JSON array or NDJSON, gzip or not; answered once they are durable',
      stream: {
        types: ['application/json', 'application/x-ndjson'],
        schema: z.array(observationInput),
      },
      answer: ingestAnswer,
      status: 202,
      handle({ request, principal }) {
        const receive = () => ingest.observations(request.raw, request.headers);
        const key = request.headers['idempotency-key'];
        return typeof key === 'string' ? answers.once(principal.username, key, receive) : receive();
      },
    }),
    endpoint({
      method: 'POST',
      path: '/ingest/:kind',
      access: 'officer',
      area: 'unlimited',
      summary: 'Stream a recording in; answers NDJSON: progress lines, then the summary',
      params: z.object({ kind: z.enum(['ais', 'observations', 'cap']) }),
      query: speedParameter,
      stream: { types: ['application/octet-stream', 'text/plain', 'application/x-ndjson'], schema: z.string() },
      answer: ingestLine,
      answerType: 'application/x-ndjson',
      handle({ params: { kind }, query: { speed }, request, reply }) {
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        const progress = ingest.file(kind, bodyOf(request), { speed, signal: gone.signal });
        reply.type('application/x-ndjson');
        return Readable.from(linesOf(progress, request));
      },
    }),
  ];
}

/** Once lines flow the status is sent: what goes wrong later is the last line. */
async function* linesOf(progress: AsyncIterable<IngestProgress>, request: FastifyRequest): AsyncGenerator<string> {
  try {
    for await (const line of progress) yield `${JSON.stringify(line)}\n`;
  } catch (error) {
    const told = problemOf(error, request.id);
    if (told.status >= 500) request.log.error({ err: error, request: request.id }, 'ingest failed');
    yield `${JSON.stringify({ problem: told })}\n`;
  }
}

function bodyOf({ raw, headers }: FastifyRequest): Readable {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return raw;
  if (encoding === 'gzip') {
    const gunzip = createGunzip();
    raw.once('error', (error) => gunzip.destroy(error));
    return raw.pipe(gunzip);
  }
  throw new UserError('bad-encoding', `content-encoding ${encoding.slice(0, 40)} is not known`, {
    status: 415,
    field: 'content-encoding',
    next: 'Send gzip or none.',
  });
}
