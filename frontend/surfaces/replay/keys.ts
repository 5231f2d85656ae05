import { useEffect, useRef } from 'react';
import { useAppState } from '../../app/app-store.ts';

/** What a key does, by its name: `Space`, `Home`, `b`, `Shift+B`, `[`. */
export type Keys = Readonly<Record<string, () => void>>;

/** The surface's keys, alive whenever nobody types and no dialogue is open. */
export function useReplayKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      if (useAppState.getState().help) return;
      const name = nameOf(event);
      const act = name === '?' ? useAppState.getState().openHelp : latest.current[name];
      if (!act || ((name === 'Space' || name === 'Enter') && isPressable(event.target))) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function nameOf({ key, shiftKey }: KeyboardEvent): string {
  if (key === ' ') return 'Space';
  if (shiftKey && /^[a-z]$/i.test(key)) return `Shift+${key.toUpperCase()}`;
  if (shiftKey && key.startsWith('Arrow')) return `Shift+${key}`;
  return key.length === 1 ? key.toLowerCase() : key;
}

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, summary, [role="button"], [role="menuitem"]') !== null;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="menu"], [role="dialog"], [role="listbox"]') !== null);
