import { toIso } from '../../geodata/model/time.ts';
import type { FloodState } from '../alerts/flood-meter.ts';
import type { FloodNotice } from '../api/alarm-contract.ts';

/** How a flood is told to clients. */
export const floodNotice = ({ since, ...flood }: FloodState): FloodNotice => ({
  ...flood,
  ...(since !== undefined && { since: toIso(since) }),
});
