import type { Problem } from '../../backend/api/contract.ts';
import { useSession } from './session-store.ts';

/** A refusal or failure of the server, with what it said of the cause and the next step. `status` 0: it could not be reached. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, problem: Problem | undefined, options?: ErrorOptions) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`, options);
    this.status = status;
    this.problem = problem;
  }
}

const ROOT = '/api/v1';
/** Ours: an officer should hear within this time that a server does not answer. */
const PATIENCE_MS = 15_000;

export const getJson = <Answer>(path: string, signal?: AbortSignal): Promise<Answer> =>
  request<Answer>('GET', path, undefined, signal);

export const postJson = <Answer>(path: string, body: unknown = {}): Promise<Answer> =>
  request<Answer>('POST', path, body);

export const deleteJson = (path: string): Promise<unknown> => request('DELETE', path);

/** @throws RestError always, whatever went wrong; a 401 also marks the session as expired. */
async function request<Answer>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let response: Response;
  try {
    response = await fetch(ROOT + path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new RestError(0, undefined, { cause });
  }
  if (response.ok) return response.status === 204 ? (undefined as Answer) : ((await response.json()) as Answer);
  const problem = await problemOf(response);
  if (response.status === 401 && path !== '/session') useSession.getState().expire();
  throw new RestError(response.status, problem);
}

async function problemOf(response: Response): Promise<Problem | undefined> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'title' in body ? (body as Problem) : undefined;
  } catch {
    return undefined;
  }
}
