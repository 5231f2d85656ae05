import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { UserError } from '../errors.ts';
import { notFound } from './problem.ts';

const YEAR_S = 31_536_000;

const NOT_BUILT = new UserError('not-built', 'the console is not built here', {
  status: 404,
  next: 'Run "npm run build"; the API is at /api/v1, its description at /api/openapi.json.',
});

/** The built frontend: files with a hash in their name for ever, the page itself fresh each time, and the page for every path that is a view of it. */
export async function serveFrontend(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const page = folder && existsSync(join(folder, 'index.html')) ? folder : undefined;
  if (page) {
    await app.register(fastifyStatic, { root: page, serve: false, cacheControl: false, index: false });
    const config = { access: 'anyone', area: 'placeless' } as const;
    app.get('/*', { config }, sendFile);
  }
  app.setNotFoundHandler((request) => {
    if (!page && request.url === '/') throw NOT_BUILT;
    throw notFound('route', `${request.method} ${request.url.split('?')[0]}`);
  });
}

function sendFile(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = (request.params as { '*': string })['*'];
  if (path.startsWith('api/') || path === 'api') throw notFound('route', `${request.method} /${path}`);
  if (isAsset(path)) {
    const immutable = path.startsWith('assets/');
    reply.header('cache-control', immutable ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    return reply.sendFile(path);
  }
  reply.header('cache-control', 'no-cache');
  return reply.sendFile('index.html');
}

/** Paths of views have no dot in their last part; files have one. */
const isAsset = (path: string): boolean => /\.[^/]+$/.test(path);
