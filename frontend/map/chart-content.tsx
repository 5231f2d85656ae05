import { useEffect, useMemo, useRef } from 'react';
import type { LonLat } from '../../geodata/model/geometry.ts';
import { select, useView } from '../app/url-state.ts';
import { useWording } from '../app/wording.ts';
import { useFeed } from '../feed/feed.ts';
import { rowOf } from '../feed/fleet-store.ts';
import type { AlertDetail } from '../feed/model.ts';
import { useIncidentDetail, useVessels, useZones } from '../feed/queries.ts';
import { useChosenAlert } from '../panels/inspector/evidence/chosen-alert.ts';
import { fitTo } from './camera.ts';
import type { Chart } from './chart.ts';
import { evidenceFeatures, NO_EVIDENCE } from './evidence-features.ts';
import { drawHullAtlas } from './hull-atlas.ts';
import { useReadingsDrawing } from './instruments/use-readings-drawing.ts';
import { nameFeatures } from './name-features.ts';
import { zoneFeatures } from './zone-features.ts';

/** Puts what is known onto the chart whenever it changes. Draws nothing itself. */
export function ChartContent({ chart }: { chart: Chart }) {
  useStanding(chart);
  useFleetDrawing(chart);
  useReadingsDrawing(chart);
  useEvidenceDrawing(chart);
  useFirstView(chart);
  return null;
}

function useStanding(chart: Chart): void {
  const { language } = useWording();
  const hidden = useView((view) => view.hidden);
  const { data: zones } = useZones();
  useEffect(() => chart.show('zones', zoneFeatures(zones ?? [])), [chart, zones]);
  useEffect(() => chart.setLanguage(language), [chart, language]);
  useEffect(() => chart.setHidden(new Set(hidden)), [chart, hidden]);
}

/** Ids of what the selection is about: a thing itself, or the things of an incident. */
function useSubjects(): readonly string[] {
  const { useLive } = useFeed();
  const selection = useView((view) => view.selection);
  const incident = useLive((state) => (selection?.kind === 'incident' ? state.incidents.get(selection.id) : undefined));
  return useMemo(
    () => (selection?.kind === 'thing' ? [selection.id] : (incident?.things.map(({ id }) => id) ?? [])),
    [selection, incident],
  );
}

/** Ours: names need not move more often than the eye reads them. */
const NAMES_EVERY_MS = 500;

function useFleetDrawing(chart: Chart): void {
  const { useFleet, useLive } = useFeed();
  const picture = useFleet((state) => state.picture);
  const selection = useView((view) => view.selection);
  const hidden = useView((view) => view.hidden);
  const subjects = useSubjects();
  const atlas = useMemo(drawHullAtlas, []);
  const namedAt = useRef(0);
  /** An empty sea looks the same at every tick. */
  const empty = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new selection names anew at once
  useEffect(() => {
    namedAt.current = 0;
  }, [subjects]);
  useEffect(() => {
    if (!picture || (picture.count === 0 && empty.current)) return;
    empty.current = picture.count === 0;
    const { numbers, roster } = useLive.getState();
    const rows = subjects.map((id) => rowOf(picture, numbers.get(id))).filter((row) => row >= 0);
    chart.drawFleet(picture, {
      atlas,
      vessels: !hidden.includes('vessels'),
      vehicles: !hidden.includes('vehicles'),
      selectedRow: selection?.kind === 'thing' ? (rows[0] ?? -1) : -1,
      relatedRows: rows,
      onPick: (row) => {
        const thing = useLive.getState().roster.get(useFleet.getState().picture?.number[row] ?? -1);
        if (thing) select({ kind: 'thing', id: thing.id });
      },
    });
    if (performance.now() - namedAt.current < NAMES_EVERY_MS) return;
    namedAt.current = performance.now();
    chart.show('names', nameFeatures(picture, roster, new Set(rows), chart.zoom, chart.bounds));
  }, [chart, picture, atlas, hidden, selection, subjects, useFleet, useLive]);
}

const NO_ALERTS: readonly AlertDetail[] = [];

/** What the alert that the inspector shows rests on. */
function useEvidenceDrawing(chart: Chart): void {
  const { language } = useWording();
  const { useFleet, useLive } = useFeed();
  const selection = useView((view) => view.selection);
  const id = selection?.kind === 'incident' ? selection.id : undefined;
  const live = useLive((state) => (id === undefined ? undefined : state.incidents.get(id)));
  const { data } = useIncidentDetail(id, live?.updatedAt);
  const lead = useChosenAlert(data && data.id === id ? data.alerts : NO_ALERTS);
  // Without something to point at, the moving picture is not followed: setting data draws the whole chart anew.
  const picture = useFleet((state) => (lead ? state.picture : undefined));
  useEffect(() => {
    const positionOf = (thing: string): LonLat | undefined => {
      const row = rowOf(picture, useLive.getState().numbers.get(thing));
      return picture && row >= 0 ? [picture.lonLat[row * 2]!, picture.lonLat[row * 2 + 1]!] : undefined;
    };
    chart.show('evidence', lead ? evidenceFeatures(lead, positionOf, language) : NO_EVIDENCE);
  }, [chart, lead, picture, language, useLive]);
}

/** Without a camera in the link: when all vessels are elsewhere (a recording of foreign waters), go and see them. */
function useFirstView(chart: Chart): void {
  const asked = useRef(new URLSearchParams(location.search).has('at'));
  const { data } = useVessels(!asked.current);
  useEffect(() => {
    const positions = (data ?? []).flatMap(({ position }) => (position ? [position] : []));
    if (asked.current || positions.length === 0) return;
    asked.current = true;
    const bounds = chart.map.getBounds();
    if (!positions.some((position) => bounds.contains([...position]))) fitTo(positions);
  }, [chart, data]);
}
