import type { z } from 'zod';
import type { DetectorDescriptor } from '../detectors/detector.ts';
import type { ConfiguredDetector } from '../detectors/runtime/detector-runtime.ts';
import type { Config } from './config.ts';
import { UserError } from './errors.ts';

/**
 * The detectors that shall run, with their parameters. `false` for an id switches it off.
 * @throws UserError that names the detector and the parameter at fault.
 */
export function configuredDetectors(
  settings: Config['detectors'],
  all: readonly DetectorDescriptor[],
): ConfiguredDetector[] {
  const ids = all.map(({ id }) => id);
  const unknown = Object.keys(settings).find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw new UserError('bad-configuration', `detectors.${unknown} is not a detector`, {
      field: `detectors.${unknown}`,
      next: `Known: ${ids.join(', ')}.`,
    });
  }
  return all
    .filter(({ id }) => settings[id] !== false)
    .map((descriptor) => ({
      descriptor,
      parameters: checked(`detectors.${descriptor.id}`, descriptor.parameters, settings[descriptor.id] ?? {}),
    }));
}

/** `value` as `schema` wants it. @throws UserError that names the setting. */
export function checked<Value>(name: string, schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const path = [name, ...issue.path].join('.');
  throw new UserError('bad-configuration', `${path}: ${issue.message}`, {
    field: path,
    next: 'Mend it in vantage.yaml.',
  });
}
