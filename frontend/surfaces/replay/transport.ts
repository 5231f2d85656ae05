import { create } from 'zustand';
import { type ClockAnchor, heard, positionAt } from '../../clock/replay-clock.ts';
import {
  pauseReplay,
  playReplay,
  type ReplaySpeed,
  type ReplayView,
  seekReplay,
  speedReplay,
} from '../../feed/replays.ts';
import { changeReplay } from './replay-link.ts';

/** The one clock of the surface: what both runs, the maps and the lanes follow. */
interface Transport {
  readonly from: number;
  readonly to: number;
  readonly anchor: ClockAnchor;
  readonly playing: boolean;
  readonly speed: ReplaySpeed;
  /** Why the last command did not take. */
  readonly fault: unknown;
}

const RESTING: ClockAnchor = { position: 0, at: 0, rate: 0 };
export const useTransport = create<Transport>(() => ({
  from: 0,
  to: 0,
  anchor: RESTING,
  playing: false,
  speed: 1,
  fault: undefined,
}));

/** The replay's present, epoch ms. */
export function replayNow(): number {
  const { anchor, to } = useTransport.getState();
  return positionAt(anchor, performance.now(), to);
}

/** The sessions on the surface: A first, then B when there is one. */
let sessions: readonly string[] = [];
/** Commands on their way: what a server says meanwhile is older than they are. */
let underway = 0;
/** For `max`: where the clock was heard last, from which its pace is measured. */
let last: { readonly position: number; readonly at: number } | undefined;

export function attendTo(ids: readonly string[]): void {
  if (ids[0] !== sessions[0]) last = undefined;
  sessions = ids;
}

const anchorAt = (position: number, rate: number): ClockAnchor => ({ position, at: performance.now(), rate });

/** How fast the clock runs; for `max` as fast as it was seen to. */
function rateOf({ speed, position }: ReplayView): number {
  if (speed !== 'max') return speed;
  const now = { position: Date.parse(position), at: performance.now() };
  const since = last && now.at > last.at ? (now.position - last.position) / (now.at - last.at) : 0;
  return Math.max(0, since);
}

/** Takes note of what the server says of A. */
export function hearReplay(replay: ReplayView): void {
  const [from, to, position] = [replay.from, replay.to, replay.position].map((text) => Date.parse(text)) as [
    number,
    number,
    number,
  ];
  if (underway > 0) {
    useTransport.setState({ from, to });
    return;
  }
  const playing = replay.state === 'playing';
  const rate = playing ? rateOf(replay) : 0;
  last = { position, at: performance.now() };
  const { anchor } = useTransport.getState();
  useTransport.setState({
    from,
    to,
    playing,
    speed: replay.speed,
    anchor: heard(anchor, { position, rate }, performance.now(), to),
  });
}

/** Runs a command on every session on the surface, and keeps why it failed. */
async function command(act: (id: string) => Promise<ReplayView>): Promise<void> {
  underway++;
  try {
    await Promise.all(sessions.map(act));
    useTransport.setState({ fault: undefined });
  } catch (fault) {
    useTransport.setState({ fault, playing: false, anchor: anchorAt(replayNow(), 0) });
  } finally {
    underway--;
  }
}

async function play(): Promise<void> {
  const { to, from, speed } = useTransport.getState();
  if (replayNow() >= to) await seek(from);
  const position = replayNow();
  last = undefined;
  useTransport.setState({ playing: true, anchor: anchorAt(position, speed === 'max' ? 0 : speed) });
  await command(playReplay);
}

/** Both stand at one moment afterwards: each was paused when it heard of it. */
async function pause(): Promise<void> {
  const position = replayNow();
  useTransport.setState({ playing: false, anchor: anchorAt(position, 0) });
  await command(pauseReplay);
  await seek(position);
}

export const togglePlay = (): Promise<void> => (useTransport.getState().playing ? pause() : play());

export async function setSpeed(speed: ReplaySpeed): Promise<void> {
  const { playing } = useTransport.getState();
  const position = replayNow();
  last = undefined;
  useTransport.setState({ speed, anchor: anchorAt(position, playing && speed !== 'max' ? speed : 0) });
  await command((id) => speedReplay(id, speed));
}

let wanted: number | undefined;
let seeking = false;

/** To a moment. While one seek is on its way only the newest of those that follow is sent: scrubbing asks for many. */
export async function seek(to: number): Promise<void> {
  const { from, to: end, anchor } = useTransport.getState();
  wanted = Math.min(end, Math.max(from, Math.round(to)));
  last = undefined;
  useTransport.setState({ anchor: anchorAt(wanted, anchor.rate) });
  changeReplay({ time: wanted });
  if (seeking) return;
  seeking = true;
  try {
    while (wanted !== undefined) {
      const target = wanted;
      wanted = undefined;
      await command((id) => seekReplay(id, target));
    }
  } finally {
    seeking = false;
  }
}
