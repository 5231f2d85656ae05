import i18next from 'i18next';
import { select, useView } from '../../app/url-state.ts';
import type { LaneAlert } from '../../feed/replays.ts';
import { flyTo } from '../../map/camera.ts';
import { whereIsIncident } from '../../map/where-is.ts';
import { toast } from '../../ui/toasts.tsx';
import { cameraBond } from './camera-bond.ts';
import { type Difference, stepDifference } from './differences.ts';
import { shownWindow, showWindow, wholeStretch } from './lanes/shown-window.ts';
import { followTime } from './lanes/time-window.ts';
import { changeReplay, linkAt, type Side, useReplayLink } from './replay-link.ts';
import type { Run } from './runs.ts';
import { replayNow, seek } from './transport.ts';

/** The alert becomes what the inspector shows, and its incident what the maps point at. */
export function pickAlert(side: Side, alert: LaneAlert): void {
  select(alert.incidentId === undefined ? undefined : { kind: 'incident', id: alert.incidentId });
  changeReplay({ picked: { side, id: alert.id } });
}

export function pickIncident(id: string): void {
  select({ kind: 'incident', id });
  changeReplay({ picked: undefined });
}

export function pickNothing(): void {
  select(undefined);
  changeReplay({ picked: undefined });
}

/** To a moment, with the lanes turned to the page that has it. */
export function goTo(time: number): void {
  showWindow(followTime(shownWindow(), time, wholeStretch()));
  void seek(time);
}

/** Steps lead the camera along, unless it sees the place already. */
function lookAt({ position }: LaneAlert): void {
  if (position && !cameraBond.sees(position)) flyTo(position);
}

/** To where the two runs part next. */
export function goToDifference(differences: readonly Difference[], by: 1 | -1): void {
  const next = stepDifference(differences, replayNow(), by);
  if (!next) {
    toast('done', i18next.t(differences.length === 0 ? 'replay.noDifference' : 'replay.noMoreDifference'));
    return;
  }
  lookAt(next.alert);
  pickAlert(next.kind === 'onlyA' || next.kind === 'clearedLater' ? 'a' : 'b', next.alert);
  goTo(next.time);
}

/** To the alert of A that was raised next. */
export function stepAlert(run: Run | undefined, by: 1 | -1): void {
  const alerts = run?.lanes?.alerts ?? [];
  const { picked } = useReplayLink.getState();
  const at = picked?.side === 'a' ? alerts.findIndex(({ id }) => id === picked.id) : -1;
  const now = replayNow();
  const next =
    at >= 0
      ? alerts[at + by]
      : by > 0
        ? alerts.find(({ raisedAt }) => Date.parse(raisedAt) >= now)
        : alerts.findLast(({ raisedAt }) => Date.parse(raisedAt) <= now);
  if (!next) return;
  lookAt(next);
  pickAlert('a', next);
  goTo(Date.parse(next.raisedAt));
}

/** The alert that the link names, while what is selected on the maps belongs to it. */
function pickedAlert(runs: readonly (Run | undefined)[]): { readonly run: Run; readonly alert: LaneAlert } | undefined {
  const { picked } = useReplayLink.getState();
  const run = picked && runs.find((one) => one?.side === picked.side);
  const alert = run?.lanes?.alerts.find(({ id }) => id === picked?.id);
  return run && alert ? { run, alert } : undefined;
}

/** The camera to what is picked. */
export function flyToPicked(runs: readonly (Run | undefined)[]): void {
  const alert = pickedAlert(runs)?.alert;
  const { selection } = useView.getState();
  const incident =
    selection?.kind === 'incident'
      ? runs.flatMap((run) => {
          const found = run?.feed.useLive.getState().incidents.get(selection.id);
          return run && found ? [whereIsIncident(found, run.feed)] : [];
        })[0]
      : undefined;
  const position = alert?.position ?? incident;
  if (position) flyTo(position);
  else toast('failed', i18next.t('action.noPosition'));
}

/** The link to exactly this moment, onto the clipboard. */
export async function copyLink(): Promise<void> {
  const link = linkAt(replayNow());
  try {
    await navigator.clipboard.writeText(link);
    toast('done', i18next.t('replay.linkCopied'));
  } catch {
    // Without a secure origin there is no clipboard; the address bar has the link all the same.
    toast('done', i18next.t('replay.linkInAddress'));
  }
}
