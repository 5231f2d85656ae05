import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyMatter, matterOf } from '../../../detectors/risk/complaint-hotspot/classify-matter.ts';
import { complaintHotspotDescriptor } from '../../../detectors/risk/complaint-hotspot/descriptor.ts';
import { MATTERS } from '../../../detectors/risk/complaint-hotspot/matters.ts';
import { logLikelihoodRatio } from '../../../detectors/risk/complaint-hotspot/scan-statistic.ts';
import type { Report } from '../../../ingestion/observation.ts';
import { detect } from '../../builders/detection.ts';
import { complainingQuarter, evenWorld, told } from '../../builders/occasions/complaining-quarter.ts';

const found = (reports: readonly Report[], quietMs = 60_000) =>
  detect(complaintHotspotDescriptor, reports, { ...evenWorld, quietMs });
const SMELL = '开窗一股化学味，刺鼻';

describe('many people, one matter', () => {
  it('is raised by the third who says where, and grows with the others', () => {
    const reports = Array.from({ length: 31 }, (_, i) => told(5 * i, 30 * (i % 10), SMELL, { id: `r-${i}` }));
    const findings = found(reports, 3 * 3_600_000);
    expect(findings[0]).toMatchObject({
      kind: 'raise',
      time: reports[2]!.time,
      grade: 3,
      measure: { value: 3, unit: '1' },
      evidence: { parameters: { matter: 'odour' } },
    });
    expect(findings.at(-2)).toMatchObject({ kind: 'update', grade: 2, measure: { value: 30 } });
    expect(findings.at(-1)).toMatchObject({ kind: 'clear' });
    expect(findings[0]?.kind === 'raise' && findings[0].evidence.reports?.map(({ text }) => text)).toEqual([
      SMELL,
      SMELL,
      SMELL,
    ]);
  });

  it('is nothing where they stand far apart, speak of different things, days apart, or say no place', () => {
    expect(found([0, 1, 2, 3].map((i) => told(i, 4000 * i, SMELL)))).toEqual([]);
    expect(found([told(0, 0, SMELL), told(1, 10, '路灯不亮了'), told(2, 20, '扬尘太大')])).toEqual([]);
    expect(found([0, 1, 2].map((i) => told(i * 1440, i, SMELL)))).toEqual([]);
    const placeless = [0, 1, 2, 3].map((i) => {
      const { lon: _, lat: __, ...rest } = told(i, i, SMELL);
      return rest;
    });
    expect(found(placeless)).toEqual([]);
  });

  it('leaves out what is answered at once or followed by instruments, unless the city wants it', () => {
    const crowd = [0, 5, 10].map((i) => told(i, i, '人挤人走不动了'));
    expect(found(crowd)).toEqual([]);
    const asked = detect(complaintHotspotDescriptor, crowd, {
      ...evenWorld,
      parameters: { leftOut: [] },
      quietMs: 60_000,
    });
    expect(asked).toHaveLength(1);
  });

  it('takes more of what people complain of every day', () => {
    const noise = (many: number) => Array.from({ length: many }, (_, i) => told(8 * i, 40 * i, '楼下音响吵得睡不着'));
    const smell = (many: number) => Array.from({ length: many }, (_, i) => told(8 * i, 40 * i, SMELL));
    const first = (reports: readonly Report[]) => found(reports)[0]?.time ?? Number.POSITIVE_INFINITY;
    expect(first(noise(12))).toBeGreaterThanOrEqual(first(smell(12)));
  });

  it('keeps everyday complaints of a whole city apart', () => {
    const { messages } = complainingQuarter();
    const raised = found(messages as readonly Report[]).filter(({ kind }) => kind === 'raise');
    expect(raised).toHaveLength(1);
  });

  it('has a likelihood ratio that grows with the excess', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 1e-4, max: 50, noNaN: true }),
        (count, expected) => {
          const ratio = logLikelihoodRatio(count, expected);
          expect(ratio).toBeGreaterThanOrEqual(0);
          expect(logLikelihoodRatio(count + 1, expected)).toBeGreaterThanOrEqual(ratio);
          if (count <= expected) expect(ratio).toBe(0);
        },
      ),
    );
  });
});

describe('what a report is about', () => {
  it.each([
    ['路面突然塌了个坑，旁边就是居民楼', 'collapse'],
    ['一到菜市场就闻到瓦斯味，头都晕了', 'gas'],
    ['自来水是黄的，不敢给孩子冲奶粉', 'water_quality'],
    ['Dust from the demolition is everywhere', 'dust'],
    ['THE STREET LIGHTS are out, and it is pitch dark', 'street_light'],
    ['消防通道又被堵死了，万一着火消防车怎么进', 'parking'],
  ])('%s', (text, matter) => {
    const classified = classifyMatter(text);
    expect(classified?.matter.id).toBe(matter);
    for (const word of classified!.words) expect(text.toLowerCase()).toContain(word);
    expect(classified!.score).toBeGreaterThan(0);
    expect(classified!.score).toBeLessThanOrEqual(1);
  });

  it('is what its channel filed it as, and unknown where nothing tells', () => {
    expect(matterOf({ text: '臭', matterCode: 'M0406' })).toMatchObject({ matter: { id: 'water_quality' }, score: 1 });
    expect(matterOf({ text: '路灯不亮', category: '不在册' })?.matter.id).toBe('street_light');
    expect(classifyMatter('谢谢')).toBeUndefined();
  });

  it('has every filing name once', () => {
    const filed = MATTERS.flatMap(({ filedAs }) => filedAs);
    expect(new Set(filed).size).toBe(filed.length);
  });
});
