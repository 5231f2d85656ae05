/** Publishes readings at QoS 1 as fast as the broker confirms them. A process of its own: `node flood.js <mqtt url> <readings>`; says "ready", starts at the first byte on stdin. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { generate, parser } from 'mqtt-packet';

const THINGS = 500;
const INTERVAL_MS = 1000;
const START_MS = Date.parse('2026-01-01T00:00:00Z');
/** Unconfirmed at most: enough to keep a broker busy, few enough that it need not queue them. */
const IN_FLIGHT = 5000;
const PER_WRITE = 100;

const [url, total] = [new URL(process.argv[2]!), Number(process.argv[3])];
const socket = connect(Number(url.port), url.hostname);
const incoming = parser({ protocolVersion: 4 });
socket.on('data', (chunk) => incoming.parse(chunk));
socket.write(
  generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId: 'flood', clean: true, keepalive: 0 }),
);
await once(incoming, 'packet');

// Made beforehand, so that the publisher takes as little of the machine as it can.
const writes: Buffer[] = [];
for (let from = 0; from < total; from += PER_WRITE) {
  const packets: Buffer[] = [];
  for (let n = from; n < Math.min(from + PER_WRITE, total); n++) packets.push(reading(n));
  writes.push(Buffer.concat(packets));
}

let [sent, confirmed] = [0, 0];
incoming.on('packet', () => {
  confirmed++;
  send();
});
process.stdin.once('data', send);
process.stdout.write('ready\n');

function send(): void {
  while (sent < writes.length && sent * PER_WRITE - confirmed < IN_FLIGHT) socket.write(writes[sent++]!);
}

function reading(n: number): Buffer {
  const time = new Date(START_MS + Math.floor(n / THINGS) * INTERVAL_MS).toISOString();
  const value = Math.round(100 * (5 + 3 * Math.sin(n / 50_000))) / 100;
  return generate({
    cmd: 'publish',
    topic: `vantage/v1/gas-${String(n % THINGS).padStart(3, '0')}/ch4`,
    payload: JSON.stringify({ time, value, quality: 'good', attrs: { firmware: '2.4.1', battery: 97 } }),
    qos: 1,
    dup: false,
    retain: false,
    messageId: (n % 65_535) + 1,
  });
}
