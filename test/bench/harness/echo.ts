/** The floor of `latency`: broker → mqtt.js → ws, and nothing else. A process of its own: `node echo.js <mqtt url>`; prints the port of its socket. */
import mqtt from 'mqtt';
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
const client = await mqtt.connectAsync(process.argv[2]!, { protocolVersion: 5 });
client.on('message', (topic, payload) => {
  if (!topic.includes('/gas-probe-')) return;
  for (const socket of server.clients) socket.send(`${topic} ${payload.toString('utf8')}`);
});
await client.subscribeAsync('vantage/v1/+/+', { qos: 1 });
process.stdout.write(`${(server.address() as { port: number }).port}\n`);
