import { postJson } from './rest.ts';

const incident = (id: string, verb: string, body?: unknown) =>
  postJson<unknown>(`/incidents/${encodeURIComponent(id)}/${verb}`, body);

export const acknowledge = (id: string) => incident(id, 'ack');
export const shelve = (id: string, reason: string, minutes: number) => incident(id, 'shelve', { reason, minutes });
export const unshelve = (id: string) => incident(id, 'unshelve');
export const assign = (id: string, assignee: string) => incident(id, 'assign', { assignee });
export const comment = (id: string, text: string) => incident(id, 'comment', { text });
export const close = (id: string, reason: string) => incident(id, 'close', { reason });
