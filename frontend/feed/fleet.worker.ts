import { decodeFrame } from '../../backend/push/protocol.ts';
import { Fleet } from './fleet.ts';
import { buffersOf } from './fleet-picture.ts';
import type { FleetOrder, FleetReport } from './fleet-port.ts';

/** Six minutes, the time over which mariners read speed vectors on radar and on our drawing standard. */
const VECTOR_MS = 6 * 60_000;

let fleet = new Fleet();
let now = 0;
let due = false;

const report = (message: FleetReport, transfer: Transferable[]) => self.postMessage(message, { transfer });

/** Several frames that came while one picture was in the making become one. */
function drawSoon(): void {
  if (due) return;
  due = true;
  setTimeout(() => {
    due = false;
    const picture = fleet.picture(now, VECTOR_MS);
    report({ kind: 'picture', picture }, buffersOf(picture));
  }, 0);
}

self.onmessage = ({ data: order }: MessageEvent<FleetOrder>) => {
  switch (order.kind) {
    case 'roster':
      for (const { number, lengthM, form } of order.things) fleet.describe(number, lengthM, form);
      return;
    case 'tick':
      now = order.now;
      drawSoon();
      return;
    case 'trail':
      fleet.seedTrail(order.number, order.points);
      return;
    case 'reset':
      fleet = new Fleet();
      return;
    case 'frame':
      try {
        fleet.apply(decodeFrame(order.frame));
        drawSoon();
      } catch (error) {
        report({ kind: 'fault', detail: error instanceof Error ? error.message : String(error) }, []);
      }
  }
};
