import { describe, expect, it } from 'vitest';
import { truckViolationDescriptor } from '../../../detectors/rules/truck-violation/descriptor.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Attributes } from '../../../ingestion/observation.ts';
import { detect } from '../../builders/detection.ts';
import { fix, fixes, permit, strayingTruck, truckWorld } from '../../builders/occasions/straying-truck.ts';

const found = (messages: Parameters<typeof detect>[1], attrs: Attributes = permit()) =>
  detect(truckViolationDescriptor, messages, truckWorld(attrs));
const kinds = (messages: Parameters<typeof detect>[1], attrs?: Attributes) =>
  found(messages, attrs).map(({ kind }) => kind);
const ruleOf = (messages: Parameters<typeof detect>[1], attrs?: Attributes) => {
  const [first] = found(messages, attrs);
  return first?.kind === 'raise' ? first.evidence.parameters.rule : undefined;
};
const drive = (minutes: number, asideM: number, speedKmh: number) =>
  fixes(4, minutes, (i) => [500 + 300 * i, asideM, speedKmh]);

describe('key vehicles', () => {
  it('raise nothing while they keep to their permit, up to its limits and the noise of fixes', () => {
    expect(kinds([...drive(0, 140, 62), ...drive(10, -140, 30), fix(15, 2000, 0, 0)])).toEqual([]);
    expect(kinds(drive(0, 5000, 120), {})).toEqual([]);
  });

  it('raise for each rule by itself, on the second fix', () => {
    expect(ruleOf(drive(0, 0, 75))).toBe('overspeed');
    expect(ruleOf(drive(0, 400, 40))).toBe('off_route');
    expect(ruleOf(drive(11 * 60, 0, 40))).toBe('out_of_hours');
    expect(found(drive(0, 400, 40))[0]?.time).toBe(fix(0.5, 0, 0, 0).time);
  });

  it('may stand anywhere on the route out of hours, and drive over midnight where the permit says so', () => {
    expect(kinds([0, 5, 10].map((minutes) => fix(11 * 60 + minutes, 1000, 0, 0)))).toEqual([]);
    const nightly = permit({ permittedFromH: 22, permittedToH: 5 });
    expect(kinds(drive(14 * 60, 0, 40), nightly)).toEqual([]);
    expect(ruleOf(drive(0, 0, 40), nightly)).toBe('out_of_hours');
  });

  it('are one alert a spell: one bad fix, crossing the corridor or silence make no second one', () => {
    expect(kinds([...drive(0, 0, 40), fix(2.5, 1500, 900, 40), ...drive(3, 0, 40)])).toEqual([]);
    expect(kinds([...drive(0, 400, 40), ...drive(3, 0, 40), ...drive(6, 400, 40), ...drive(90, 400, 40)])).toEqual([
      'raise',
    ]);
  });

  it('are told anew by the gravest rule when they stand off their route, and clear when they have kept it for a while', () => {
    const findings = found([...strayingTruck().messages] as Parameters<typeof detect>[1]);
    expect(findings[0]).toMatchObject({ kind: 'raise', grade: 3, alertKind: 'truck_violation' });
    expect(findings.at(-1)?.kind).toBe('clear');
    const told = findings.flatMap((finding) => (finding.kind === 'clear' ? [] : [finding.evidence?.parameters.rule]));
    expect(told).toContain('overspeed');
    expect(told.at(-1)).toBe('unlicensed_tipping');
    const tipping = findings.findLast(({ kind }) => kind === 'update');
    expect(tipping?.message?.zh).toMatch(/泥头车 澜A·D10007 .*偷倒.*同时：超速、偏离核准线路/);
    expect(tipping?.message?.en).toContain('A·D10007');
  });

  it('weigh more with hazardous goods, and a suspect fix counts for nothing', () => {
    expect(found(drive(0, 400, 40), permit({ load: 'hazmat' }))[0]).toMatchObject({ grade: 2 });
    expect(kinds(drive(0, 400, 40).map((each) => ({ ...each, quality: 'suspect' as const })))).toEqual([]);
    expect(found([fix(0, 0, 400, 40)])[0]?.time ?? eventTime(0)).toBe(0);
  });
});
