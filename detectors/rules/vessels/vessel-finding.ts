import type { ThingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { Clear, EvidenceSample, Raise, Update } from '../../finding.ts';

/** Who speaks: what all findings of one rule about vessels have in common. */
export interface VesselRule {
  readonly id: string;
  readonly family: 'vessel';
  readonly alertKind: string;
  readonly version: string;
}

/** One vessel, one condition; `part` tells conditions of one vessel apart (two zones, say). */
const vesselKey = (rule: VesselRule, thing: ThingId, part?: string): string =>
  part === undefined ? `${rule.id}/${thing}` : `${rule.id}/${thing}/${part}`;

type Told = Pick<Raise, 'grade' | 'message' | 'evidence'> & Pick<Partial<Raise>, 'measure' | 'zone'>;

/** All alerts about one vessel alone share a cause, so they become one incident. */
export const vesselRaise = (rule: VesselRule, position: Position, told: Told, part?: string): Raise => ({
  kind: 'raise',
  detector: rule.id,
  key: vesselKey(rule, position.thing, part),
  time: position.time,
  family: rule.family,
  alertKind: rule.alertKind,
  things: [position.thing],
  position: [position.lon, position.lat],
  ruleVersion: rule.version,
  cause: `thing/${position.thing}`,
  ...told,
});

export const vesselUpdate = (
  rule: VesselRule,
  position: Position,
  { grade, message, evidence, measure }: Told,
  part?: string,
): Update => ({
  kind: 'update',
  detector: rule.id,
  key: vesselKey(rule, position.thing, part),
  time: position.time,
  grade,
  position: [position.lon, position.lat],
  message,
  evidence,
  ...(measure && { measure }),
});

export const vesselClear = (
  rule: VesselRule,
  thing: ThingId,
  time: EventTime,
  message: Bilingual,
  part?: string,
): Clear => ({
  kind: 'clear',
  detector: rule.id,
  key: vesselKey(rule, thing, part),
  time,
  message,
});

/** A fix as evidence, with the number that mattered. */
export const fixSample = ({ thing, time, lon, lat }: Position, value: number): EvidenceSample => ({
  time,
  value,
  thing,
  position: [lon, lat],
});
