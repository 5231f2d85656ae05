import { expect, test } from 'vitest';
import { convertUnit } from '../../../ingestion/pipeline/convert-unit.ts';

test.each([
  [1500, 'mm', 'm', 1.5],
  [2, 'km', 'm', 2000],
  [36, 'km/h', 'm/s', 10],
  [10, 'kn', 'km/h', 18.52],
  [300, 'K', 'degC', 26.85],
  [212, 'degF', 'degC', 100],
  [20, '°C', 'degC', 20],
  [1, 'bar', 'kPa', 100],
  [5, '%LEL', '%LEL', 5],
  [50, '%', '1', 0.5],
  [7, 'furlong', 'furlong', 7],
])('%d %s in %s is %d', (value, from, to, expected) => {
  expect(convertUnit(value, from, to)).toBeCloseTo(expected, 9);
});

test.each([
  ['kPa', 'm'],
  ['furlong', 'm'],
  ['m', 'furlong'],
  ['constructor', 'm'],
  ['%', '%LEL'],
])('%s is not convertible to %s', (from, to) => {
  expect(convertUnit(1, from, to)).toBeUndefined();
});
