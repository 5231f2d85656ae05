import { useEffect, useMemo } from 'react';
import { useView } from '../../app/url-state.ts';
import { useLive } from '../../feed/live-store.ts';
import type { AlertView, IncidentView } from '../../feed/model.ts';
import { type Burden, burdenOf, byPriority } from './burden.ts';
import { type DutyGroup, dutyOf, groupByDuty, isOpen, urgencyBy } from './duties.ts';
import { type Lot, lotsOf } from './lots.ts';
import { matches } from './matches.ts';
import { followFlood, isInLots, useQueueState } from './queue-store.ts';
import { admit } from './waiting.ts';

export interface Queue {
  /** Without what is shelved; empty while the queue is in lots. */
  readonly groups: readonly DutyGroup[];
  /** Of the same incidents; `undefined` while the queue is in single rows. */
  readonly lots: readonly Lot[] | undefined;
  readonly burdens: ReadonlyMap<string, Burden>;
  /** Ids in drawn order: what J and K walk. */
  readonly order: readonly string[];
  readonly waiting: readonly IncidentView[];
  readonly shelved: readonly IncidentView[];
  /** Alerts whose condition holds and that nobody is asked about. */
  readonly suppressed: readonly AlertView[];
  readonly open: number;
  readonly shown: number;
}

const isHidden = ({ suppression, state }: AlertView): boolean => suppression !== undefined && state === 'active';

/** The queue as the officer sees it now: filtered, grouped, with what is new held back while the list is in use. */
export function useQueue(): Queue {
  const incidents = useLive((state) => state.incidents);
  const alerts = useLive((state) => state.alerts);
  const family = useView((view) => view.family);
  const text = useView((view) => view.text);
  const { shown, held, by, open, wanted: wish, flooded } = useQueueState();
  const inLots = isInLots({ wanted: wish, flooded });
  useFlood(held);
  const all = useMemo(() => [...incidents.values()].filter(isOpen), [incidents]);
  const burdens = useMemo(() => new Map(all.map((one) => [one.id, burdenOf(one, alerts)])), [all, alerts]);
  const queue = useMemo(() => {
    const admission = admit(
      shown,
      all.map(({ id }) => id),
      held,
    );
    const waiting = new Set(admission.waiting);
    const compare = urgencyBy((a, b) => byPriority(burdens.get(a.id), burdens.get(b.id)));
    const wanted = all.filter((incident) => matches(incident, family, text));
    const admitted = wanted.filter(({ id }) => admission.shown.has(id));
    const groups = inLots ? [] : groupByDuty(admitted, compare).filter(({ duty }) => duty !== 'shelved');
    const lots = inLots
      ? lotsOf(
          admitted.filter(({ shelved }) => !shelved),
          by,
          burdens,
          compare,
        )
      : undefined;
    return {
      admission,
      groups,
      lots,
      order: lots
        ? lots.flatMap((lot) => idsOf(lot, open))
        : groups.flatMap(({ incidents: members }) => members.map(({ id }) => id)),
      waiting: wanted.filter(({ id }) => waiting.has(id)),
      shelved: wanted.filter((incident) => dutyOf(incident) === 'shelved').sort(compare),
      open: all.length,
      shown: admitted.filter(({ shelved }) => !shelved).length,
    };
  }, [all, burdens, family, text, shown, held, by, open, inLots]);
  const suppressed = useMemo(() => [...alerts.values()].filter(isHidden), [alerts]);
  useEffect(() => {
    if (!held) return;
    const next = queue.admission.shown;
    if (next.size !== shown.size || [...next].some((id) => !shown.has(id))) useQueueState.setState({ shown: next });
  }, [queue, shown, held]);
  return { ...queue, burdens, suppressed };
}

/** A closed lot is walked by its most urgent incident. */
const idsOf = ({ key, incidents }: Lot, open: ReadonlySet<string>): readonly string[] =>
  open.has(key) ? incidents.map(({ id }) => id) : [incidents[0].id];

/** Into lots when a flood begins and back when it ends; while the list is in use, only once it is let go. */
function useFlood(held: boolean): void {
  const flood = useLive((state) => state.alarms?.flood ?? false);
  const flooded = useQueueState((state) => state.flooded);
  useEffect(() => {
    if (!held && flood !== flooded) followFlood(flood);
  }, [held, flood, flooded]);
}
