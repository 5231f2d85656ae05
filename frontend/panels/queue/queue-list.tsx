import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { timeLeft } from '../../clock/time-left.ts';
import type { IncidentView } from '../../feed/model.ts';
import type { Duty, DutyGroup } from './duties.ts';
import { usePlaceName } from './place-name.ts';
import styles from './queue.module.css';
import { QueueRow } from './queue-row.tsx';
import { holdQueue } from './queue-store.ts';

type Item =
  | { readonly kind: 'heading'; readonly duty: Duty; readonly count: number }
  | { readonly kind: 'incident'; readonly incident: IncidentView; readonly position: number };

/** Pixels, as in the style sheet. */
const HEADING_PX = 30;
const ROW_PX = 49;

const itemsOf = (groups: readonly DutyGroup[]): readonly Item[] => {
  let position = 0;
  return groups.flatMap(({ duty, incidents }): Item[] => [
    { kind: 'heading', duty, count: incidents.length },
    ...incidents.map((incident): Item => ({ kind: 'incident', incident, position: ++position })),
  ]);
};

interface QueueListProps {
  readonly groups: readonly DutyGroup[];
  readonly selectedId: string | undefined;
  readonly onOpen: (id: string) => void;
}

/** Only the rows in sight exist; a queue of thousands scrolls like one of ten. */
export function QueueList({ groups, selectedId, onOpen }: QueueListProps) {
  const { t, span } = useWording();
  const placeName = usePlaceName();
  const now = useCityNow();
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(() => itemsOf(groups), [groups]);
  const estimateSize = useCallback(
    (index: number) => (items[index]?.kind === 'heading' ? HEADING_PX : ROW_PX),
    [items],
  );
  const getItemKey = useCallback(
    (index: number) => {
      const item = items[index]!;
      return item.kind === 'heading' ? item.duty : item.incident.id;
    },
    [items],
  );
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 8,
  });
  const selectedIndex = items.findIndex((item) => item.kind === 'incident' && item.incident.id === selectedId);
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
              {item.kind === 'heading' ? (
                <h3 className={styles.heading} data-first={index === 0 || undefined}>
                  {t(`duty.${item.duty}`)} <span>{item.count}</span>
                </h3>
              ) : (
                <QueueRow
                  incident={item.incident}
                  place={placeName(item.incident)}
                  age={span(now - Date.parse(item.incident.occurredAt))}
                  {...ringOf(item.incident, now)}
                  selected={item.incident.id === selectedId}
                  onOpen={onOpen}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** In steps that the eye can tell apart, so that a row is drawn anew only when it looks different. */
function ringOf({ detectedAt, dueAt }: IncidentView, now: number) {
  const left = timeLeft(Date.parse(detectedAt), dueAt === undefined ? undefined : Date.parse(dueAt), now);
  return { minutesLeft: left?.minutes, shareLeft: left && Math.round(left.share * 60) / 60, mood: left?.mood };
}
