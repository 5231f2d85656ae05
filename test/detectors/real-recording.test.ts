import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DETECTORS } from '../../detectors/registry.ts';
import { isInput } from '../../detectors/runtime/slot.ts';
import { emptyCity } from '../../geodata/city/empty-city.ts';
import { eventTime } from '../../geodata/model/time.ts';
import { ThingRegistry } from '../../ingestion/pipeline/thing-registry.ts';
import { AisIntake } from '../../ingestion/sources/ais/intake.ts';
import { collectingRuntime } from '../builders/detection.ts';

const RECORDING = new URL('../../../shared/data/ais/aislib/stream_example.txt', import.meta.url);
const present = existsSync(RECORDING);
if (!present) process.stderr.write(`skipped: no recording at ${RECORDING.pathname}\n`);

/** Half a minute of all Danish waters: 1,800 vessels, no zones known. */
it.skipIf(!present)('a busy half minute of real traffic raises no storm', () => {
  const registry = new ThingRegistry();
  const detectors = DETECTORS.map((descriptor) => ({ descriptor }));
  const { runtime, findings } = collectingRuntime(detectors, {
    thing: (id) => registry.get(id),
    zones: [],
    city: emptyCity,
  });
  const clock = { now: () => eventTime(0) };
  const intake = new AisIntake({ clock, live: false, reject: () => {} });
  intake.push(readFileSync(RECORDING));
  intake.end();
  let newest = 0;
  for (const message of intake.take()) {
    registry.apply(message);
    newest = Math.max(newest, message.time);
    if (isInput(message)) runtime.process(message);
  }
  runtime.advance(eventTime(newest + 24 * 3_600_000));
  const raised = findings.filter(({ kind }) => kind === 'raise');
  expect(registry.size).toBeGreaterThan(1500);
  expect(new Set(raised.map(({ detector }) => detector))).toEqual(new Set(['vessel.close_quarters']));
  expect(raised.length).toBeLessThan(0.01 * registry.size);
  expect(findings.filter(({ kind }) => kind === 'clear')).toHaveLength(raised.length);
});
