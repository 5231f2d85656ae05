import { create } from 'zustand';
import { formatView, parseView, type Selection, type ViewState } from './view-link.ts';

/** What is shown now. The address bar follows it. */
export const useView = create<ViewState>(() => parseView(location.pathname, location.search));

/** Changes the view and its link. `step` leaves an entry to go back to; panning and typing do not. */
export function changeView(change: Partial<ViewState>, step = false): void {
  useView.setState(change);
  const view = useView.getState();
  const address = view.path + formatView(view, location.search);
  if (address === location.pathname + location.search) return;
  if (step) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
}

export const select = (selection: Selection | undefined): void => changeView({ selection, tab: 'overview' }, true);

/** Follows the browser's back and forward. Returns what undoes it. */
export function followHistory(): () => void {
  const onPop = () => useView.setState(parseView(location.pathname, location.search));
  addEventListener('popstate', onPop);
  return () => removeEventListener('popstate', onPop);
}
