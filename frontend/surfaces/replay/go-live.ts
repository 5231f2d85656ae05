import { useView } from '../../app/url-state.ts';
import { parseView } from '../../app/view-link.ts';
import { plainAddress } from './replay-link.ts';

/** Back to now. Nothing of the replay stays in the link: its camera and its incidents mean nothing there. */
export function goLive(): void {
  history.pushState(null, '', plainAddress('/'));
  useView.setState(parseView(location.pathname, location.search));
}
