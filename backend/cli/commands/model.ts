import { mkdir } from 'node:fs/promises';
import { Command } from 'commander';
import { MODEL_IDS, shippedModels } from '../../../detectors/runtime/inference/models.ts';
import { UserError } from '../../errors.ts';
import { configFrom, newCommand } from '../flags.ts';
import { print, printJson } from '../output.ts';

export const modelCommand = (): Command =>
  new Command('model')
    .description('the trained models: what they are, and what they are trained on')
    .addCommand(listCommand())
    .addCommand(examplesCommand());

const listCommand = (): Command =>
  newCommand('list', 'each model, what computes it, and how it compares with the plain method').action(
    ({ json }: { json: boolean }) => {
      const models = shippedModels();
      const rows = models.states().map((state) => ({ ...state, heldOut: models.get(state.id)?.manifest.heldOut }));
      if (json) return printJson({ models: rows });
      for (const { id, version, provider, trouble, heldOut } of rows)
        print(
          heldOut
            ? `✓ ${id} ${version} on ${provider}: error ${heldOut.model.mae}, plain ${heldOut.plain.mae}; 80 % band holds ${(100 * heldOut.model.coverage).toFixed(1)} %`
            : `– ${id}: the plain method does it (${trouble})`,
        );
    },
  );

const examplesCommand = (): Command =>
  newCommand('examples', 'write what a model is trained and judged on, from simulated days')
    .argument('<model>', MODEL_IDS.join(', '))
    .requiredOption('--out <folder>', 'where to write <model>.json and <model>.f32')
    .option('--seeds <number>', 'how many days to learn from; a third as many set the bands, and as many judge', '24')
    .option('--series <folder>', 'CSV files of time,value to check the forecaster on besides')
    .action(async (id: string, options: { json: boolean; out: string; seeds: string; series?: string }) => {
      const seeds = Number(options.seeds);
      if (!Number.isInteger(seeds) || seeds < 1)
        throw new UserError('wrong-usage', `--seeds ${options.seeds} is not a whole number from 1 on`);
      const { dataDir } = configFrom(options as never, ['dataDir']);
      const [{ exampleSource }, { writeExamples }, { realSeriesPart }, { loadCity }, { SCENARIOS }] = await Promise.all(
        [
          import('../../models/example-parts.ts'),
          import('../../models/example-set.ts'),
          import('../../models/real-series.ts'),
          import('../../city/city-library.ts'),
          import('../../../scenarios/registry.ts'),
        ],
      );
      const source = exampleSource(id, await loadCity(dataDir), SCENARIOS);
      if (!source) throw new UserError('wrong-usage', `there is no model ${id}: ${MODEL_IDS.join(', ')}`);
      const fewer = Math.max(1, Math.ceil(seeds / 3));
      const parts = [source.part('train', seeds), source.part('calibrate', fewer), source.part('held-out', fewer)];
      if (options.series !== undefined && id === 'forecast') parts.push(await realSeriesPart(options.series));
      await mkdir(options.out, { recursive: true });
      await writeExamples(options.out, source.task, parts);
      const counts = Object.fromEntries(parts.map(({ role, examples }) => [role, examples.length]));
      if (options.json) printJson({ model: id, ...counts });
      else print(parts.map(({ role, examples }) => `${role} ${examples.length}`).join(', '));
    });
