import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { distanceM } from '../../../geodata/model/geometry.ts';
import { useView } from '../../app/url-state.ts';
import { type Feed, useFeed } from '../../feed/feed.ts';
import type { IncidentView } from '../../feed/model.ts';
import { byUrgency, dutyOf } from '../../panels/queue/duties.ts';
import { matches } from '../../panels/queue/matches.ts';
import type { Chart } from '../chart.ts';
import { whereIsIncident, whereIsThing } from '../where-is.ts';
import { layoutMarks } from './layout.ts';
import { MarkButton, type Placed } from './mark-button.tsx';
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

/** What the layers panel takes of the chart's left side. */
const PANEL_PX = 240;

const looksAlike = (a: Placed, b: Placed): boolean =>
  a.dx === b.dx &&
  a.dy === b.dy &&
  a.opensLeft === b.opensLeft &&
  a.incidents.length === b.incidents.length &&
  a.incidents.every((incident, index) => incident === b.incidents[index]);

/** The open incidents, each beside its subject with a leader line, near ones together. They follow a moving vessel. */
export function Marks({ chart, onFollow }: MarksProps) {
  const feed = useFeed();
  const incidents = useShownIncidents();
  const selected = useView((view) => (view.selection?.kind === 'incident' ? view.selection.id : undefined));
  const elements = useRef(new Map<string, HTMLElement>());
  const [placed, setPlaced] = useState<readonly Placed[]>([]);

  const regroup = useCallback(() => {
    const at = incidents.flatMap((incident) => {
      const position = whereIsIncident(incident, feed);
      return position ? [{ incident, position, ...chart.map.project([...position] as [number, number]) }] : [];
    });
    const marks = layoutMarks(
      at.map(({ incident, x, y }) => ({
        id: incident.id,
        x,
        y,
        grade: incident.grade,
        other: otherParty(chart, incident, feed),
      })),
      selected,
    );
    const byId = new Map(at.map(({ incident }) => [incident.id, incident]));
    setPlaced((before) =>
      marks.map((mark): Placed => {
        const members = mark.ids.flatMap((id) => byId.get(id) ?? []);
        const x = mark.x + mark.dx;
        const roomLeft = x - CALLOUT_PX > PANEL_PX;
        const opensLeft = roomLeft && (mark.dx < 0 || x + CALLOUT_PX > chart.width);
        const next = { id: mark.ids[0]!, dx: mark.dx, dy: mark.dy, incidents: members, opensLeft };
        const last = before.find(({ id }) => id === next.id);
        return last && looksAlike(last, next) ? last : next;
      }),
    );
  }, [chart, feed, incidents, selected]);

  const place = useCallback(() => {
    for (const { id, incidents: members } of placed) {
      const element = elements.current.get(id);
      const position = members[0] && whereIsIncident(members[0], feed);
      if (!element || !position) continue;
      const { x, y } = chart.map.project([...position] as [number, number]);
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    }
  }, [chart, feed, placed]);

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
    return feed.useFleet.subscribe(place);
  }, [feed, place, onFollow]);

  const keep = useCallback((id: string, element: HTMLElement | null) => {
    if (element) elements.current.set(id, element);
    else elements.current.delete(id);
  }, []);
  return (
    <div className={styles.marks}>
      {placed.map((one) => (
        <MarkButton key={one.id} placed={one} selected={one.id === selected} onElement={keep} />
      ))}
    </div>
  );
}

/** Where the nearest other vessel of an encounter is on the screen. */
function otherParty(chart: Chart, { things }: IncidentView, feed: Feed) {
  const [lead, ...others] = things.map(({ id }) => whereIsThing(id, feed));
  if (!lead) return undefined;
  const near = others.filter((one) => one !== undefined);
  const nearest = near.sort((a, b) => distanceM(lead, a) - distanceM(lead, b))[0];
  return nearest && chart.map.project([...nearest] as [number, number]);
}

/** What the queue shows and has a place, most urgent first; shelved ones only while they are selected. */
function useShownIncidents(): readonly IncidentView[] {
  const { useLive } = useFeed();
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
