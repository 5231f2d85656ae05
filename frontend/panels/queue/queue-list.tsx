import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { timeLeft } from '../../clock/time-left.ts';
import type { AlertView, IncidentView } from '../../feed/model.ts';
import { isWeather } from './burden.ts';
import type { Duty, DutyGroup } from './duties.ts';
import { AlertRow, LotRow } from './lot-row.tsx';
import type { Lot } from './lots.ts';
import { usePlaceName } from './place-name.ts';
import styles from './queue.module.css';
import { QueueRow } from './queue-row.tsx';
import { holdQueue, useQueueState } from './queue-store.ts';
import type { Queue } from './use-queue.ts';

type Item =
  | { readonly kind: 'heading'; readonly key: string; readonly duty: Duty; readonly count: number }
  | { readonly kind: 'incident'; readonly key: string; readonly incident: IncidentView; readonly inner: boolean }
  | { readonly kind: 'lot'; readonly key: string; readonly lot: Lot }
  | { readonly kind: 'alert'; readonly key: string; readonly alert: AlertView }
  | { readonly kind: 'more'; readonly key: string; readonly count: number };

/** Pixels, as in the style sheet. */
const HEIGHTS: Readonly<Record<Item['kind'], number>> = { heading: 30, incident: 49, lot: 49, alert: 30, more: 30 };

/** Ours: of one cause; all of them are in the inspector. */
const MOST_ALERTS = 40;

const dutyItems = (groups: readonly DutyGroup[]): readonly Item[] =>
  groups.flatMap(({ duty, incidents }): Item[] => [
    { kind: 'heading', key: duty, duty, count: incidents.length },
    ...incidents.map((incident): Item => ({ kind: 'incident', key: incident.id, incident, inner: false })),
  ]);

const lotItems = (lots: readonly Lot[], open: ReadonlySet<string>, burdens: Queue['burdens']): readonly Item[] =>
  lots.flatMap((lot): Item[] => {
    const [lead] = lot.incidents;
    // What is alone is a row like any other, with its deadline.
    if (lot.incidents.length === 1 && (!lot.isOne || lot.alerts < 2))
      return [{ kind: 'incident', key: lead.id, incident: lead, inner: false }];
    const head: Item = { kind: 'lot', key: lot.key, lot };
    if (!open.has(lot.key)) return [head];
    if (!lot.isOne)
      return [
        head,
        ...lot.incidents.map((incident): Item => ({ kind: 'incident', key: incident.id, incident, inner: true })),
      ];
    const alerts = burdens.get(lead.id)?.alerts ?? [];
    const more = alerts.length - MOST_ALERTS;
    return [
      head,
      ...alerts.slice(0, MOST_ALERTS).map((alert): Item => ({ kind: 'alert', key: alert.id, alert })),
      ...(more > 0 ? [{ kind: 'more', key: `${lot.key}/more`, count: more } as const] : []),
    ];
  });

interface QueueListProps {
  readonly queue: Pick<Queue, 'groups' | 'lots' | 'burdens'>;
  readonly selectedId: string | undefined;
  readonly onOpen: (id: string) => void;
}

/** Only the rows in sight exist; a queue of thousands scrolls like one of ten. */
export function QueueList({ queue: { groups, lots, burdens }, selectedId, onOpen }: QueueListProps) {
  const { t, span } = useWording();
  const placeName = usePlaceName();
  const now = useCityNow();
  const scroller = useRef<HTMLDivElement>(null);
  const open = useQueueState((state) => state.open);
  const items = useMemo(
    () => (lots ? lotItems(lots, open, burdens) : dutyItems(groups)),
    [groups, lots, open, burdens],
  );
  const estimateSize = useCallback((index: number) => HEIGHTS[items[index]!.kind], [items]);
  const getItemKey = useCallback((index: number) => items[index]!.key, [items]);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 8,
  });
  const selectedIndex = items.findIndex((item) => isOf(item, selectedId, open));
  const { measure } = virtualizer;
  // Rows of another height take the places of others when a lot opens.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is what changed
  useLayoutEffect(() => measure(), [items, measure]);
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtualizer]);
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('queue.list')}
      {...(selectedIndex >= 0 ? { 'aria-activedescendant': `row-${selectedId}` } : {})}
      onPointerEnter={() => holdQueue(true)}
      onPointerLeave={() => holdQueue(false)}
    >
      <div className={styles.tall} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]!;
          return (
            <div key={key} className={styles.slot} style={{ transform: `translateY(${start}px)` }}>
              {rowOf(item, index === 0)}
            </div>
          );
        })}
      </div>
    </div>
  );

  function rowOf(item: Item, first: boolean) {
    switch (item.kind) {
      case 'heading':
        return (
          <h3 className={styles.heading} data-first={first || undefined}>
            {t(`duty.${item.duty}`)} <span>{item.count}</span>
          </h3>
        );
      case 'incident':
        return (
          <QueueRow
            incident={item.incident}
            place={placeName(item.incident)}
            age={ageOf(item.incident.occurredAt)}
            {...ringOf(item.incident, now)}
            {...weightOf(item.incident, burdens)}
            selected={item.incident.id === selectedId}
            inner={item.inner}
            onOpen={onOpen}
          />
        );
      case 'lot':
        return (
          <LotRow
            lot={item.lot}
            age={ageOf(item.lot.since)}
            isOpen={open.has(item.lot.key)}
            selected={isOf(item, selectedId, open)}
            onOpen={onOpen}
          />
        );
      case 'alert':
        return <AlertRow alert={item.alert} age={ageOf(item.alert.raisedAt)} onOpen={onOpen} />;
      case 'more':
        return <p className={styles.more}>{t('alarms.lots.more', { n: item.count })}</p>;
    }
  }

  function ageOf(iso: string): string {
    return span(now - Date.parse(iso));
  }
}

/** Whether the row is, or while it is closed holds, the selected incident. */
function isOf(item: Item, selectedId: string | undefined, open: ReadonlySet<string>): boolean {
  if (selectedId === undefined) return false;
  if (item.kind === 'incident') return item.incident.id === selectedId;
  if (item.kind !== 'lot' || (open.has(item.lot.key) && !item.lot.isOne)) return false;
  return item.lot.incidents.some(({ id }) => id === selectedId);
}

/** Priority, and for weather the number of places: only what the row shows, so that it is drawn anew only then. */
const weightOf = (incident: IncidentView, burdens: Queue['burdens']) => {
  const burden = burdens.get(incident.id);
  return { priority: burden?.priority, places: isWeather(incident) ? burden?.places : undefined };
};

/** In steps that the eye can tell apart, so that a row is drawn anew only when it looks different. */
function ringOf({ detectedAt, dueAt }: IncidentView, now: number) {
  const left = timeLeft(Date.parse(detectedAt), dueAt === undefined ? undefined : Date.parse(dueAt), now);
  return { minutesLeft: left?.minutes, shareLeft: left && Math.round(left.share * 60) / 60, mood: left?.mood };
}
