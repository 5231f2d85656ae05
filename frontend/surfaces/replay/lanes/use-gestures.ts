import { type RefObject, useEffect, useRef } from 'react';
import { seek } from '../transport.ts';
import type { Geometry } from './geometry.ts';
import { panBy, shownWindow, showWindow, wholeStretch, zoomBy } from './shown-window.ts';
import { zoomWindow } from './time-window.ts';

/** A press that moves less is a click. */
const CLICK_PX = 4;
/** Ours: how much one notch of a wheel zooms. */
const WHEEL_ZOOM = 0.0016;

interface Press {
  readonly x: number;
  /** On the axis the cursor is dragged; elsewhere the axis itself. */
  readonly scrubs: boolean;
  moved: boolean;
  lastX: number;
}

/** Wheel zooms at the pointer (sideways or with Shift it pans), dragging pans, dragging on the axis scrubs, a click seeks, two fingers pinch. */
export function useGestures(target: RefObject<SVGSVGElement | null>, geometry: Geometry): void {
  const latest = useRef(geometry);
  latest.current = geometry;
  useEffect(() => {
    const svg = target.current;
    if (!svg) return;
    const pointers = new Map<number, number>();
    let press: Press | undefined;
    const xOf = (event: MouseEvent) => event.clientX - svg.getBoundingClientRect().left;
    const yOf = (event: MouseEvent) => event.clientY - svg.getBoundingClientRect().top;
    const msPerPx = () => {
      const [from, to] = shownWindow();
      return (to - from) / (latest.current.right - latest.current.left);
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (sideways || event.shiftKey) panBy((sideways ? event.deltaX : event.deltaY) * msPerPx());
      else zoomBy(Math.exp(event.deltaY * WHEEL_ZOOM), latest.current.timeAt(xOf(event)));
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0 || xOf(event) < latest.current.left - 8) return;
      pointers.set(event.pointerId, xOf(event));
      const onHandle = event.target instanceof Element && event.target.closest('[data-handle]') !== null;
      const { axis } = latest.current;
      press = {
        x: xOf(event),
        lastX: xOf(event),
        moved: false,
        scrubs: onHandle || yOf(event) < axis.top + axis.height,
      };
    };
    const pinch = (event: PointerEvent) => {
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      const before = pointers.get(event.pointerId);
      if (other === undefined || before === undefined) return;
      const apart = Math.abs(before - other);
      const now = Math.max(1, Math.abs(xOf(event) - other));
      pointers.set(event.pointerId, xOf(event));
      if (apart > 0) showWindow(zoomWindow(shownWindow(), latest.current.timeAt(other), apart / now, wholeStretch()));
    };
    const onMove = (event: PointerEvent) => {
      if (!press) return;
      if (pointers.size > 1) return pinch(event);
      const x = xOf(event);
      if (!press.moved && Math.abs(x - press.x) < CLICK_PX) return;
      if (!press.moved) svg.setPointerCapture(event.pointerId);
      press.moved = true;
      if (press.scrubs) void seek(latest.current.timeAt(x));
      else panBy((press.lastX - x) * msPerPx());
      press.lastX = x;
      pointers.set(event.pointerId, x);
    };
    const onUp = (event: PointerEvent) => {
      const clicked = press !== undefined && !press.moved && pointers.size === 1;
      pointers.delete(event.pointerId);
      if (pointers.size > 0) return;
      press = undefined;
      const onMark = event.target instanceof Element && event.target.closest('[role="button"]') !== null;
      if (clicked && !onMark && event.type === 'pointerup') void seek(latest.current.timeAt(xOf(event)));
    };
    svg.addEventListener('wheel', onWheel, { passive: false });
    svg.addEventListener('pointerdown', onDown);
    svg.addEventListener('pointermove', onMove);
    svg.addEventListener('pointerup', onUp);
    svg.addEventListener('pointercancel', onUp);
    return () => {
      svg.removeEventListener('wheel', onWheel);
      svg.removeEventListener('pointerdown', onDown);
      svg.removeEventListener('pointermove', onMove);
      svg.removeEventListener('pointerup', onUp);
      svg.removeEventListener('pointercancel', onUp);
    };
  }, [target]);
}
