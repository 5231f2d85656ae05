import { z } from 'zod';
import type { DetectorDescriptor } from '../../detectors/detector.ts';
import { UserError } from '../errors.ts';

/** One parameter as its schema tells of it. */
export interface ParameterView {
  readonly name: string;
  /** Unit and source, in the schema's own words. */
  readonly description: string;
  /** In force. */
  readonly value: unknown;
  readonly default: unknown;
  /** What is allowed, in words. */
  readonly allowed: string;
}

interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Property[];
  readonly items?: Property;
}

/** The parameters of a detector in the order of its schema, with `present` the ones in force. */
export function parameterViews(
  descriptor: Pick<DetectorDescriptor, 'parameters'>,
  present: Readonly<Record<string, unknown>>,
): ParameterView[] {
  return Object.entries(propertiesOf(descriptor)).map(([name, property]) => ({
    name,
    description: property.description ?? '',
    value: present[name],
    default: property.default,
    allowed: allowedBy(property),
  }));
}

/**
 * The parameters in force with some of them changed, as the detector's own schema allows.
 * @throws UserError that names the key and says what is allowed.
 */
export function proposedParameters(
  descriptor: Pick<DetectorDescriptor, 'id' | 'parameters'>,
  present: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const properties = propertiesOf(descriptor);
  const unknown = Object.keys(changes).find((key) => !Object.hasOwn(properties, key));
  if (unknown !== undefined)
    throw new UserError('unknown-parameter', `${descriptor.id} has no parameter "${unknown}"`, {
      field: `set.${unknown}`,
      next: `It has: ${Object.keys(properties).join(', ')}.`,
    });
  const result = descriptor.parameters.safeParse({ ...present, ...changes });
  if (result.success) return result.data as Readonly<Record<string, unknown>>;
  const issue = result.error.issues[0]!;
  const key = String(issue.path[0] ?? Object.keys(changes)[0] ?? '');
  const property = properties[key];
  throw new UserError('bad-parameter', `${descriptor.id}: ${issue.path.join('.') || key}: ${issue.message}`, {
    field: `set.${key}`,
    next: property ? `${key} is ${allowedBy(property)}. ${property.description ?? ''}`.trim() : 'See the detector.',
  });
}

/** `key=value` of a command line; the value is JSON where it reads as such, else text. @throws UserError for anything else. */
export function parseChange(text: string): readonly [key: string, value: unknown] {
  const [, key = '', value = ''] = /^([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [];
  if (key === '') throw new UserError('wrong-usage', `--set ${text} is not key=value`);
  try {
    return [key, JSON.parse(value) as unknown];
  } catch {
    return [key, value];
  }
}

const propertiesOf = ({ parameters }: Pick<DetectorDescriptor, 'parameters'>): Readonly<Record<string, Property>> =>
  (z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Property> })
    .properties ?? {};

function allowedBy(property: Property): string {
  const { type, anyOf, items, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = property;
  if (property.const !== undefined) return String(property.const);
  if (property.enum) return `one of ${property.enum.join(', ')}`;
  if (anyOf) return anyOf.map(allowedBy).join(' or ');
  if (type === 'array') return items ? `a list, each ${allowedBy(items)}` : 'a list';
  if (type !== 'number' && type !== 'integer') return type === undefined ? 'any value' : `a ${type}`;
  // Whole numbers carry the largest safe ones as bounds: those say nothing.
  const bound = (value: number | undefined) =>
    value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
  const bounds = [
    bound(exclusiveMinimum) !== undefined && `above ${exclusiveMinimum}`,
    bound(minimum) !== undefined && `at least ${minimum}`,
    bound(exclusiveMaximum) !== undefined && `below ${exclusiveMaximum}`,
    bound(maximum) !== undefined && `at most ${maximum}`,
  ].filter((each) => each !== false);
  return [type === 'integer' ? 'a whole number' : 'a number', ...bounds].join(', ');
}
