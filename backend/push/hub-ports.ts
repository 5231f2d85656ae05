import type { LonLat } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { Principal } from '../api/access.ts';
import type { FloodNotice } from '../api/alarm-contract.ts';
import type { ThingView } from '../api/contract.ts';
import type { Logger } from '../log.ts';
import type { LIVE_NAMESPACE, Pulse } from './protocol.ts';

export interface HubPorts {
  /** Who holds this token now; `undefined` when it is unknown, expired or signed out. */
  authenticate(token: string): Promise<Principal | undefined>;
  /** How a thing is described to clients; `undefined` when it is not known yet. */
  describe(id: ThingId): ThingView | undefined;
  /** What every client hears once a second. */
  pulse(): Omit<Pulse, 'framesSkipped'>;
  /** How many alarms there are just now; absent where nobody is on duty, as in a replay. */
  alarms?(): FloodNotice;
  /** The district of a place, for clients that are limited to some; `undefined` where there is none. */
  districtAt(position: LonLat): string | undefined;
}

export interface HubOptions {
  readonly log: Logger;
  /** Where clients find it; default {@link LIVE_NAMESPACE}. A replay has `/replays/<id>`. */
  readonly namespace?: string;
  /** Between two frames; default 250 ms. */
  readonly frameIntervalMs?: number;
  /** Between two messages of readings; default 2 s. */
  readonly readingsIntervalMs?: number;
  /** Diffs remembered for clients that come back; default 4096. */
  readonly journalCapacity?: number;
}
