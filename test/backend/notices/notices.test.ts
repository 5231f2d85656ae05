import type { FastifyInstance } from 'fastify';
import { strFromU8, unzipSync } from 'fflate';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer } from '../../../backend/api/server.ts';
import { toSvg } from '../../../backend/notices/figures/svg.ts';
import { measuresFor } from '../../../backend/notices/measures.ts';
import { balanceLines, breakLines } from '../../../backend/notices/typesetting/break-lines.ts';
import { typeface } from '../../../backend/notices/typesetting/typeface.ts';
import { encounter } from '../../builders/finding.ts';
import { sinking } from '../../builders/sinking.ts';
import { FakeBackend, tokenOf } from '../../fakes/server-ports.ts';

const backend = new FakeBackend();
let app: FastifyInstance;
let ground: string;
let sea: string;

beforeAll(async () => {
  app = await createServer(backend.ports, { version: '0.0.0', log: pino({ level: 'silent' }) });
  backend.tell({
    kind: 'thing',
    thing: 'dbc-1' as never,
    time: sinking().time,
    thingKind: 'settlement_point',
    name: 'DBC-1',
    lon: 114.55,
    lat: 22.45,
  });
  backend.find(sinking(), encounter());
  await backend.alerts.settled();
  const open = backend.incidents.open();
  ground = open.find(({ kind }) => kind === 'settlement')!.id;
  sea = open.find(({ kind }) => kind === 'close_quarters')!.id;
});
afterAll(() => app.close());

const ask = (id: string, query: string, user = 'chen') =>
  app.inject({
    method: 'GET',
    url: `/api/v1/incidents/${id}/notice${query}`,
    headers: { authorization: `Bearer ${tokenOf(user)}` },
  });

const FACTS = {
  'zh-CN': [
    '草稿（未签发）',
    '小城地下工程风险提示单',
    '橙色',
    'DBC-1 累计 −24.6 mm，控制值 20 mm。',
    '−24.6 mm / −20 mm',
    '90 分钟',
    '35 人',
    '地层损失率',
    '1.85 %',
    '燃气管 DN400',
    '幸福里 3 栋',
    '地层损失→地表沉降→管线破裂',
    '路面开裂了',
    '加密监测',
    '签发人',
    '数据截至 2026年9月18日 15:42',
  ],
  en: [
    'DRAFT, NOT ISSUED',
    'Tiny Underground Works Risk Notice',
    'Orange (II)',
    'DBC-1 stands at −24.6 mm, control 20 mm.',
    '90 min',
    'Volume loss',
    'Gas main DN400',
    'Ground loss → settlement → broken mains',
    'Measure every 1 to 2 hours',
    'Signed:',
    'Data as of 18 September 2026, 15:42',
  ],
} as const;
type Locale = keyof typeof FACTS;
const LOCALES: readonly Locale[] = ['zh-CN', 'en'];

describe('the notice of an incident', () => {
  test.each(LOCALES)('is a Word document that holds the facts, in %s', async (locale) => {
    const answer = await ask(ground, `?format=docx&locale=${locale}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-disposition']).toContain(`notice-${ground}-${locale}.docx`);
    const parts = unzipSync(answer.rawPayload);
    const text = strFromU8(parts['word/document.xml']!).replace(/<[^>]+>/g, '');
    for (const fact of FACTS[locale]) expect(text).toContain(fact);
    const pictures = Object.keys(parts).filter((name) => name.startsWith('word/media/'));
    expect(pictures.filter((name) => name.endsWith('.svg'))).toHaveLength(3);
    expect(pictures.filter((name) => name.endsWith('.png'))).toHaveLength(3);
  });

  test.each(LOCALES)('is a web page with drawings and nothing from elsewhere, in %s', async (locale) => {
    const answer = await ask(ground, `?format=html&locale=${locale}`);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    for (const fact of FACTS[locale]) expect(answer.body).toContain(fact);
    expect(answer.body.match(/<svg/g)).toHaveLength(3);
    expect(answer.body.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script/);
  });

  test('is a PDF with its fonts inside, the same file for the same facts', async () => {
    const [first, second] = [await ask(ground, ''), await ask(ground, '?format=pdf')];
    expect(first.headers['content-type']).toBe('application/pdf');
    expect(first.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.rawPayload.equals(second.rawPayload)).toBe(true);
    const file = first.rawPayload.toString('latin1');
    const fonts = file.match(/\/FontName \/[A-Z]+\+NotoSerifSC\S*/g) ?? [];
    expect(fonts.length).toBeGreaterThanOrEqual(2);
    expect(file.match(/\/FontFile2/g)).toHaveLength(fonts.length);
    expect(file.match(/\/ToUnicode/g)!.length).toBeGreaterThanOrEqual(fonts.length);
    expect(Number(/\/Count (\d+)/.exec(file)?.[1])).toBeLessThanOrEqual(3);
  });

  test('is made for alerts that kept little, too', async () => {
    const answer = await ask(sea, '?format=html&locale=en');
    expect(answer.body).toContain('closest point of approach 0.08 nmi');
    expect(answer.body).toContain('VHF channel 16');
    expect((await ask(sea, '?format=pdf')).statusCode).toBe(200);
  });

  test('is for officers of its area, and is written into the audit log', async () => {
    expect((await ask(ground, '', 'guest')).statusCode).toBe(403);
    expect((await ask(ground, '', 'east')).statusCode).toBe(404);
    expect((await ask(ground, '?format=html', 'west')).statusCode).toBe(200);
    expect(backend.actions.at(-1)).toMatchObject({ action: 'export', objectId: ground, actor: { name: 'west' } });
  });

  test('refuses what it does not know, by name', async () => {
    expect((await ask('INC-000000-000', '')).statusCode).toBe(404);
    const wrong = await ask(ground, '?format=odt');
    expect(wrong.statusCode).toBe(400);
    expect(wrong.json()).toMatchObject({ field: 'format' });
    expect((await ask(ground, '?locale=fr')).json()).toMatchObject({ field: 'locale' });
  });
});

/** The kinds of the public contract, without those that only say how a reading behaves. */
const KINDS =
  'overspeed restricted_area night_sailing ais_silence loitering anchor_drag close_quarters crowding closed_water night_presence stranding tent fire settlement settlement_rate convergence groundwater axial_force karst flooding landslide gas_leak smoke traffic truck_violation ebike_violation over_staffing intrusion complaint_hotspot typhoon rainstorm';

test('there are measures in both languages for every kind of alert', () => {
  for (const kind of KINDS.split(' ')) {
    const measures = measuresFor(kind);
    expect(measures, kind).not.toBe(measuresFor('anomaly'));
    for (const { zh, en } of measures) expect([zh, en]).not.toContain('');
  }
});

describe('setting text', () => {
  test('what the main file lacks comes from another or is said in plain letters', () => {
    const face = typeface();
    expect(face.runs('沉降≥20').map(({ text }) => text)).toEqual(['沉降', '≥', '20']);
    expect(
      face
        .runs('Ⅱ级')
        .map(({ text }) => text)
        .join(''),
    ).toBe('II级');
    expect(face.widthOf('沉降')).toBeCloseTo(2, 5);
  });

  test('lines keep within the column, never begin with a stop and never tear a figure', () => {
    const words = '监测点 DBC-12-057 累计 −25.02 mm，控制值 20 mm；24 小时变化 −22.29 mm（距掘进面约 7 米）。'.repeat(
      3,
    );
    for (const width of [90, 137, 222]) {
      const lines = breakLines(words, typeface(), 11, width, 22);
      expect(lines.join('').replace(/ /g, '')).toBe(words.replace(/ /g, ''));
      for (const line of lines) {
        expect(line).not.toMatch(/^[，；。）]/);
        expect(line).not.toMatch(/（$/);
      }
      expect(lines.some((line) => line.includes('DBC-12-057'))).toBe(true);
    }
    const [first, second] = balanceLines('关于坪地站坪岗站区间联络通道沉降超限的风险提示', typeface(true), 17, 380);
    expect(Math.abs(first!.length - second!.length)).toBeLessThan(6);
  });
});

test('a drawing escapes what it is told', () => {
  const svg = toSvg(
    {
      width: 10,
      height: 10,
      marks: [{ kind: 'text', at: [0, 5], text: '<&"', size: 5, color: '#000', anchor: 'start' }],
    },
    'a "b" <c>',
  );
  expect(svg).toContain('&lt;&amp;&quot;');
  expect(svg).toContain('aria-label="a &quot;b&quot; &lt;c&gt;"');
});
