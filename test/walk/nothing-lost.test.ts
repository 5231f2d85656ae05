import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, describe, expect, test } from 'vitest';
import { AUTOSAVE_SECONDS, Mosquitto, mosquittoPath } from '../builders/mosquitto.ts';
import { eventually, RunningSystem, Workplace } from '../builders/running-system.ts';

const THINGS = 200;
const READINGS = 1000;
const TOTAL = THINGS * READINGS;
const START = Date.parse('2026-09-18T00:00:00Z');
const INTERVAL_MS = 1000;

// Only the threshold watches: `missing` and `stale` would speak of the silence while the processes are down.
const SETTINGS = `
logLevel: warn
detectors:
  city.missing: false
  city.stale: false
  city.threshold:
    rules:
      - datastream: ch4
        limits: [{ grade: 3, raise: 20, clear: 15 }, { grade: 2, raise: 50, clear: 45 }]
`;

/** Column of `n_raised` in the query below. */
const N_RAISED = 7;

/** Each gas sensor breathes with a period of its own, so that it crosses its limits at moments of its own. */
const reading = (thing: number, index: number): number =>
  Math.round(1000 * (30 + 29.9 * Math.sin((2 * Math.PI * index) / (120 + thing)))) / 1000;

const message = (number: number) => {
  const [index, thing] = [Math.floor(number / THINGS), number % THINGS];
  return {
    topic: `vantage/v1/gas-${String(thing).padStart(3, '0')}/ch4`,
    payload: JSON.stringify({ time: START + index * INTERVAL_MS, value: reading(thing, index) }),
  };
};

/** Publishes messages [from, to) at QoS 1 and keeps what the broker has confirmed, with the time of it. */
class Publisher {
  private readonly client: MqttClient;
  private readonly confirmed: { number: number; at: number }[] = [];
  private inFlight = 0;

  private constructor(client: MqttClient) {
    this.client = client;
  }

  static async connect(url: string): Promise<Publisher> {
    return new Publisher(
      await mqtt.connectAsync(url, {
        protocolVersion: 5,
        clientId: 'publisher',
        clean: false,
        properties: { sessionExpiryInterval: 3600 },
        reconnectPeriod: 100,
      }),
    );
  }

  async publish(from: number, to: number, until: () => boolean = () => false): Promise<number> {
    let next = from;
    while (next < to && !until()) {
      if (this.inFlight >= 500) await new Promise((resolve) => setImmediate(resolve));
      else this.send(next++);
    }
    return next;
  }

  /** What a broker that was killed may have confirmed and forgotten. */
  async publishAgain(sinceMs: number): Promise<void> {
    for (const { number } of this.confirmed.filter(({ at }) => at >= sinceMs)) {
      while (this.inFlight >= 500) await new Promise((resolve) => setImmediate(resolve));
      this.send(number);
    }
  }

  settled = (): Promise<true> => eventually(async () => this.inFlight === 0, 'confirmation by the broker');

  end = (): Promise<void> => this.client.endAsync();

  private send(number: number): void {
    const { topic, payload } = message(number);
    this.inFlight++;
    this.client.publish(topic, payload, { qos: 1 }, () => {
      this.inFlight--;
      this.confirmed.push({ number, at: Date.now() });
    });
  }
}

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe.skipIf(!mosquittoPath)('nothing is lost', () => {
  test('200,000 QoS 1 messages survive three kills of the ingester and one of the broker', {
    timeout: 300_000,
  }, async () => {
    const calm = await run(async ({ publisher }) => {
      await publisher.publish(0, TOTAL);
    });
    const rough = await run(async ({ publisher, broker, restart }) => {
      let next = 0;
      for (const quarter of [1, 2, 3]) {
        next = await publisher.publish(next, (quarter * TOTAL) / 4);
        await restart();
      }
      const beforeKill = Date.now();
      await broker.kill();
      await broker.resume();
      await publisher.publishAgain(beforeKill - 3000 * AUTOSAVE_SECONDS);
      await publisher.publish(next, TOTAL);
    });
    expect(rough.rows).toBe(TOTAL);
    expect(rough.distinct).toBe(TOTAL);
    expect(calm.rows).toBe(TOTAL);
    const raises = calm.alerts.reduce((sum, alert) => sum + Number(alert[N_RAISED]), 0);
    expect(raises).toBeGreaterThan(4 * THINGS);
    expect(rough.alerts).toEqual(calm.alerts);
  });
});

interface Stage {
  readonly publisher: Publisher;
  readonly broker: Mosquitto;
  /** Kills the ingester without warning and starts it again. */
  restart(): Promise<void>;
}

async function run(play: (stage: Stage) => Promise<void>) {
  const broker = await Mosquitto.start();
  cleanups.push(() => broker.remove());
  const workplace = await Workplace.create(SETTINGS);
  cleanups.push(() => workplace.remove());
  const start = () => RunningSystem.start(workplace, ['--scenario', 'none'], { VANTAGE_MQTT_URL: broker.url });
  let system = await start();
  cleanups.push(() => system.stop());
  const publisher = await Publisher.connect(broker.url);
  cleanups.push(() => publisher.end());
  await play({
    publisher,
    broker,
    restart: async () => {
      await system.kill();
      system = await start();
    },
  });
  await publisher.settled();
  const token = await system.signIn();
  const sql = (statement: string) => system.request<{ rows: unknown[][] }>(token, 'POST', '/sql', { sql: statement });
  const rows = await eventually(async () => {
    const count = Number((await sql('select count(*) from report.observations')).rows[0]![0]);
    return count >= TOTAL && count;
  }, 'the last row');
  const distinct = Number(
    (await sql('select count(*) from (select distinct thing_id, datastream, time from report.observations) as keys'))
      .rows[0]![0],
  );
  const { rows: alerts } = await sql(
    'select alert_id, detector, thing_id, grade, state, raised_at, cleared_at, n_raised, value, limit_value from report.alerts order by alert_id',
  );
  await system.stop();
  return { rows, distinct, alerts };
}
