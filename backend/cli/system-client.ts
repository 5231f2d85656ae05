import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Problem } from '../api/contract.ts';
import { UserError } from '../errors.ts';
import { readSystemFile } from '../system-file.ts';

type Body = NonNullable<RequestInit['body']>;

/** Talks to a running system over `/api/v1` with a bearer token. */
export class SystemClient {
  readonly url: string;
  private readonly token: string;

  constructor(url: string, token: string) {
    this.url = url.replace(/\/$/, '');
    this.token = token;
  }

  async request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.send(
      method,
      path,
      body === undefined ? undefined : JSON.stringify(body),
      'application/json',
    );
    return (await response.json()) as Answer;
  }

  /** Streams `body` up and yields each line of the NDJSON answer as it comes. */
  async *upload<Line>(path: string, body: Readable, contentType: string): AsyncGenerator<Line> {
    const response = await this.send('POST', path, Readable.toWeb(body) as unknown as Body, contentType);
    if (!response.body) return;
    for await (const line of createInterface({ input: Readable.fromWeb(response.body as ReadableStream) })) {
      if (line !== '') yield JSON.parse(line) as Line;
    }
  }

  private async send(method: string, path: string, body: Body | undefined, contentType: string): Promise<Response> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      ...(body === undefined ? {} : { 'content-type': contentType }),
    };
    let response: Response;
    try {
      response = await fetch(`${this.url}/api/v1${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body, duplex: 'half' as const }),
      });
    } catch (error) {
      throw new UserError('unreachable', `no answer from ${this.url}`, {
        next: 'Is the system running there?',
        cause: error,
      });
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}

async function problemOf(response: Response): Promise<UserError> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return problemFault({ title: `the system answered ${response.status}`, status: response.status, ...problem });
}

/** A problem document as the fault that it tells of. */
export const problemFault = ({
  type = 'refused',
  title,
  status,
  detail,
  next,
}: Partial<Problem> & Pick<Problem, 'title' | 'status'>): UserError =>
  new UserError(type, detail ?? title, { status, ...(next === undefined ? {} : { next }) });

/** The system at `VANTAGE_URL`, or else the one that runs on this data directory; `undefined` when neither is there. */
export async function findSystem(dataDir: string, environment: NodeJS.ProcessEnv): Promise<SystemClient | undefined> {
  if (environment.VANTAGE_URL) {
    if (environment.VANTAGE_TOKEN) return new SystemClient(environment.VANTAGE_URL, environment.VANTAGE_TOKEN);
    throw new UserError('wrong-usage', 'VANTAGE_URL is set and VANTAGE_TOKEN is not', {
      next: 'Set it to a token from POST /api/v1/session.',
    });
  }
  const file = await readSystemFile(dataDir);
  return file && new SystemClient(file.url, file.token);
}
