import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { useView } from '../../app/url-state.ts';
import { useFleet } from '../../feed/fleet-store.ts';
import { useLive } from '../../feed/live-store.ts';
import type { IncidentView } from '../../feed/model.ts';
import { byUrgency, dutyOf } from '../../panels/queue/duties.ts';
import { matches } from '../../panels/queue/matches.ts';
import type { Chart } from '../chart.ts';
import { whereIsIncident } from '../where-is.ts';
import { layoutMarks, type Mark } from './layout.ts';
import { MarkButton } from './mark-button.tsx';
import styles from './marks.module.css';

interface MarksProps {
  readonly chart: Chart;
  /** Hands over what puts the marks in their places; the chart calls it with each frame of a moving camera. */
  readonly onFollow: (place: () => void) => void;
}

/** Ours: how often marks are sorted into groups anew while the chart stands still. */
const REGROUP_MS = 1000;

/** As wide as a callout may become. */
const CALLOUT_PX = 300;

interface Placed {
  readonly mark: Mark;
  readonly incidents: readonly IncidentView[];
  readonly position: LonLat;
}

/** The open incidents, each beside its subject with a leader line, near ones together. They follow a moving vessel. */
export function Marks({ chart, onFollow }: MarksProps) {
  const incidents = useShownIncidents();
  const selected = useView((view) => (view.selection?.kind === 'incident' ? view.selection.id : undefined));
  const elements = useRef(new Map<string, HTMLElement>());
  const [placed, setPlaced] = useState<readonly Placed[]>([]);

  const regroup = useCallback(() => {
    const at = incidents.flatMap((incident) => {
      const position = whereIsIncident(incident);
      return position ? [{ incident, position, ...chart.map.project([...position] as [number, number]) }] : [];
    });
    const marks = layoutMarks(
      at.map(({ incident, x, y }) => ({ id: incident.id, x, y })),
      selected,
    );
    setPlaced(
      marks.map((mark) => {
        const members = mark.ids.flatMap((id) => at.find(({ incident }) => incident.id === id) ?? []);
        return { mark, incidents: members.map(({ incident }) => incident), position: members[0]!.position };
      }),
    );
  }, [chart, incidents, selected]);

  const place = useCallback(() => {
    for (const { mark, incidents: members } of placed) {
      const element = elements.current.get(mark.ids[0]!);
      const position = members[0] && whereIsIncident(members[0]);
      if (!element || !position) continue;
      const { x, y } = chart.map.project([...position] as [number, number]);
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    }
  }, [chart, placed]);

  useEffect(() => {
    regroup();
    const timer = setInterval(regroup, REGROUP_MS);
    chart.map.on('moveend', regroup);
    return () => {
      clearInterval(timer);
      chart.map.off('moveend', regroup);
    };
  }, [chart, regroup]);
  useEffect(() => {
    place();
    onFollow(place);
    return useFleet.subscribe(place);
  }, [place, onFollow]);

  return (
    <div className={styles.marks}>
      {placed.map(({ mark, incidents: members }) => (
        <MarkButton
          key={mark.ids[0]}
          mark={mark}
          incidents={members}
          selected={selected}
          atRightEdge={mark.x + mark.dx + CALLOUT_PX > chart.map.getContainer().clientWidth}
          onElement={(element) => {
            if (element) elements.current.set(mark.ids[0]!, element);
            else elements.current.delete(mark.ids[0]!);
          }}
        />
      ))}
    </div>
  );
}

/** What the queue shows and has a place, most urgent first; shelved ones only while they are selected. */
function useShownIncidents(): readonly IncidentView[] {
  const incidents = useLive((state) => state.incidents);
  const { family, text, hidden, selection } = useView();
  return useMemo(() => {
    if (hidden.includes('alerts')) return [];
    return [...incidents.values()]
      .filter((incident) => {
        const duty = dutyOf(incident);
        if (selection?.kind === 'incident' && selection.id === incident.id) return true;
        return duty !== undefined && duty !== 'shelved' && matches(incident, family, text);
      })
      .sort(byUrgency);
  }, [incidents, family, text, hidden, selection]);
}
