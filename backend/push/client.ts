import type { Socket } from 'socket.io';
import type { Principal } from '../api/access.ts';
import type { ClientEvents, ServerEvents } from './protocol.ts';
import type { ViewArea } from './view-area.ts';

export type LiveSocket = Socket<
  ClientEvents,
  ServerEvents,
  Record<never, never>,
  { principal: Principal; token: string }
>;

/**
 * Diffs that may wait in one client's connection. Ours: beyond it the client is left behind and catches up from the journal when it has drained, so that
 * no queue grows.
 */
const MOST_DIFFS_WAITING = 64;

const NONE: number[] = [];

/** What the hub knows of one connection. */
export class Client {
  readonly socket: LiveSocket;
  readonly token: string;
  readonly areas: readonly string[];
  readonly areaKey: string;
  /** Sequence of the last diff sent; `undefined` before the client said hello. */
  sequence: number | undefined;
  area: ViewArea | undefined;
  /** Tick up to which it has all positions; `undefined` asks for a full frame. */
  frameTick: number | undefined;
  /** Tick up to which it has all readings; `undefined` asks for all of them. */
  readingsTick: number | undefined;
  /** The newest report it was told of; `undefined` asks for the newest ones. */
  reportSequence: number | undefined;
  /** Which warnings it was told of. */
  warningSequence = 0;
  /** What it was last told of alarms, as text. */
  alarmsTold: string | undefined;
  framesSkipped = 0;
  #diffsWaiting = 0;
  /** By number: 1 when the client has been told the thing's present description. */
  #told = new Uint8Array(0);

  constructor(socket: LiveSocket) {
    this.socket = socket;
    this.token = socket.data.token;
    this.areas = socket.data.principal.areas;
    this.areaKey = [...this.areas].sort().join();
  }

  /** False while something sent earlier has not left this process: the kernel's buffer towards the client is full. */
  get isDrained(): boolean {
    return this.socket.conn.transport.writable;
  }

  /** Takes one place among the diffs that wait; false when there is none. */
  admitDiff(): boolean {
    if (this.isDrained) this.#diffsWaiting = 0;
    if (this.#diffsWaiting >= MOST_DIFFS_WAITING) return false;
    this.#diffsWaiting++;
    return true;
  }

  /** Those of these numbers that it has not been told of. */
  untold(numbers: Uint32Array): readonly number[] {
    const told = this.#told;
    let unknown: number[] = NONE;
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i]!;
      if (told[number] === 1) continue;
      if (unknown === NONE) unknown = [];
      unknown.push(number);
    }
    return unknown;
  }

  tell(number: number, capacity: number): void {
    if (number >= this.#told.length) {
      const wider = new Uint8Array(capacity);
      wider.set(this.#told);
      this.#told = wider;
    }
    this.#told[number] = 1;
  }

  /** True when it had been told: it must be told again. */
  forget(number: number): boolean {
    if (this.#told[number] !== 1) return false;
    this.#told[number] = 0;
    return true;
  }
}
