/** Our side of `ingest`: the walk from broker to store with every detector on. A process of its own: `node ingest-ours.js <mqtt url> <database url> <readings>`; says "ready" and "done". */

import { tmpdir } from 'node:os';
import { configuredDetectors } from '../../../backend/configured.ts';
import { Detection } from '../../../backend/detection.ts';
import { openStore } from '../../../backend/store/store.ts';
import { DETECTORS } from '../../../detectors/registry.ts';
import { emptyCity } from '../../../geodata/city/empty-city.ts';
import { harbourZones } from '../../../geodata/city/harbour/harbour-zones.ts';
import { wallClock } from '../../../geodata/model/time.ts';
import { Pipeline } from '../../../ingestion/pipeline/pipeline.ts';
import { ThingRegistry } from '../../../ingestion/pipeline/thing-registry.ts';
import { mqttDescriptor } from '../../../ingestion/sources/mqtt/descriptor.ts';

const [mqttUrl, databaseUrl, total] = [process.argv[2]!, process.argv[3]!, Number(process.argv[4])];
const store = await openStore({ dataDir: tmpdir(), databaseUrl });
const registry = new ThingRegistry();
const detection = new Detection({
  detectors: configuredDetectors({}, DETECTORS),
  surroundings: { thing: (id) => registry.get(id), zones: harbourZones, city: emptyCity },
  onFindings: () => Promise.resolve(),
  onFault: (detector, error) => {
    throw new Error(`${detector} failed`, { cause: error });
  },
});
const pipeline = new Pipeline({
  store: store.messages,
  quarantine: { keep: () => Promise.resolve() },
  registry,
  clock: wallClock,
  onMessages: (arrived) => detection.process(arrived),
});
await pipeline.start();
const source = mqttDescriptor.create(mqttDescriptor.config.parse({ kind: 'client', url: mqttUrl }), wallClock);
await source.start(pipeline.sink('mqtt'), new AbortController().signal);
const polling = setInterval(() => {
  if ((pipeline.stats().sources.mqtt?.stored ?? 0) < total) return;
  clearInterval(polling);
  process.stdout.write('done\n');
}, 5);
process.stdout.write('ready\n');
