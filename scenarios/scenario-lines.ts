import { type EventTime, eventTime } from '../geodata/model/time.ts';
import type { Recording } from './scenario.ts';

const encoder = new TextEncoder();

/** About this many characters per chunk. Ours: large enough that joining costs nothing. */
const CHUNK_CHARACTERS = 32_768;

/** What a file of the recording would hold: the same recording, start and duration give the same bytes. CRLF ends each line, as on the wire (IEC 61162-1). */
export function* recordedLines(
  recording: Recording,
  { start, durationMs }: { readonly start: EventTime; readonly durationMs: number },
): Generator<Uint8Array> {
  let chunk = '';
  for (const { time, lines } of recording.from(start)) {
    if (time >= start + durationMs) break;
    for (const line of lines) chunk += `${line}\r\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield encoder.encode(chunk);
    chunk = '';
  }
  if (chunk !== '') yield encoder.encode(chunk);
}

/** The passing of real time; a test owns it. */
export interface Waiter {
  /** Epoch milliseconds now. */
  now(): number;
  /** Resolves after `ms`, or early when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface LivePlay {
  /** Event times before this have passed already and are delivered at once. */
  readonly startedAt: EventTime;
  /** How much of the past to begin with, ms. */
  readonly historyMs: number;
  /** How many times faster than real time events happen after the start. */
  readonly speed: number;
  /** Called once, when the past is delivered and the present begins. */
  readonly caughtUp: () => void;
}

/** Real time between two deliveries when live, ms: sentences due within it leave together. Ours. */
const BEAT_MS = 100;

/** The recording as a receiver would give it: first who is who and the recent past at full speed, then the present as it happens. Ends when the signal aborts. */
export async function* liveLines(
  recording: Recording,
  { startedAt, historyMs, speed, caughtUp }: LivePlay,
  waiter: Waiter,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const realStart = waiter.now();
  const eventNow = () => startedAt + (waiter.now() - realStart) * speed;
  let live = false;
  let chunk = '';
  const take = () => {
    const bytes = encoder.encode(chunk);
    chunk = '';
    return bytes;
  };
  const begin = eventTime(startedAt - historyMs);
  for (const line of recording.known(begin).lines) chunk += `${line}\r\n`;
  for (const { time, lines } of recording.from(begin)) {
    if (!live && time > startedAt) {
      if (chunk !== '') yield take();
      caughtUp();
      live = true;
    }
    while (time > eventNow()) {
      if (chunk !== '') yield take();
      await waiter.sleep(Math.max(BEAT_MS, (time - eventNow()) / speed), signal);
      if (signal.aborted) return;
    }
    for (const line of lines) chunk += `${line}\r\n`;
    if (chunk.length >= CHUNK_CHARACTERS) yield take();
    if (signal.aborted) return;
  }
}
