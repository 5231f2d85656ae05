import type { IncomingMessage } from 'node:http';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import { UserError } from '../errors.ts';
import type { Logger } from '../log.ts';
import {
  type Access,
  type AreaRule,
  authorize,
  bearerToken,
  isCrossSite,
  isFromThisMachine,
  SESSION_COOKIE,
} from './access.ts';
import { asyncApi } from './async-api.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { validate } from './endpoint.ts';
import { openApi } from './open-api.ts';
import type { ServerPorts, Session } from './ports.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';
import { routes } from './routes/index.ts';
import { securityHeaders } from './security-headers.ts';
import { serveFrontend } from './static-files.ts';
import { Views } from './views.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route; a route without it does not start. */
    access?: Access;
    area?: AreaRule;
  }
  interface FastifyRequest {
    session: (Session & { readonly token: string }) | undefined;
  }
}

export interface ServerOptions {
  readonly version: string;
  readonly log: Logger;
  /** Folder of the built frontend; absent serves the API only. */
  readonly frontend?: string;
  /** Believe `X-Forwarded-*` of a reverse proxy in front of us; default false. */
  readonly trustProxy?: boolean;
}

/** JSON bodies; ours: the longest legal one, a comment, is far below. Streamed bodies have limits of their own. */
const LARGEST_JSON_BODY = 64 * 1024;
/** Ours: a sender that says nothing for so long is gone. */
const SILENT_SENDER_MS = 60_000;

/** The HTTP side of the system, ready to `listen` and to be given to the hub. Every error leaves as a problem document; every route declares who may call it. */
export async function createServer(ports: ServerPorts, options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.log.child({ part: 'http' }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_JSON_BODY,
    trustProxy: options.trustProxy ?? false,
    forceCloseConnections: true,
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 512 },
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
  });
  app.decorateRequest('session', undefined);
  app.addHook('onRoute', ({ url, config }) => {
    if (!config?.access || !config.area) throw new Error(`route ${url} does not say who may call it`);
  });
  await app.register(cookie);
  await app.register(compress, { global: true, globalDecompression: false, threshold: 1024, encodings: ['gzip'] });
  readJsonBodies(app);
  securityHeaders(app);
  app.setErrorHandler(sendProblem);
  app.addHook('onRequest', (request) => admit(request, ports));

  const table = routes(ports, new Views(ports));
  for (const endpoint of table) mount(app, endpoint);
  mountDocuments(app, table, ports, options);
  await serveFrontend(app, options.frontend);
  return app;
}

/** Signs the request in, and refuses it when the route is not for its sender. */
async function admit(request: FastifyRequest, ports: ServerPorts): Promise<void> {
  const { access, area } = request.routeOptions.config;
  const bearer = bearerToken(request.headers);
  const token = bearer ?? request.cookies[SESSION_COOKIE];
  const changesState = request.method !== 'GET' && request.method !== 'HEAD';
  if (changesState && bearer === undefined && isCrossSite(request.headers)) {
    throw new UserError('cross-site', 'another site made this request', {
      status: 403,
      next: 'Send it from the console itself, or with a bearer token.',
    });
  }
  if (token !== undefined) {
    const session = await ports.identity.authenticate(token);
    if (session) request.session = { ...session, token };
  }
  if (!access || !area) return;
  if (access === 'monitor' && isFromThisMachine(request.ip, request.headers)) return;
  authorize(request.session?.principal, access, area);
}

function mount(app: FastifyInstance, endpoint: Endpoint): void {
  const scope = endpoint.stream ? streaming : direct;
  scope(app, (instance) => {
    instance.route({
      method: endpoint.method,
      url: `/api/v1${endpoint.path}`,
      config: { access: endpoint.access, area: endpoint.area },
      // Lines of progress must leave as they come, not when a compressor has enough of them.
      ...(endpoint.stream && { compress: false as const }),
      handler: (request, reply) => answer(endpoint, request, reply),
    });
  });
}

const direct = (app: FastifyInstance, use: (instance: FastifyInstance) => void) => use(app);

/** Routes that read the request themselves, as it arrives: nothing is parsed and nothing is kept. */
function streaming(app: FastifyInstance, use: (instance: FastifyInstance) => void): void {
  app.register(async (instance) => {
    instance.removeAllContentTypeParsers();
    instance.addContentTypeParser('*', (_request, _body, done) => done(null));
    instance.addHook('preHandler', async ({ raw }) => hangUpOnSilence(raw));
    use(instance);
  });
}

function hangUpOnSilence(request: IncomingMessage): void {
  request.setTimeout(SILENT_SENDER_MS, () => {
    request.destroy(new Error(`nothing came for ${SILENT_SENDER_MS / 1000} s`));
  });
}

async function answer(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const call: Call = {
    get principal() {
      authorize(request.session?.principal, 'viewer', 'placeless');
      return request.session!.principal;
    },
    params: validate(endpoint.params, request.params, 'path'),
    query: validate(endpoint.query, request.query, 'query'),
    body: endpoint.stream ? undefined : validate(endpoint.body, request.body ?? {}, 'body'),
    request,
    reply,
  };
  const result = await endpoint.handle(call);
  reply.code(endpoint.status ?? (endpoint.answer ? 200 : 204));
  return endpoint.answer ? result : reply.send();
}

/** Also a JSON body that is empty although its type was announced: the same as none. */
function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined);
    try {
      done(null, JSON.parse(text as string));
    } catch (error) {
      const next = 'Send one JSON document in UTF-8.';
      done(new UserError('bad-json', `the body is not JSON: ${(error as Error).message}`, { field: 'body', next }));
    }
  });
}

function mountDocuments(
  app: FastifyInstance,
  table: readonly Endpoint[],
  ports: ServerPorts,
  { version }: ServerOptions,
): void {
  const open = { access: 'anyone', area: 'placeless' } as const;
  const [openDocument, asyncDocument] = [openApi(table, version), asyncApi(version)];
  app.get('/api/openapi.json', { config: open }, async () => openDocument);
  app.get('/api/asyncapi.json', { config: open }, async () => asyncDocument);
  app.get('/api/health', { config: open }, async () => ports.health());
  app.get('/metrics', { config: { access: 'monitor', area: 'unlimited' } }, async (_request, reply) => {
    reply.type('text/plain; version=0.0.4; charset=utf-8');
    return ports.metrics.text();
  });
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, request.id);
  if (problem.status >= 500) request.log.error({ err: error, request: request.id, url: request.url }, 'request failed');
  return reply.code(problem.status).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem));
}
