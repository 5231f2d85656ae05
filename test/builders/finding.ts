import type { Clear, Raise, Update } from '../../detectors/finding.ts';
import { vesselId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';

/** 2026-09-18T07:42:18Z, an afternoon in the city. */
export const START = Date.UTC(2026, 8, 18, 7, 42, 18);

export const MINUTE = 60_000;

/** A vessel too fast in a zone, `minutes` after {@link START}. */
export function raise(minutes = 0, over: Partial<Raise> = {}): Raise {
  const time = eventTime(START + minutes * MINUTE);
  return {
    kind: 'raise',
    detector: 'vessel.overspeed',
    key: 'vessel.overspeed/mmsi-412000305/channel',
    time,
    family: 'vessel',
    alertKind: 'overspeed',
    grade: 3,
    things: [vesselId(412_000_305)],
    zone: 'channel',
    position: [114.5, 22.55],
    measure: { value: 14.2, limit: 10, unit: 'kn' },
    message: { zh: '航速 14.2 节，限 10 节', en: '14.2 kn where 10 kn is allowed' },
    ruleVersion: '1',
    evidence: { parameters: { marginKn: 1 }, samples: [{ time, value: 14.2 }] },
    cause: 'mmsi-412000305',
    ...over,
  };
}

export function update(minutes: number, over: Partial<Update> = {}): Update {
  const { detector, key } = raise();
  return { kind: 'update', detector, key, time: eventTime(START + minutes * MINUTE), ...over };
}

export function clear(minutes: number, over: Partial<Clear> = {}): Clear {
  const { detector, key } = raise();
  return { kind: 'clear', detector, key, time: eventTime(START + minutes * MINUTE), ...over };
}

/** Two vessels about to meet too closely. */
export const encounter = (minutes = 0, over: Partial<Raise> = {}): Raise =>
  raise(minutes, {
    detector: 'vessel.close_quarters',
    alertKind: 'close_quarters',
    key: 'vessel.close_quarters/mmsi-412000305+mmsi-413000068',
    grade: 2,
    things: [vesselId(412_000_305), vesselId(413_000_068)],
    measure: { value: 0.08, limit: 0.3, unit: 'nmi' },
    message: { zh: '最近会遇距离 0.08 海里', en: 'closest point of approach 0.08 nmi' },
    cause: 'mmsi-412000305+mmsi-413000068',
    ...over,
  });
