import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '../feed/live-store.ts';
import { flyTo } from '../map/camera.ts';
import { whereIsIncident, whereIsThing } from '../map/where-is.ts';
import { perform, useAct } from '../panels/inspector/act.ts';
import { INSPECTOR_ID } from '../panels/inspector/inspector.tsx';
import { takeNotice } from '../panels/inspector/notice-menu.tsx';
import { dispatchTeam, useTaskActs } from '../panels/inspector/tasks/task-acts.ts';
import { FILTER_ID } from '../panels/queue/queue-panel.tsx';
import { openLot, showWaiting, toggleLots } from '../panels/queue/queue-store.ts';
import type { Queue } from '../panels/queue/use-queue.ts';
import { useAppState } from './app-store.ts';
import { navigate } from './navigate.ts';
import { changeView, select, useView } from './url-state.ts';

/** The console's keys, alive whenever nobody types and no dialogue is open. The list is shown by `?`. */
export function useConsoleKeys(queue: Queue): void {
  const client = useQueryClient();
  const latest = useRef(queue);
  latest.current = queue;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        useAppState.getState().openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isBusy(event.target)) return;
      const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act || (event.key === 'Enter' && isPressable(event.target))) return;
      event.preventDefault();
      act(latest.current, client);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [client]);
}

type KeyAction = (queue: Queue, client: QueryClient) => void;

const selectedIncident = (): string | undefined => {
  const { selection } = useView.getState();
  return selection?.kind === 'incident' ? selection.id : undefined;
};

const KEYS: Readonly<Record<string, KeyAction>> = {
  j: (queue) => step(queue, 1),
  k: (queue) => step(queue, -1),
  ArrowDown: (queue) => step(queue, 1),
  ArrowUp: (queue) => step(queue, -1),
  Enter: (queue) => {
    if (selectedIncident() === undefined) step(queue, 1);
    changeView({ pane: 'inspector' });
    document.getElementById(INSPECTOR_ID)?.focus();
  },
  Escape: () => {
    select(undefined);
    changeView({ pane: 'queue' });
  },
  a: (_queue, client) => perform('acknowledge', selectedIncident(), client),
  s: (_queue, client) => perform('shelve', selectedIncident(), client),
  c: (_queue, client) => perform('comment', selectedIncident(), client),
  d: () => dispatchTeam(useLive.getState().incidents.get(selectedIncident() ?? '')),
  f: flyToSelection,
  g: toggleLots,
  ArrowRight: (queue) => foldLot(queue, true),
  ArrowLeft: (queue) => foldLot(queue, false),
  y: () => navigate('/alarms'),
  w: () => {
    const id = selectedIncident();
    if (id !== undefined) void takeNotice(id, 'pdf');
  },
  l: () => useAppState.getState().toggleLayers(),
  m: () => useAppState.getState().toggleSound(),
  n: (queue) => showWaiting(queue.waiting.map(({ id }) => id)),
  '/': () => document.getElementById(FILTER_ID)?.focus(),
  '?': () => useAppState.getState().openHelp(),
};

/** Along the drawn order; from nothing selected, the first. Stops at the ends: wrapping would lose the place in a long queue. */
function step({ order }: Queue, by: 1 | -1): void {
  if (order.length === 0) return;
  const at = order.indexOf(selectedIncident() ?? '');
  const next = at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + by));
  changeView({ selection: { kind: 'incident', id: order[next]! } });
}

/** Opens or closes the lot of the selected incident. */
function foldLot({ lots }: Queue, open: boolean): void {
  const id = selectedIncident();
  const lot = lots?.find(({ incidents }) => incidents.some((incident) => incident.id === id));
  if (lot) openLot(lot.key, open);
}

function flyToSelection(): void {
  const { selection } = useView.getState();
  if (!selection) return;
  const incident = selection.kind === 'incident' ? useLive.getState().incidents.get(selection.id) : undefined;
  const position = incident ? whereIsIncident(incident) : whereIsThing(selection.id);
  if (position) flyTo(position);
}

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, summary, [role="tab"], [role="menuitem"]') !== null;

/** Typing, or inside a dialogue or menu, which has keys of its own. */
function isBusy(target: EventTarget | null): boolean {
  const { palette, help } = useAppState.getState();
  if (palette || help || useAct.getState().dialog || useTaskActs.getState().dialog) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="menu"], [role="dialog"]') !== null;
}
