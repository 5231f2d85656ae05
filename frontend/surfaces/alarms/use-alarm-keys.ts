import { useEffect } from 'react';
import { useAppState } from '../../app/app-store.ts';
import { navigate } from '../../app/navigate.ts';
import { changeAlarms, PERIODS } from './alarms-link.ts';

/** 1 to 4 choose the period, Esc goes back, the palette and the help are where they always are. */
export function useAlarmKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { palette, help, openPalette, openHelp } = useAppState.getState();
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || palette || help || isBusy(event.target)) return;
      const period = PERIODS[Number(event.key) - 1];
      if (period) changeAlarms({ period });
      else if (event.key === 'Escape') navigate('/');
      else if (event.key === '?') openHelp();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

const isBusy = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="listbox"]') !== null);
