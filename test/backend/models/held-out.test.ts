import { expect, it } from 'vitest';
import { loadCity } from '../../../backend/city/city-library.ts';
import { exampleSource } from '../../../backend/models/example-parts.ts';
import { shippedModels } from '../../../detectors/runtime/inference/models.ts';
import { corrected } from '../../../detectors/runtime/inference/quantiles.ts';
import { floodNight } from '../../../scenarios/synthetic/days/flood-night.ts';

/** The storm of one seed that was not trained on, computed anew: the manifest's word is not taken for it. */
it('the flood model beats the plain method on a storm that it has not seen', async () => {
  const city = await loadCity('no-city-of-its-own');
  const { task, part } = exampleSource('flooding', city, [floodNight])!;
  const { examples } = part('held-out', 1);
  const model = shippedModels().get('flooding')!;
  expect(model.manifest.features).toEqual(task.features);
  expect(model.manifest.horizonsS).toEqual(task.horizonsS);
  const output = model.run(Float32Array.from(examples.flatMap(({ features }) => features)), examples.length);
  let [plainError, modelError, inside, count] = [0, 0, 0, 0];
  examples.forEach(({ plain, actual }, row) => {
    const bands = corrected(plain, output, row, task.unit);
    actual.forEach((value, index) => {
      const { low, median, high } = bands[index]!;
      plainError += Math.abs(value - plain[index]!.median);
      modelError += Math.abs(value - median);
      inside += value >= low && value <= high ? 1 : 0;
      count++;
    });
  });
  expect(count).toBeGreaterThan(500);
  expect(modelError).toBeLessThan(0.8 * plainError);
  expect(inside / count).toBeGreaterThan(0.7);
}, 120_000);
