import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { AlertView, IncidentView, TaskView, ThingView } from '../../backend/api/contract.ts';
import type { Alarms, Pulse, ReportNotice, WarningNotice } from '../../backend/push/protocol.ts';
import { NO_READINGS, type ReadingTable } from './readings.ts';

/** `expired`: the server refused our session; only signing in again helps. `outdated`: it speaks another protocol version. */
type ConnectionPhase = 'connecting' | 'live' | 'reconnecting' | 'expired' | 'outdated';

export type NumberedThing = ThingView & { readonly number: number };

export interface LiveState {
  readonly phase: ConnectionPhase;
  /** Browser time (performance.now) since which the connection is lost; absent while live. */
  readonly lostAt: number | undefined;
  /** False until the first snapshot: an empty queue then means "not known yet", not "nothing". */
  readonly known: boolean;
  readonly alerts: ReadonlyMap<string, AlertView>;
  /** Those that ask for somebody. */
  readonly incidents: ReadonlyMap<string, IncidentView>;
  /** Those all of whose alerts are suppressed: nobody is asked, and they are found where suppressed alerts are listed. */
  readonly suppressed: ReadonlyMap<string, IncidentView>;
  /** Of these incidents, and others that are not over. */
  readonly tasks: ReadonlyMap<string, TaskView>;
  readonly pulse: Pulse | undefined;
  /** performance.now when the pulse came. */
  readonly pulseAt: number;
  readonly roster: ReadonlyMap<number, NumberedThing>;
  readonly numbers: ReadonlyMap<string, number>;
  /** Of things that stay in place; what lies outside the view grows old here. */
  readonly readings: ReadingTable;
  /** In force, in the order in which they came. */
  readonly warnings: readonly WarningNotice[];
  /** What people told lately, oldest first. */
  readonly reports: readonly ReportNotice[];
  /** Whether more alarms come than can be worked through one by one; unknown before the server told. */
  readonly alarms: Alarms | undefined;
}

export const EMPTY_LIVE: LiveState = {
  phase: 'connecting',
  lostAt: undefined,
  known: false,
  alerts: new Map(),
  incidents: new Map(),
  suppressed: new Map(),
  tasks: new Map(),
  pulse: undefined,
  pulseAt: 0,
  roster: new Map(),
  numbers: new Map(),
  readings: NO_READINGS,
  warnings: [],
  reports: [],
  alarms: undefined,
};

export type LiveStore = UseBoundStore<StoreApi<LiveState>>;
export const createLiveStore = (): LiveStore => create<LiveState>(() => EMPTY_LIVE);

/** What the city's socket told, for every component to read. Written by {@link LiveClient} only. */
export const useLive = createLiveStore();
