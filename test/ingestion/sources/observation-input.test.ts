import fc from 'fast-check';
import { expect, test } from 'vitest';
import { observationInput } from '../../../backend/api/contract.ts';
import { observationInputFault } from '../../../ingestion/sources/observation-input.ts';

const maybe = <Value>(good: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 6, arbitrary: good as fc.Arbitrary<unknown> }, fc.anything());
const scalar = fc.oneof(fc.string(), fc.double(), fc.boolean());

const nearlyGood = fc.record(
  {
    thing: maybe(fc.string()),
    datastream: maybe(fc.string()),
    time: maybe(fc.oneof(fc.string(), fc.double())),
    value: maybe(fc.double()),
    unit: maybe(fc.string()),
    quality: maybe(fc.constantFrom('good', 'suspect', 'bad', 'Good', '')),
    attrs: maybe(fc.dictionary(fc.string(), maybe(scalar))),
    other: fc.anything(),
  },
  { requiredKeys: [] },
);

/** What can come out of JSON.parse, with numbers beyond double precision included. */
const parsed = fc.oneof(nearlyGood, fc.anything(), fc.jsonValue()).map((value) => {
  const text = JSON.stringify(value);
  return text === undefined ? value : (JSON.parse(text.replace(/:0\.1/g, ':1e999')) as unknown);
});

test('the compiled validator accepts exactly what the contract accepts', () => {
  fc.assert(
    fc.property(fc.oneof(parsed, nearlyGood), (input) => {
      expect(observationInputFault(input) === undefined).toBe(observationInput.safeParse(input).success);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['missing_thing', {}],
  ['missing_datastream', { thing: 'a' }],
  ['missing_time', { thing: 'a', datastream: 'b', value: 1 }],
  ['missing_value', { thing: 'a', datastream: 'b', time: 1 }],
  ['not_finite', { thing: 'a', datastream: 'b', time: 1, value: Number.POSITIVE_INFINITY }],
  ['wrong_type', { thing: 'a', datastream: 'b', time: 1, value: null }],
  ['wrong_type', { thing: 'a', datastream: 'b', time: 1, value: 1, attrs: { a: {} } }],
  ['wrong_type', []],
  ['wrong_type', null],
])('%s', (reason, input) => {
  const fault = observationInputFault(input);
  expect(fault?.reason).toBe(reason);
  expect(observationInput.safeParse(input).success).toBe(false);
});
