import { useAppState } from '../../app/app-store.ts';
import type { ReplaySpeed } from '../../feed/replays.ts';
import type { Difference } from './differences.ts';
import { goLive } from './go-live.ts';
import { useReplayKeys } from './keys.ts';
import { showAll, zoomBy } from './lanes/shown-window.ts';
import { copyLink, flyToPicked, goTo, goToDifference, pickNothing, stepAlert } from './pick.ts';
import type { Run } from './runs.ts';
import { replayNow, setSpeed, togglePlay, useTransport } from './transport.ts';

export const SPEEDS: readonly ReplaySpeed[] = [0.1, 1, 16, 100, 1000, 'max'];
/** Ours: what a step and a leap are; a minute is what the lanes count by. */
const STEP_MS = 60_000;
const LEAP_MS = 10 * STEP_MS;
const CLOSER = 0.6;

/** What can be opened over the stage. */
export type StageDialog = 'branch' | 'bookmark' | 'card';

interface StageKeys {
  readonly a: Run | undefined;
  readonly b: Run | undefined;
  readonly differences: readonly Difference[];
  readonly open: (dialog: StageDialog) => void;
  readonly report: () => void;
}

export const stepBy = (by: 1 | -1): void => goTo(replayNow() + by * STEP_MS);

export function useStageKeys({ a, b, differences, open, report }: StageKeys): void {
  const speeds = Object.fromEntries(SPEEDS.map((speed, index) => [String(index + 1), () => void setSpeed(speed)]));
  useReplayKeys({
    ...speeds,
    Space: () => void togglePlay(),
    '0': () => goTo(useTransport.getState().from),
    ArrowLeft: () => stepBy(-1),
    ArrowRight: () => stepBy(1),
    'Shift+ArrowLeft': () => goTo(replayNow() - LEAP_MS),
    'Shift+ArrowRight': () => goTo(replayNow() + LEAP_MS),
    '+': () => zoomBy(CLOSER),
    '=': () => zoomBy(CLOSER),
    '-': () => zoomBy(1 / CLOSER),
    z: showAll,
    '[': () => goToDifference(differences, -1),
    ']': () => goToDifference(differences, 1),
    j: () => stepAlert(a, 1),
    k: () => stepAlert(a, -1),
    b: () => open('bookmark'),
    'Shift+B': () => open('branch'),
    e: report,
    c: () => void copyLink(),
    f: () => flyToPicked([a, b]),
    l: () => useAppState.getState().toggleLayers(),
    Home: goLive,
    Escape: pickNothing,
  });
}
