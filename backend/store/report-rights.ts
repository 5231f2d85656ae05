import type { Principal } from '../api/access.ts';
import type { ReportRights } from './report-store.ts';

/** What an asker may see of schema `report`, in the city's time. */
export const reportRights = ({ areas }: Principal, timeZone: string): ReportRights => ({
  areas: areas.length === 0 ? ['*'] : areas,
  timeZone,
});
