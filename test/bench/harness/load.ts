/** Ordinary readings at a steady rate, QoS 1, from 500 gas sensors. A process of its own: `node load.js <mqtt url> <messages per second>`, until it is killed. */
import mqtt from 'mqtt';

const SENSORS = 500;
const TICK_MS = 10;

const [url, rate] = [process.argv[2]!, Number(process.argv[3])];
const client = await mqtt.connectAsync(url, { protocolVersion: 5 });
const begin = performance.now();
let sent = 0;
setInterval(() => {
  const due = Math.floor(((performance.now() - begin) / 1000) * rate);
  for (; sent < due; sent++) {
    const payload = JSON.stringify({ time: Date.now(), value: 5 + (sent % 7) / 10 });
    client.publish(`vantage/v1/gas-load-${sent % SENSORS}/ch4`, payload, { qos: 1 });
  }
}, TICK_MS);
