/** The floor of `ingest`: mqtt.js → COPY, and nothing else. A process of its own: `node ingest-bare.js <mqtt url> <database url> <readings>`; says "ready" and "done". */
import { once } from 'node:events';
import mqtt from 'mqtt';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Below it, commits cost more than they carry; measured for such tables, see the store suite. */
const ROWS = 5000;
const DELAY_MS = 25;

const [mqttUrl, databaseUrl, total] = [process.argv[2]!, process.argv[3]!, Number(process.argv[4])];
const database = new pg.Client({ connectionString: databaseUrl });
await database.connect();
await database.query(
  'create table readings (time timestamptz not null, thing text not null, datastream text not null, value float8 not null, quality text, attrs jsonb)',
);
await database.query('create unique index on readings (thing, datastream, time desc)');

let rows: string[] = [];
let isWriting = false;
let stored = 0;

const client = await mqtt.connectAsync(mqttUrl, {
  protocolVersion: 5,
  clientId: 'bare',
  clean: false,
  properties: { sessionExpiryInterval: 3600, receiveMaximum: 65_535 },
});
client.on('message', (topic, payload) => {
  const { time, value, quality, attrs } = JSON.parse(payload.toString('utf8')) as Record<string, unknown>;
  const [, , thing, datastream] = topic.split('/');
  rows.push(
    `${time}\t${thing}\t${datastream}\t${value}\t${quality ?? '\\N'}\t${attrs ? JSON.stringify(attrs) : '\\N'}\n`,
  );
  if (rows.length >= ROWS) void write();
});
await client.subscribeAsync('vantage/v1/+/+', { qos: 1 });
setInterval(() => void write(), DELAY_MS);
process.stdout.write('ready\n');

async function write(): Promise<void> {
  if (isWriting || rows.length === 0) return;
  isWriting = true;
  const batch = rows;
  rows = [];
  const stream = database.query(copyFrom('copy readings from stdin'));
  stream.end(batch.join(''));
  await once(stream, 'finish');
  stored += batch.length;
  isWriting = false;
  if (stored >= total) process.stdout.write('done\n');
}
