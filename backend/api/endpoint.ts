import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { UserError } from '../errors.ts';
import type { Access, AreaRule, Principal } from './access.ts';

/** One validated request, as a handler sees it. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  /** @throws UserError 401 when nobody is signed in: only routes open to anyone can meet that. */
  readonly principal: Principal;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** One route under `/api/v1`: what it takes and gives, who may call it, and what it does. The server, its tests and the OpenAPI document read this one table. */
export interface Endpoint<Params = unknown, Query = unknown, Body = unknown> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/api/v1`, parameters as `:name`. */
  readonly path: string;
  readonly access: Access;
  readonly area: AreaRule;
  readonly summary: string;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  /** JSON; absent on routes that take none. */
  readonly body?: z.ZodType<Body>;
  /** Set on routes that read their body as a stream: its media types, and what it holds. */
  readonly stream?: { readonly types: readonly string[]; readonly schema: z.ZodType };
  /** Absent: an empty answer (204). */
  readonly answer?: z.ZodType;
  readonly answerType?: string;
  /** Of success; default 200, or 204 without an answer. */
  readonly status?: number;
  /** What it returns is sent as JSON; a stream is sent as it is. */
  handle(call: Call<Params, Query, Body>): unknown;
}

export const endpoint = <Params, Query, Body>(definition: Endpoint<Params, Query, Body>): Endpoint =>
  definition as Endpoint;

/** @throws UserError 400 that names the part and the field at fault. */
export function validate<Value>(schema: z.ZodType<Value> | undefined, value: unknown, part: string): Value {
  if (!schema) return undefined as Value;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...issue.path, ...extra].join('.');
  throw new UserError('invalid-input', `${part}${field ? ` ${field}` : ''}: ${issue.message}`, {
    ...(field ? { field } : {}),
    next: 'The document at /api/openapi.json says what is allowed.',
  });
}
