import { useWording } from '../../app/wording.ts';
import { useKindName as useAlertKindName } from '../../surfaces/replay/kind-name.ts';

/** What incidents are called that no single detector sees, and what the first contract had no word for. */
const KINDS = ['typhoon', 'rainstorm', 'storm_surge', 'thunderstorm', 'gale', 'outage', 'stuck', 'drift'] as const;

/** The word for a kind of alert or incident. */
export function useKindName(): (kind: string) => string {
  const { t } = useWording();
  const nameOfAlert = useAlertKindName();
  return (kind) => {
    const known = KINDS.find((name) => name === kind);
    return known ? t(`alarms.kind.${known}`) : nameOfAlert(kind);
  };
}
