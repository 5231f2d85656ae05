import { useWording } from '../../app/wording.ts';

/** The alert kinds of the public contract. */
const KINDS = [
  'overspeed',
  'restricted_area',
  'night_sailing',
  'ais_silence',
  'loitering',
  'anchor_drag',
  'close_quarters',
  'crowding',
  'closed_water',
  'night_presence',
  'stranding',
  'tent',
  'fire',
  'settlement',
  'settlement_rate',
  'convergence',
  'groundwater',
  'axial_force',
  'karst',
  'flooding',
  'landslide',
  'gas_leak',
  'smoke',
  'traffic',
  'truck_violation',
  'ebike_violation',
  'over_staffing',
  'intrusion',
  'complaint_hotspot',
  'threshold',
  'rate',
  'anomaly',
  'forecast',
  'missing',
  'stale',
  'stuck',
  'drift',
] as const;

/** The word for a kind of alert; one that is not known yet keeps its own. */
export function useKindName(): (kind: string) => string {
  const { t } = useWording();
  return (kind) => {
    const known = KINDS.find((name) => name === kind);
    return known ? t(`replay.kind.${known}`) : kind.replaceAll('_', ' ');
  };
}
