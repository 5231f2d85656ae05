import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import type { IncidentView } from '../../feed/model.ts';
import type { Duty, DutyGroup } from './duties.ts';
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
  const { t } = useWording();
  const now = useCityNow();
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(() => itemsOf(groups), [groups]);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'heading' ? HEADING_PX : ROW_PX),
    getItemKey: (index) => {
      const item = items[index]!;
      return item.kind === 'heading' ? item.duty : item.incident.id;
    },
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
                  now={now}
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
