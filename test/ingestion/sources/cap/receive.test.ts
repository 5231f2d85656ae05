import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Warning } from '../../../../ingestion/observation.ts';
import { receiveCap } from '../../../../ingestion/sources/cap/receive.ts';
import { capAlert, capInfo } from '../../../builders/cap.ts';
import { GatheringSink } from '../../../fakes/gathering-sink.ts';

async function receive(document: string | Uint8Array) {
  const sink = new GatheringSink();
  const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
  const answer = await receiveCap(bytes, sink);
  const warnings = sink.messages.filter((message): message is Warning => message.kind === 'warning');
  return { ...answer, warnings, rejections: sink.rejections };
}

describe('a CAP alert', () => {
  it('becomes a warning in the terms of the city', async () => {
    const info = capInfo({
      event: 'Typhoon Warning',
      effective: '2026-09-18T15:00:00+08:00',
      expires: '2026-09-19T03:00:00+08:00',
      headline: '台风橙色预警',
      area: '鹏屿区',
    });
    const { warnings, accepted } = await receive(capAlert({ infos: info }));
    expect(accepted).toBe(2);
    expect(warnings).toEqual([
      {
        kind: 'warning',
        thing: 'cap-met-lanwan-example',
        id: 'met@lanwan.example,warning-1',
        time: Date.parse('2026-09-18T14:40:00+08:00'),
        status: 'alert',
        event: '台风',
        severity: 'severe',
        grade: 2,
        headline: '台风橙色预警',
        area: '鹏屿区',
        effectiveAt: Date.parse('2026-09-18T15:00:00+08:00'),
        expiresAt: Date.parse('2026-09-19T03:00:00+08:00'),
      },
    ]);
  });

  it('speaks the language that the city speaks best, and of every event in it', async () => {
    const infos = [
      capInfo({ language: 'en-US', event: 'Gale' }),
      capInfo({ event: '大风' }),
      capInfo({ event: '海浪', severity: 'Minor' }),
    ].join('');
    const { warnings } = await receive(capAlert({ infos }));
    expect(warnings.map(({ id, event, grade }) => [id, event, grade])).toEqual([
      ['met@lanwan.example,warning-1', '大风', 2],
      ['met@lanwan.example,warning-1#2', '海浪', 4],
    ]);
  });

  it('ends all that an earlier one said when it updates or cancels it', async () => {
    const head = '<references>met@lanwan.example,warning-1,2026-09-18T14:40:00+08:00</references>\n';
    const update = await receive(capAlert({ identifier: 'warning-2', msgType: 'Update', head }));
    expect(update.warnings[0]!.status).toBe('update');
    expect(update.warnings[0]!.replaces!.slice(0, 2)).toEqual([
      'met@lanwan.example,warning-1',
      'met@lanwan.example,warning-1#2',
    ]);
    const cancel = await receive(capAlert({ identifier: 'warning-3', msgType: 'Cancel', head, infos: '' }));
    expect(cancel.warnings.map(({ status, id }) => [status, id])).toEqual([['cancel', 'met@lanwan.example,warning-3']]);
  });

  it.each([
    ['a test', capAlert({ status: 'Test' }), 'status_test'],
    ['a draft', capAlert({ status: 'Draft' }), 'status_draft'],
    ['an acknowledgement', capAlert({ msgType: 'Ack' }), 'type_ack'],
    ['one without information', capAlert({ infos: '' }), 'no_info'],
  ])('%s warns nobody, and is counted', async (_name, document, reason) => {
    const { warnings, unstored, rejected } = await receive(document);
    expect(warnings).toEqual([]);
    expect(rejected).toEqual([]);
    expect(unstored).toEqual({ [reason]: 1 });
  });

  it.each([
    ['no sender', capAlert().replace(/<sender>.*\n/, ''), 'missing_element', /^line 2: alert has no sender/],
    ['an empty severity', capAlert().replace('>Severe<', '><'), 'missing_element', /^line 14: severity is empty/],
    [
      'a severity that is none',
      capAlert().replace('>Severe<', '>Bad<'),
      'bad_value',
      /^line 14: severity is "Bad"; one of/,
    ],
    ['a time without offset', capAlert({ sent: '2026-09-18T14:40:00' }), 'bad_value', /^line 5: sent .* is no time/],
    ['a name with a comma', capAlert({ identifier: 'a,b' }), 'bad_value', /^line 3: identifier/],
    ['an update of nothing', capAlert({ msgType: 'Update' }), 'missing_element', /^line 2: alert has no references/],
    ['a reference that is none', capAlert({ head: '<references>x</references>' }), 'bad_value', /^line 9: references/],
    [
      'a polygon that is open',
      capAlert().replace('</area>', '<polygon>1,1 1,2 2,2</polygon></area>'),
      'bad_value',
      /polygon/,
    ],
    ['another namespace', capAlert().replace('cap:1.2', 'cap:9'), 'not_cap', /^line 2: the namespace/],
    ['another document', '<html><body/></html>', 'not_cap', /^line 1: html holds no CAP alert/],
    ['half of it', capAlert().slice(0, 300), 'bad_xml', /^line \d+: /],
    ['no XML', 'hello', 'bad_xml', /^line 1: /],
    ['nothing', '', 'bad_xml', /^line 1: /],
    ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${capAlert().slice(39)}`, 'bad_xml', /document type/],
    ['an unknown encoding', capAlert().replace('UTF-8', 'KLINGON'), 'bad_xml', /encoding KLINGON/],
    ['too deep a nest', '<a>'.repeat(200), 'bad_xml', /nested more than 100/],
  ])('with %s is refused with its line', async (_name, document, reason, detail) => {
    const { warnings, rejected, rejections } = await receive(document);
    expect(warnings).toEqual([]);
    expect(rejected).toEqual([{ reason, detail: expect.stringMatching(detail) }]);
    expect(rejections).toHaveLength(1);
  });

  it('is read in the encoding it declares', async () => {
    const text = capAlert({ infos: capInfo({ language: 'es', event: 'Sismo', area: 'Usulután' }) });
    const latin = Buffer.from(text.replace('UTF-8', 'ISO-8859-1'), 'latin1');
    expect((await receive(latin)).warnings[0]!.area).toBe('Usulután');
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
    expect((await receive(marked)).warnings[0]!.area).toBe('Usulután');
  });

  it('never crashes on what is half a document', async () => {
    const whole = Buffer.from(capAlert({ infos: capInfo() + capInfo({ event: '大风' }) }));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.nat(255), fc.nat(whole.length), async (at, byte, end) => {
        const torn = Buffer.from(whole.subarray(0, end));
        if (at < torn.length) torn[at] = byte;
        const { alerts, rejected, warnings, unstored } = await receive(torn);
        if (rejected.length + warnings.length + Object.keys(unstored).length === 0) expect(alerts).toBe(0);
      }),
    );
  });
});

describe('a feed', () => {
  const body = capAlert().split('\n').slice(1).join('\n');
  const feed = (entries: string) => `<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:feed</id><title>Feed</title><updated>2026-09-18T14:40:00Z</updated>
${entries}</feed>`;
  const entry = (content: string) =>
    `<entry><id>urn:entry</id><title>Entry</title><updated>2026-09-18T14:40:00Z</updated>${content}</entry>\n`;

  it('holds alerts, or says where they are', async () => {
    const both = feed(
      entry(`<content type="text/xml">${body}</content>`) + entry('<link href="https://a.example/1.cap"/>'),
    );
    const { warnings, links, rejected } = await receive(both);
    expect([warnings.length, links, rejected]).toEqual([1, ['https://a.example/1.cap'], []]);
  });

  it('with one broken entry gives the others', async () => {
    const { warnings, rejected } = await receive(feed(entry('') + entry(`<content>${body}</content>`)));
    expect(warnings).toHaveLength(1);
    expect(rejected).toEqual([{ reason: 'bad_feed', detail: expect.stringMatching(/^line 3: entry has neither/) }]);
  });

  it('may be RSS, and alerts may come in an envelope', async () => {
    const rss = `<rss version="2.0"><channel><title>a</title><link>b</link><description>c</description>
<item><link>https://a.example/2.cap</link></item></channel></rss>`;
    expect((await receive(rss)).links).toEqual(['https://a.example/2.cap']);
    const second = body.replace('warning-1', 'warning-2');
    expect((await receive(`<list><part>${body}</part><part>${second}</part></list>`)).warnings).toHaveLength(2);
  });
});

const REAL = fileURLToPath(new URL('../../../../../shared/data/cap', import.meta.url));
const isThere = existsSync(REAL);
if (!isThere) process.stderr.write('skipped test/ingestion/sources/cap: no recorded CAP files beside the project\n');

/** What each broken file of the collection is refused for; every other one must be taken. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  LICENSE: /^line 471: /,
  'canada_errors.cap': /^line 12: references is empty/,
  'environment_canada_x509_cert.pem': /^line 3: /,
  'invalid.cap': /^line 2: alert has no scope/,
  'invalid.rss': /^line 3: channel has no title/,
  'invalid_element.atom': /^line 5: foo is no element of Atom/,
  'invalid_xmlns.cap': /^line 2: the namespace/,
  'naads_x509_cert.pem': /^line 3: /,
  'no_id.atom': /^line 2: feed has no id/,
  'no_link.atom': /^line 9: entry has neither/,
  'no_title.atom': /^line 9: entry has no title/,
  'noaa_errors.cap': /^line 17: urgency is empty/,
  'oregon_nws.atom': /^line 33: alert has no scope/,
  'weather_invalid.atom': /^line 28: identifier "INVALID,"/,
};

describe.skipIf(!isThere)('real files of ten agencies', () => {
  it.each(isThere ? readdirSync(REAL) : [])('%s is accounted for', async (name) => {
    const { alerts, warnings, rejected, unstored, links } = await receive(readFileSync(`${REAL}/${name}`));
    const reason = REFUSED[name];
    if (reason) {
      expect(rejected.map(({ detail }) => detail)).toEqual([expect.stringMatching(reason)]);
      expect(warnings).toEqual([]);
    } else {
      expect(rejected).toEqual([]);
      const silent = Object.values(unstored).reduce((sum, n) => sum + n, 0);
      expect(warnings.length + silent).toBeGreaterThanOrEqual(alerts);
      expect(alerts + links.length > 0 || name === 'empty_weather_index.atom').toBe(true);
    }
  });
});
