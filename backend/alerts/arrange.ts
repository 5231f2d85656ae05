import type { Grade } from '../../geodata/model/grade.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import { UserError } from '../errors.ts';
import type { Actor } from '../identity/actor.ts';
import type { Action } from '../identity/audit.ts';
import type { Arrangement, ArrangementEvent, ArrangementScope } from './arrangements.ts';

/** What a person asks for; see {@link Arrangement}. */
export interface ArrangementRequest {
  readonly kind: Arrangement['kind'];
  readonly scope: ArrangementScope;
  readonly reason: string;
  readonly owner: string;
  /** Default: now. */
  readonly from?: EventTime;
  readonly to: EventTime;
  /** Default: III; I for maintenance of single things, whose tests look like the worst. */
  readonly worstGrade?: Grade;
}

export interface Arranging {
  readonly now: EventTime;
  newId(): string;
}

/** An {@link ArrangementEvent} and who caused it. */
export interface Arranged {
  readonly event: ArrangementEvent;
  readonly action: Action;
}

/** Ours: whoever wants it for longer looks at it once a quarter. */
const LONGEST_DAYS = 92;
const DAY_MS = 24 * 3_600_000;

/** @throws UserError 400 for a scope that covers everything, or an end that is past, before its beginning or too far away. */
export function createArrangement(request: ArrangementRequest, actor: Actor, { now, newId }: Arranging): Arranged {
  const { kind, scope, reason, owner, from = now, to, worstGrade } = request;
  const isThing = kind === 'maintenance' && scope.thing !== undefined;
  const arrangement = checked(
    {
      id: `${kind === 'rule' ? 'SUP' : 'MNT'}-${newId()}`,
      kind,
      scope,
      reason,
      owner,
      from,
      to,
      worstGrade: worstGrade ?? (isThing ? 1 : 3),
      createdBy: actor.name,
      createdAt: now,
    },
    now,
  );
  return arranged('arranged', arrangement, actor, now, newId);
}

/** @throws UserError as for a new one; 404, 409 when it is over. */
export function changeArrangement(
  known: Arrangement | undefined,
  id: string,
  change: Partial<Omit<ArrangementRequest, 'kind'>>,
  actor: Actor,
  { now, newId }: Arranging,
): Arranged {
  const arrangement = checked({ ...standing(known, id, now), ...change }, now);
  return arranged('changed', arrangement, actor, now, newId);
}

/** @throws UserError 404, 409 when it is over. */
export function withdrawArrangement(
  known: Arrangement | undefined,
  id: string,
  actor: Actor,
  { now, newId }: Arranging,
): Arranged {
  const arrangement = { ...standing(known, id, now), withdrawnAt: now, withdrawnBy: actor.name };
  return arranged('withdrawn', arrangement, actor, now, newId);
}

function standing(known: Arrangement | undefined, id: string, now: EventTime): Arrangement {
  if (!known) throw new UserError('unknown-arrangement', `there is no ${id}`, { status: 404 });
  if (known.to > now && known.withdrawnAt === undefined) return known;
  throw new UserError('arrangement-over', `${id} is over`, { status: 409, next: 'Make another one.' });
}

function checked(arrangement: Arrangement, now: EventTime): Arrangement {
  const { scope, from, to } = arrangement;
  const refuse = (field: string, message: string) => {
    throw new UserError('invalid-input', message, { field });
  };
  if (Object.values(scope).every((part) => part === undefined))
    refuse('scope', 'the scope must name a detector, kind, family, thing or zone');
  if (to <= now) refuse('to', 'the end must be in the future');
  if (to <= from) refuse('to', 'the end must be after the beginning');
  if (to - Math.max(from, now) > LONGEST_DAYS * DAY_MS)
    refuse('to', `the end must be within ${LONGEST_DAYS} days of the beginning`);
  return arrangement;
}

const ACTION = { arranged: 'create', changed: 'change', withdrawn: 'close' } as const;

function arranged(
  kind: ArrangementEvent['kind'],
  arrangement: Arrangement,
  actor: Actor,
  time: EventTime,
  newId: () => string,
): Arranged {
  const objectKind = arrangement.kind === 'rule' ? 'suppression' : 'maintenance';
  return {
    event: { id: newId(), kind, time, actor: actor.name, arrangement },
    action: { time, actor, action: ACTION[kind], objectKind, objectId: arrangement.id, note: arrangement.reason },
  };
}
