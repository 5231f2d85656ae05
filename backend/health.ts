import { shippedModels } from '../detectors/runtime/inference/models.ts';
import type { Health } from './api/contract.ts';
import type { DoorParts } from './door-parts.ts';
import type { Hub } from './push/hub.ts';
import { VERSION } from './version.ts';

type Component = Health['components'][string];

const RANK = { ok: 0, degraded: 1, down: 2 } as const;
/** How long the database may take to answer, ms. Ours: a monitor asks every few seconds. */
const DATABASE_ANSWERS_WITHIN_MS = 2000;

/** Each part's state in one word and, where it is not well, one sentence; the whole is as well as its worst part. */
export async function healthOf({ store, pipeline, detection, runner }: DoorParts, hub: Hub): Promise<Health> {
  const components: Record<string, Component> = {
    database: await database(store.pool),
    broker: broker(runner.list()),
    ingestion: ingestion(pipeline.stats()),
    detectors: detectors(detection.runtime.stats().faults),
    models: models(),
    push: { status: 'ok', detail: `${hub.statistics().clients} clients` },
  };
  const status = Object.values(components).reduce<Health['status']>(
    (worst, each) => (RANK[each.status] > RANK[worst] ? each.status : worst),
    'ok',
  );
  return { status, version: VERSION, components };
}

async function database(pool: DoorParts['store']['pool']): Promise<Component> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new Error(`no answer within ${DATABASE_ANSWERS_WITHIN_MS} ms`)),
      DATABASE_ANSWERS_WITHIN_MS,
    ).unref();
  });
  try {
    await Promise.race([pool.query('select 1'), late]);
    return { status: 'ok' };
  } catch (error) {
    return { status: 'down', detail: (error as Error).message };
  }
}

function broker(sources: ReturnType<DoorParts['runner']['list']>): Component {
  const mqtt = sources.find(({ id }) => id === 'mqtt');
  if (!mqtt) return { status: 'down', detail: 'the MQTT source was not started' };
  return mqtt.state === 'running' ? { status: 'ok' } : { status: 'degraded', detail: mqtt.detail ?? mqtt.state };
}

const ingestion = ({ trouble, pending }: ReturnType<DoorParts['pipeline']['stats']>): Component =>
  trouble === undefined
    ? { status: 'ok', detail: `${pending} messages on their way to the disk` }
    : { status: 'degraded', detail: trouble };

/** Without its model a detector forecasts by the plain method: worth saying, no reason to call the system unwell. */
function models(): Component {
  const told = shippedModels()
    .states()
    .map(({ id, version, provider, trouble }) =>
      trouble === undefined ? `${id} ${version} on ${provider}` : `${id}: plain method (${trouble})`,
    );
  return { status: 'ok', detail: told.join(', ') };
}

function detectors(faults: Readonly<Record<string, number>>): Component {
  const failing = Object.entries(faults);
  if (failing.length === 0) return { status: 'ok' };
  return { status: 'degraded', detail: failing.map(([id, count]) => `${id} failed ${count} times`).join(', ') };
}
