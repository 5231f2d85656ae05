import { useMemo } from 'react';
import { changeReplay, useReplayLink } from '../replay-link.ts';
import { replayNow, useTransport } from '../transport.ts';
import { clampWindow, panWindow, type Window, zoomWindow } from './time-window.ts';

const wholeOf = ({ from, to }: { readonly from: number; readonly to: number }): Window => [
  from,
  Math.max(from + 1, to),
];
const shownOf = (window: Window | undefined, whole: Window): Window => (window ? clampWindow(window, whole) : whole);

export const wholeStretch = (): Window => wholeOf(useTransport.getState());
export const shownWindow = (): Window => shownOf(useReplayLink.getState().window, wholeStretch());

/** What the lanes show now. */
export function useShownWindow(): Window {
  const from = useTransport((state) => state.from);
  const to = useTransport((state) => state.to);
  const window = useReplayLink((link) => link.window);
  return useMemo(() => shownOf(window, wholeOf({ from, to })), [window, from, to]);
}

export function showWindow(window: Window): void {
  const whole = wholeStretch();
  const [from, to] = clampWindow(window, whole);
  changeReplay({ window: from <= whole[0] && to >= whole[1] ? undefined : [from, to] });
}

/** Around the cursor while it is in sight, else around the middle. */
export function zoomBy(factor: number, around = replayNow()): void {
  const shown = shownWindow();
  const middle = (shown[0] + shown[1]) / 2;
  const at = around >= shown[0] && around <= shown[1] ? around : middle;
  showWindow(zoomWindow(shown, at, factor, wholeStretch()));
}

export const panBy = (ms: number): void => showWindow(panWindow(shownWindow(), ms, wholeStretch()));
export const showAll = (): void => changeReplay({ window: undefined });
