import { STATUS_CODES } from 'node:http';
import { BodyError } from '../../ingestion/sources/http/body.ts';
import { UserError } from '../errors.ts';
import type { Problem } from './contract.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** What the framework says when it refuses a request, in words of ours: code, and what to do next. */
const FRAMEWORK_REFUSALS: Readonly<Record<string, readonly [code: string, next: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['body-too-large', 'Send less at once.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type', 'Send application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad-content-length', 'Make Content-Length equal the bytes sent.'],
  FST_ERR_BAD_URL: ['bad-url', 'Percent-encode the path.'],
};

/** The problem document (RFC 9457) for whatever was thrown. Faults of ours tell nothing but the request's id, under which the log has the rest. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof UserError) {
    return {
      type: error.code,
      title: STATUS_CODES[error.status] ?? 'Error',
      status: error.status,
      detail: error.message,
      ...(error.field !== undefined && { field: error.field }),
      ...(error.next !== undefined && { next: error.next }),
    };
  }
  if (error instanceof BodyError) {
    const { reason, status, message } = error;
    return {
      type: reason.replaceAll('_', '-'),
      title: STATUS_CODES[status] ?? 'Error',
      status,
      detail: message,
      next: 'Send the rest again: what is stored already is told from new by its key.',
    };
  }
  const { statusCode: status, code, message } = error as { statusCode?: unknown; code?: string; message?: string };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const [type, next] = FRAMEWORK_REFUSALS[code ?? ''] ?? ['bad-request', 'Mend the request and send it again.'];
    return { type, title: STATUS_CODES[status] ?? 'Error', status, detail: message ?? 'refused', next };
  }
  return {
    type: 'internal-error',
    title: 'Internal Server Error',
    status: 500,
    detail: `Something failed inside; the log has it under request ${requestId}.`,
    next: 'Try again; if it stays, give this request id to whoever runs the system.',
  };
}

export const notFound = (what: string, id: string): UserError =>
  new UserError('not-found', `there is no ${what} ${JSON.stringify(id.slice(0, 128))}`, {
    status: 404,
    next: `List what there is and take an id from there.`,
  });
