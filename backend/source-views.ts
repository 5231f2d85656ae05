import { toIso } from '../geodata/model/time.ts';
import type { PipelineStats } from '../ingestion/pipeline/pipeline.ts';
import type { SourceReport } from '../ingestion/source-runner.ts';
import type { SourceView } from './api/contract.ts';

/** What runs, and what has come in without a running source (HTTP, recordings), each with its counts. */
export function sourceViews(reports: readonly SourceReport[], { sources }: PipelineStats): SourceView[] {
  const running = new Set(reports.map(({ id }) => id));
  const passing: SourceReport[] = Object.keys(sources)
    .filter((id) => !running.has(id))
    .map((id) => ({ id, state: 'finished', read: {} }));
  return [...reports, ...passing].map(({ id, state, detail, read }) => {
    const stats = sources[id];
    return {
      id,
      state,
      ...(detail !== undefined && { detail }),
      read: stats ? { ...read, inputs: stats.read, late: stats.late } : { ...read },
      stored: stats?.stored ?? 0,
      duplicates: stats?.duplicates ?? 0,
      rejected: { ...stats?.rejected },
      ...(stats?.lastMessageAt !== undefined && { lastMessageAt: toIso(stats.lastMessageAt) }),
    };
  });
}
