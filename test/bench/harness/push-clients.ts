/**
 * The audience of `push`, a process of its own: `node push-clients.js <port> <clients> shared|own`. Says over IPC when everybody is served; then answers each
 * message with how many updates of things have arrived so far.
 */
import { io, type Socket } from 'socket.io-client';
import { type ClientEvents, decodeFrame, PROTOCOL_VERSION, type View } from '../../../backend/push/protocol.ts';

const [port, count, looking] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];
/** The bay at a zoom at which a cell of the hub's views is small, so that own views share nothing. */
const ZOOM = 14;
let delivered = 0;

await Promise.all(Array.from({ length: count }, (_, i) => join(i)));
process.send?.('ready');
process.on('message', () => process.send?.({ delivered }));

function join(index: number): Promise<void> {
  const socket: Socket<Record<string, (data: never) => void>, ClientEvents> = io(`http://127.0.0.1:${port}/live`, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token: 'bench' },
  });
  const shift = looking === 'own' ? index / 100 : 0;
  const view: View = { bounds: [114.3 - shift, 22.3 - shift, 115 + shift, 23 + shift], zoom: ZOOM };
  socket.on('position', () => {
    delivered++;
  });
  socket.on('frame', (data: Buffer) => {
    const frame = decodeFrame(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer);
    if (!frame.full) delivered += frame.count;
  });
  return new Promise((resolve, reject) => {
    socket.once('connect_error', reject);
    socket.once('connect', () => {
      socket.emit('hello', { version: PROTOCOL_VERSION });
      socket.emit('view', view);
      resolve();
    });
  });
}
