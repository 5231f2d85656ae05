import { useEffect, useMemo } from 'react';
import { useView } from '../../app/url-state.ts';
import { useLive } from '../../feed/live-store.ts';
import type { IncidentView } from '../../feed/model.ts';
import { type DutyGroup, groupByDuty, isOpen } from './duties.ts';
import { matches } from './matches.ts';
import { useQueueState } from './queue-store.ts';
import { admit } from './waiting.ts';

export interface Queue {
  readonly groups: readonly DutyGroup[];
  /** Ids in drawn order: what J and K walk. */
  readonly order: readonly string[];
  readonly waiting: readonly IncidentView[];
  readonly shelved: readonly IncidentView[];
  readonly open: number;
  readonly shown: number;
}

/** The queue as the officer sees it now: filtered, grouped, with what is new held back while the list is in use. */
export function useQueue(): Queue {
  const incidents = useLive((state) => state.incidents);
  const family = useView((view) => view.family);
  const text = useView((view) => view.text);
  const { shown, held, shelvedOpen } = useQueueState();
  const queue = useMemo(() => {
    const all = [...incidents.values()].filter(isOpen);
    const admission = admit(
      shown,
      all.map(({ id }) => id),
      held,
    );
    const waiting = new Set(admission.waiting);
    const wanted = all.filter((incident) => matches(incident, family, text));
    const groups = groupByDuty(wanted.filter(({ id }) => admission.shown.has(id)));
    const drawn = groups.filter(({ duty }) => duty !== 'shelved' || shelvedOpen);
    const order = drawn.flatMap(({ incidents: members }) => members.map(({ id }) => id));
    return {
      admission,
      groups: drawn,
      order,
      waiting: wanted.filter(({ id }) => waiting.has(id)),
      shelved: groups.find(({ duty }) => duty === 'shelved')?.incidents ?? [],
      open: all.length,
      shown: order.length,
    };
  }, [incidents, family, text, shown, held, shelvedOpen]);
  useEffect(() => {
    if (!held) return;
    const next = queue.admission.shown;
    if (next.size !== shown.size || [...next].some((id) => !shown.has(id))) useQueueState.setState({ shown: next });
  }, [queue, shown, held]);
  return queue;
}
