import type { ReportNotice } from '../../feed/model.ts';

/** Ours: what people told within the last hour is still about the present. */
const RECENT_MS = 60 * 60_000;

export const recentReports = (reports: readonly ReportNotice[], now: number): readonly ReportNotice[] =>
  reports.filter(({ time }) => {
    const ageMs = now - Date.parse(time);
    return ageMs < RECENT_MS && ageMs > -RECENT_MS;
  });
