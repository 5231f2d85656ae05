import { z } from 'zod';
import { SESSION_COOKIE } from './access.ts';
import * as contract from './contract.ts';
import type { Endpoint } from './endpoint.ts';

type Json = Readonly<Record<string, unknown>>;

/** The contract's schemas under the names they have in the documents. */
const NAMES: Readonly<Record<string, z.ZodType>> = {
  Problem: contract.problem,
  User: contract.user,
  Thing: contract.thing,
  HistoryPoint: contract.historyPoint,
  TrackPoint: contract.trackPoint,
  Alert: contract.alert,
  AlertDetail: contract.alertDetail,
  Incident: contract.incident,
  IncidentDetail: contract.incidentDetail,
  Task: contract.task,
  TaskDetail: contract.taskDetail,
  LogEntry: contract.logEntry,
  Suppression: contract.suppression,
  AlarmArrangement: contract.arrangement,
  AlarmSituation: contract.alarmSituation,
  AlarmKpis: contract.alarmKpis,
  Evidence: contract.evidence,
  Measure: contract.measure,
  ObservationInput: contract.observationInput,
  IngestAnswer: contract.ingestAnswer,
  IngestSummary: contract.ingestSummary,
  Source: contract.source,
  Quarantined: contract.quarantined,
  Zone: contract.zone,
  City: contract.city,
  Replay: contract.replay,
  ReplayLanes: contract.replayLanes,
  Scorecard: contract.scorecard,
  Recording: contract.recording,
  Health: contract.health,
};

/** Turns zod schemas into JSON Schema 2020-12, and gathers the named ones it meets under `components/schemas`. */
export class SchemaWriter {
  readonly components: Record<string, unknown> = {};
  readonly #registry = z.registry<{ id: string }>();

  constructor() {
    for (const [id, schema] of Object.entries(NAMES)) this.#registry.add(schema, { id });
  }

  /** `io`: as sent by the client (`input`) or by the server (`output`). */
  write(schema: z.ZodType, io: 'input' | 'output'): Json {
    const written = z.toJSONSchema(schema, { metadata: this.#registry, io, unrepresentable: 'any' }) as Json;
    const { $schema: _, $defs, id, ...own } = rebase(written) as Json & { $defs?: Record<string, Json> };
    for (const [name, definition] of Object.entries($defs ?? {})) this.components[name] ??= withoutId(definition);
    if (typeof id !== 'string') return own;
    this.components[id] ??= own;
    return { $ref: `#/components/schemas/${id}` };
  }
}

function withoutId({ id: _, ...rest }: Json): Json {
  return rest;
}

/** References point into the document, not into the schema alone. */
function rebase(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(rebase);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : rebase(value),
    ]),
  );
}

/** The OpenAPI 3.1 document of these routes, from the schemas that check their traffic. */
export function openApi(table: readonly Endpoint[], version: string): Json {
  const writer = new SchemaWriter();
  const problem = { 'application/problem+json': { schema: writer.write(contract.problem, 'output') } };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of table) {
    const path = `/api/v1${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, writer, problem) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vantage 瞰城',
      version,
      description:
        'Errors are problem documents (RFC 9457); times are ISO 8601 with offset; positions are [lon, lat] WGS-84.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: writer.components,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
      },
    },
  };
}

function operation(endpoint: Endpoint, writer: SchemaWriter, problem: Json): Json {
  const { method, path, access, params, query, answer } = endpoint;
  const status = endpoint.status ?? (answer ? 200 : 204);
  const parameters = [...parametersOf(params, 'path', writer), ...parametersOf(query, 'query', writer)];
  if (path === '/observations') parameters.push(IDEMPOTENCY_KEY);
  const content = requestContent(endpoint, writer);
  return {
    operationId: operationId(method, path),
    summary: endpoint.summary,
    'x-role': access,
    security: access === 'anyone' ? [] : [{ bearer: [] }, { cookie: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(content && { requestBody: { content } }),
    responses: {
      [status]: {
        description: 'Done',
        ...(answer && {
          content: { [endpoint.answerType ?? 'application/json']: { schema: writer.write(answer, 'output') } },
        }),
      },
      default: { description: 'Refused or failed: what, and what to do next', content: problem },
    },
  };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key of the same user within 24 hours gets the first answer again',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function requestContent({ body, stream }: Endpoint, writer: SchemaWriter): Json | undefined {
  if (body) return { 'application/json': { schema: writer.write(body, 'input') } };
  if (!stream) return undefined;
  const schema = writer.write(stream.schema, 'input');
  return Object.fromEntries(stream.types.map((type) => [type, { schema }]));
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', writer: SchemaWriter): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = writer.write(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: own,
  }));
}

/** `POST /alerts/:id/ack` → `postAlertsIdAck`. */
const operationId = (method: string, path: string): string =>
  method.toLowerCase() +
  path
    .split(/[/:]/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
