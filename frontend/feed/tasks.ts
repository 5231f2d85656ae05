import { useQuery } from '@tanstack/react-query';
import type { IncidentView, TeamChoice } from '../../backend/api/contract.ts';
import { getJson, postJson } from './rest.ts';

/** What may be done about a task, as its address says. */
export type TaskStep = 'accept' | 'arrive' | 'report' | 'complete' | 'verify' | 'reject';

/** Each act has an id of its own, so that one sent twice is one. */
export const takeStep = (id: string, step: TaskStep, words?: string) =>
  postJson<unknown>(`/tasks/${encodeURIComponent(id)}/${step}`, {
    id: crypto.randomUUID(),
    ...(words !== undefined && { [WORDS[step]]: words }),
  });

const WORDS: Readonly<Record<TaskStep, string>> = {
  accept: 'note',
  arrive: 'note',
  report: 'text',
  complete: 'note',
  verify: 'note',
  reject: 'reason',
};

/** `id` is the client's: pressing twice sends one team. */
export const sendTeam = (incident: string, id: string, team: string, instructions: string) =>
  postJson<unknown>(`/incidents/${encodeURIComponent(incident)}/tasks`, {
    id,
    team,
    ...(instructions !== '' && { instructions }),
  });

export const sendAnother = (task: string, team: string, note: string) =>
  postJson<unknown>(`/tasks/${encodeURIComponent(task)}/assign`, { team, ...(note !== '' && { note }) });

/** Who can be sent, the best choice first. */
export const useTeams = (incident: string) =>
  useQuery({
    queryKey: ['teams', incident],
    queryFn: async ({ signal }) =>
      (await getJson<{ items: readonly TeamChoice[] }>(`/incidents/${encodeURIComponent(incident)}/teams`, signal))
        .items,
    staleTime: 0,
  });

const incidentAct = (id: string, verb: string, body: unknown) =>
  postJson<unknown>(`/incidents/${encodeURIComponent(id)}/${verb}`, body);

export const fileIncident = (id: string) => incidentAct(id, 'file', {});
export const resolveIncident = (id: string, note: string) => incidentAct(id, 'resolve', { note });
export const reopenIncident = (id: string, reason: string) => incidentAct(id, 'reopen', { reason });
export const closeIncident = (id: string, reason: string) => incidentAct(id, 'close', { reason });
export const voidIncident = (id: string, reason: string) => incidentAct(id, 'void', { reason });
export const gradeIncident = (id: string, grade: IncidentView['grade'], reason: string) =>
  incidentAct(id, 'grade', { grade, reason });
export const routeIncident = (id: string, department: string, reason: string) =>
  incidentAct(id, 'route', { department, reason });
