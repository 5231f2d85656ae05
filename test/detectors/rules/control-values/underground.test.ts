import { expect, it } from 'vitest';
import { karstDescriptor } from '../../../../detectors/risk/karst/descriptor.ts';
import { axialForceDescriptor } from '../../../../detectors/rules/axial-force/descriptor.ts';
import { groundwaterDescriptor } from '../../../../detectors/rules/groundwater/descriptor.ts';
import { settlementDescriptor } from '../../../../detectors/rules/settlement/descriptor.ts';
import { settlementRateDescriptor } from '../../../../detectors/rules/settlement-rate/descriptor.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import { detect } from '../../../builders/detection.ts';
import { voidUnderTheStreet } from '../../../builders/occasions/void-under-the-street.ts';
import { readings } from '../../../builders/readings.ts';

const { world, messages } = voidUnderTheStreet();
const START = eventTime(Date.parse('2026-09-18T00:00:00+08:00'));
const raisesOf = (descriptor: Parameters<typeof detect>[0]) =>
  detect(descriptor, messages, world).flatMap((finding) => (finding.kind === 'raise' ? [finding] : []));

it('one trouble has one cause, whatever tells of it, and two troubles have two', () => {
  const settled = [
    ...raisesOf(settlementRateDescriptor),
    ...raisesOf(settlementDescriptor),
    ...raisesOf(karstDescriptor),
  ];
  expect(new Set(settled.map(({ cause }) => cause))).toEqual(new Set(['works/shield']));
  const wells = new Map(raisesOf(groundwaterDescriptor).map(({ things, cause }) => [things[0], cause]));
  expect(Object.fromEntries(wells)).toEqual({ 'dsw-1': 'works/shield', 'dsw-2': 'works/pit' });
  expect(raisesOf(axialForceDescriptor).map(({ cause }) => cause)).toEqual(['works/pit']);
});

it('tells of the trough, the face, the limits, the trend and what stands above', () => {
  const deep = raisesOf(settlementDescriptor).find(({ things }) => things[0] === 'dbc-3')!;
  expect(deep).toMatchObject({ grade: 1, measure: { limit: -30, unit: 'mm' } });
  const { evidence } = deep;
  expect(evidence.limits?.map(({ value }) => value)).toEqual([25.5, 30, 45]);
  expect(evidence.parameters).toMatchObject({ works: 'shield', faceRing: 352 });
  expect(evidence.shapes?.map(({ kind }) => kind)).toEqual(['line', 'area']);
  expect(evidence.profile?.figures.map(({ unit }) => unit)).toEqual(['%', 'm', 'mm', 'mm']);
  expect(evidence.exposed?.map(({ kind }) => kind)).toContain('road');
});

it('an instrument that drifts, spikes or chatters alone raises nothing', () => {
  const calm = (id: string) =>
    readings(
      id,
      'settlement',
      START,
      Array.from({ length: 200 }, () => -1),
      { everyS: 600 },
    );
  const drifting = readings(
    'dbc-7',
    'settlement',
    START,
    Array.from({ length: 200 }, (_, n) => -1 - n * 0.08),
    {
      everyS: 600,
    },
  );
  const spiking = readings(
    'dbc-8',
    'settlement',
    START,
    Array.from({ length: 200 }, (_, n) => (n % 2 ? -60 : -1)),
    {
      everyS: 600,
    },
  );
  const all = [calm('dbc-6'), calm('dbc-9'), drifting, spiking].flat();
  expect(detect(settlementRateDescriptor, all, world)).toEqual([]);
  expect(detect(settlementDescriptor, all, world)).toEqual([]);
});
