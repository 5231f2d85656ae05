import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BacktestBody, BacktestSide, BacktestView, DetectorView } from '../../backend/api/contract.ts';
import { deleteJson, getJson, postJson } from './rest.ts';

export type { BacktestBody, BacktestSide, BacktestView, DetectorView };
export type BacktestReport = NonNullable<BacktestView['report']>;
export type ToldAlert = BacktestReport['gained'][number];

/** Ours: how often a back-test under way is asked how it stands. */
const UNDER_WAY_MS = 700;

export const useDetectors = () =>
  useQuery({
    queryKey: ['detectors'],
    queryFn: async ({ signal }) => (await getJson<{ items: readonly DetectorView[] }>('/detectors', signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const isUnderWay = ({ state }: BacktestView): boolean => state === 'waiting' || state === 'running';

export const useBacktest = (id: string | undefined) =>
  useQuery({
    queryKey: ['backtest', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => getJson<BacktestView>(`/backtests/${encodeURIComponent(id ?? '')}`, signal),
    refetchInterval: ({ state: { data } }) => (data && !isUnderWay(data) ? false : UNDER_WAY_MS),
  });

export const useStartBacktest = () =>
  useMutation({ mutationFn: (body: BacktestBody) => postJson<BacktestView>('/backtests', body) });

export function useCancelBacktest() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => deleteJson(`/backtests/${encodeURIComponent(id)}`),
    onSuccess: (_, id) => queries.removeQueries({ queryKey: ['backtest', id] }),
  });
}
