import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AlarmKpis, AlertView, ArrangementBody, ArrangementView } from '../../backend/api/contract.ts';
import { deleteJson, getJson, postJson } from './rest.ts';

export type { AlarmKpis, ArrangementBody, ArrangementView };
export type ArrangementKind = ArrangementView['kind'];

/** Where each kind of arrangement is kept. */
const PATHS: Readonly<Record<ArrangementKind, string>> = {
  rule: '/alarms/suppressions',
  maintenance: '/alarms/maintenance',
};

const isoOf = (epochMs: number) => new Date(epochMs).toISOString();

/** Of `[from, to)`, epoch ms. */
export const useAlarmKpis = (from: number, to: number) =>
  useQuery({
    queryKey: ['alarm-kpis', from, to],
    queryFn: ({ signal }) =>
      getJson<AlarmKpis>(`/alarms/kpis?${new URLSearchParams({ from: isoOf(from), to: isoOf(to) })}`, signal),
    placeholderData: keepPreviousData,
  });

/** Ours: more than a person reads through; the server gives up to 1000 at once. */
const MOST_ALERTS = 500;

/** Alerts by the filters of `GET /alerts`, the last raised first. */
export const useAlerts = (filter: Readonly<Record<string, string>> | undefined) =>
  useQuery({
    queryKey: ['alerts', filter],
    enabled: filter !== undefined,
    queryFn: ({ signal }) =>
      getJson<{ items: readonly AlertView[]; nextCursor: string | null }>(
        `/alerts?${new URLSearchParams({ ...filter, limit: String(MOST_ALERTS) })}`,
        signal,
      ),
  });

export const useArrangements = (kind: ArrangementKind) =>
  useQuery({
    queryKey: ['arrangements', kind],
    queryFn: async ({ signal }) => (await getJson<{ items: readonly ArrangementView[] }>(PATHS[kind], signal)).items,
    refetchInterval: 30_000,
  });

/** New without an id, else the one to change. */
export function useArrange(kind: ArrangementKind, id: string | undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ArrangementBody) =>
      postJson<ArrangementView>(id === undefined ? PATHS[kind] : `${PATHS[kind]}/${encodeURIComponent(id)}`, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['arrangements', kind] }),
  });
}

export function useEndArrangement() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, id }: { kind: ArrangementKind; id: string }) =>
      deleteJson(`${PATHS[kind]}/${encodeURIComponent(id)}`),
    onSuccess: (_, { kind }) => queries.invalidateQueries({ queryKey: ['arrangements', kind] }),
  });
}

/** Ids of rules and windows say which of the two they are. */
export const kindOfArrangement = (id: string): ArrangementKind => (id.startsWith('MNT-') ? 'maintenance' : 'rule');
