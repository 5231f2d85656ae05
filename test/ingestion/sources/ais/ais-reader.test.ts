import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lines, readAll, reasons, unaccounted } from './reading.ts';
import {
  baseStation,
  bits,
  classAPosition,
  sentence,
  sentences,
  sixBitText,
  tagBlock,
  voyageData,
  withChecksum,
} from './sentence-builder.ts';

const DATA = new URL('../../../../../shared/data/ais/', import.meta.url);

/** What each log is known to hold: sentences, messages, and rejections by reason. */
const LOGS: readonly [file: string, sentences: number, messages: number, rejected: Record<string, number>][] = [
  ['aislib/stream_example.txt', 4500, 4051, {}],
  ['aislib/decode_encode_messages.txt', 646, 601, {}],
  ['aislib/replay_dump.txt', 51, 50, {}],
  ['aislib/ais250.txt', 251, 243, {}],
  ['aislib/small_cb_example.txt', 16, 11, { orphan_fragment: 1 }],
  ['norwegian/norwegian.raw', 223, 196, {}],
  ['pyais/nmea_data_sample.txt', 898, 778, { truncated: 100, incomplete_message: 20 }],
  ['pyais/gatehouse.nmea', 4, 4, { checksum: 1 }],
  ['pyais/sample.ais', 14, 11, { not_nmea: 1, bad_tag_block: 4, truncated: 1, bad_fields: 1, checksum: 1 }],
  ['aisdecoder/test_ais_data.log', 100, 96, {}],
  ['signalk/gofree-merrimac.log', 1507, 1459, {}],
  ['signalk/nais300-merrimac.log', 549, 536, {}],
  ['signalk/nais400-merrimac.log', 703, 668, {}],
  ['gpsd/ais-nmea.log', 183, 171, {}],
  ['gpsd/ais-nmea-type6-fid55.log', 1480, 1326, {}],
  ['gpsd/sample.aivdm', 118, 102, { not_nmea: 1 }],
  ['gpsd/ais-18-27.log', 276, 207, { unknown_type: 69 }],
];

describe.skipIf(!existsSync(DATA))('real logs (skipped without ../shared/data)', () => {
  it.each(LOGS)('%s: every line is accounted for', (file, sentenceCount, messageCount, rejected) => {
    const reading = readAll(readFileSync(new URL(file, DATA)));
    const byReason: Record<string, number> = {};
    for (const reason of reasons(reading)) byReason[reason] = (byReason[reason] ?? 0) + 1;
    expect(byReason).toEqual(rejected);
    expect(reading.counts).toMatchObject({ sentences: sentenceCount, messages: messageCount });
    expect(unaccounted(reading)).toEqual({ lines: 0, sentences: 0 });
    for (const { detail, position } of reading.rejections) expect(detail).toContain(`line ${position}`);
  });

  it('reads the same in chunks of any size', () => {
    const log = readFileSync(new URL('aislib/stream_example.txt', DATA));
    const whole = readAll(log);
    for (const size of [7, 61, 4096]) expect(readAll(log, size)).toEqual(whole);
  });
});

describe('values', () => {
  it('decodes a position to the digit', () => {
    const [message] = readAll(lines(sentence(classAPosition({ turn: -12, course: 3599, heading: 359 })))).messages;
    expect(message).toMatchObject({
      type: 1,
      mmsi: 413_000_001,
      status: 0,
      turn: -12,
      speedKn: 12.3,
      lon: 114,
      lat: 22.5,
      courseDeg: 359.9,
      headingDeg: 359,
    });
  });

  it('leaves out what is not available', () => {
    const nothing = classAPosition({
      status: 15,
      turn: -128,
      speed: 1023,
      lon: 108_600_000,
      lat: 54_600_000,
      course: 3600,
      heading: 511,
    });
    const [message] = readAll(lines(sentence(nothing))).messages;
    for (const field of ['status', 'turn', 'speedKn', 'lon', 'lat', 'courseDeg', 'headingDeg'])
      expect(message).toHaveProperty(field, undefined);
  });

  it('knows the other codes of type 27', () => {
    const head = `${bits(27, 6)}00${bits(413_000_001, 30)}00`;
    const nothing = `${head}${bits(15, 4)}${bits(108_600, 18)}${bits(54_600, 17)}${bits(63, 6)}${bits(511, 9)}00`;
    const something = `${head}${bits(5, 4)}${bits(68_400, 18)}${bits(-13_500, 17)}${bits(62, 6)}${bits(359, 9)}00`;
    const [absent, present] = readAll(lines(sentence(nothing), sentence(something))).messages;
    expect(absent).toMatchObject({
      status: undefined,
      lon: undefined,
      lat: undefined,
      speedKn: undefined,
      courseDeg: undefined,
    });
    expect(present).toMatchObject({ status: 5, lon: 114, lat: -22.5, speedKn: 62, courseDeg: 359 });
  });

  it('ends texts at the first @ and drops blanks at the right', () => {
    const message = voyageData({
      name: 'HAI XIU  ',
      callSign: '@@@@@@@',
      destination: 'CN XMN@JUNK',
      imo: 0,
      draught: 0,
    });
    const [decoded] = readAll(lines(...sentences(message, 1, 60))).messages;
    expect(decoded).toMatchObject({
      name: 'HAI XIU',
      callSign: undefined,
      destination: 'CN XMN',
      imo: undefined,
      draughtM: undefined,
    });
  });

  it('takes the short type 5 of 420 and 422 bits, not one of 418', () => {
    for (const length of [420, 422, 424, 426]) {
      const message = voyageData({ destination: 'ABCDEFGHIJKLMNOPQRS' }).padEnd(426, '0').slice(0, length);
      const [decoded] = readAll(lines(...sentences(message, 1, 60))).messages;
      expect(decoded).toMatchObject({
        type: 5,
        destination: 'ABCDEFGHIJKLMNOPQRS',
        dte: length > 422 ? false : undefined,
      });
    }
    expect(reasons(readAll(lines(...sentences(voyageData().slice(0, 418), 1, 60))))).toEqual([
      'truncated',
      'truncated',
    ]);
  });

  it('joins the name of an aid to navigation with its extension', () => {
    const head = `${bits(21, 6)}00${bits(994_131_001, 30)}${bits(14, 5)}${sixBitText('XIAMEN GANG HANGDAO ', 20)}`;
    const rest = `0${bits(68_400_000, 28)}${bits(13_500_000, 27)}${'0'.repeat(53)}`;
    const [decoded] = readAll(lines(...sentences(head + rest + sixBitText('NO 7', 4), 1, 60))).messages;
    expect(decoded).toMatchObject({ type: 21, name: 'XIAMEN GANG HANGDAO NO 7', lon: 114, lat: 22.5 });
  });

  it('tells the parts of type 24 apart, and a craft that belongs to a ship', () => {
    const head = (mmsi: number, part: number) => `${bits(24, 6)}00${bits(mmsi, 30)}${bits(part, 2)}`;
    const dimensions = bits(5, 9) + bits(3, 9) + bits(1, 6) + bits(2, 6);
    const b = `${bits(37, 8)}${sixBitText('ABC', 7)}${sixBitText('BKXY', 7)}`;
    const reading = readAll(
      lines(
        sentence(`${head(413_000_002, 0)}${sixBitText('YOUTING', 20)}`),
        sentence(`${head(413_000_002, 1)}${b}${dimensions}000000`),
        sentence(`${head(984_130_001, 1)}${b}${bits(413_000_002, 30)}000000`),
        sentence(`${head(413_000_002, 2)}${'0'.repeat(128)}`),
      ),
    );
    expect(reading.messages).toMatchObject([
      { part: 'A', name: 'YOUTING' },
      {
        part: 'B',
        callSign: 'BKXY',
        shipType: 37,
        toBowM: 5,
        toSternM: 3,
        toPortM: 1,
        toStarboardM: 2,
        mothershipMmsi: undefined,
      },
      { part: 'B', toBowM: 0, toStarboardM: 0, mothershipMmsi: 413_000_002 },
    ]);
    expect(reasons(reading)).toEqual(['unknown_type']);
  });

  it('reads every talker, and own-ship reports', () => {
    const talkers = ['AB', 'AD', 'AI', 'AN', 'AR', 'AS', 'AT', 'AX', 'BS', 'SA', 'XY'];
    const all = talkers.flatMap((talker) =>
      ['VDM', 'VDO'].map((formatter) => sentence(classAPosition(), { talker, formatter })),
    );
    expect(readAll(lines(...all)).counts.messages).toBe(all.length);
  });
});

describe('messages in several sentences', () => {
  const one = sentences(voyageData({ mmsi: 413_000_001, name: 'ONE' }), 1, 40);
  const two = sentences(voyageData({ mmsi: 413_000_002, name: 'TWO' }), 2, 40);
  const names = (...all: string[]) =>
    readAll(lines(...all)).messages.map((message) => 'name' in message && message.name);

  it('come together in any order, interleaved', () => {
    expect(names(one[0]!, two[0]!, one[1]!, two[1]!)).toEqual(['ONE', 'TWO']);
    expect(names(two[1]!, one[0]!, two[0]!, one[1]!)).toEqual(['TWO', 'ONE']);
  });

  it('keep apart by channel, talker and station', () => {
    const b = sentences(voyageData({ name: 'OTHER CHANNEL' }), 1, 40, { channel: 'B' });
    const bs = sentences(voyageData({ name: 'OTHER TALKER' }), 1, 40, { talker: 'BS' });
    const tagged = (station: string, all: string[]) => all.map((line) => tagBlock(`s:${station}`) + line);
    const [north, south] = [tagged('north', one), tagged('south', sentences(voyageData({ name: 'SOUTH' }), 1, 40))];
    expect(names(one[0]!, b[0]!, bs[0]!, bs[1]!, b[1]!, one[1]!)).toEqual(['OTHER TALKER', 'OTHER CHANNEL', 'ONE']);
    expect(names(north[0]!, south[0]!, south[1]!, north[1]!)).toEqual(['SOUTH', 'ONE']);
  });

  it('follow the group of their tag blocks when only the first names its station', () => {
    const grouped = (id: number, all: string[]) =>
      all.map((line, i) => tagBlock(`g:${i + 1}-2-${id}${i === 0 ? `,s:st${id},c:1700000000` : ''}`) + line);
    const other = sentences(voyageData({ name: 'OTHER' }), 1, 40);
    const [a, b] = [grouped(71, one), grouped(72, other)];
    expect(names(a[0]!, b[0]!, a[1]!, b[1]!)).toEqual(['ONE', 'OTHER']);
  });

  it('are given up with a reason when the rest never comes', () => {
    const filler = Array.from({ length: 250 }, () => sentence(classAPosition()));
    const reading = readAll(lines(one[0]!, ...filler, two[1]!, ...filler, one[1]!));
    expect(reasons(reading)).toEqual(['incomplete_message', 'orphan_fragment', 'orphan_fragment']);
    expect(reading.rejections[0]).toMatchObject({
      position: 1,
      excerpt: one[0]!,
      detail: expect.stringContaining('line 1: part 1 of 2'),
    });
    expect(unaccounted(reading)).toEqual({ lines: 0, sentences: 0 });
  });

  it('are given up when the same part comes again', () => {
    expect(reasons(readAll(lines(one[0]!, one[0]!, one[1]!)))).toEqual(['incomplete_message']);
  });

  it('wait only so many at a time', () => {
    const many = Array.from(
      { length: 300 },
      (_, i) => sentences(voyageData(), i % 10, 40, { talker: `${String.fromCharCode(65 + (i % 26))}${i % 7}` })[0]!,
    );
    const reading = readAll(lines(...many));
    expect(reading.rejections).toHaveLength(300);
    expect(unaccounted(reading)).toEqual({ lines: 0, sentences: 0 });
  });

  it('go on at the bit where fill bits ended the sentence before', () => {
    const message = classAPosition({ mmsi: 413_000_009 });
    const [head, tail] = [message.slice(0, 100), message.slice(100)];
    const part = (number: number, some: string) => {
      const single = sentence(some);
      const [, , , , , payload, fill] = single.slice(0, single.indexOf('*')).split(',');
      return withChecksum('!', `AIVDM,2,${number},3,A,${payload},${fill}`);
    };
    expect(readAll(lines(part(1, head), part(2, tail))).messages).toEqual(readAll(lines(sentence(message))).messages);
  });
});

describe('time', () => {
  const position = sentence(classAPosition());
  const times = (...all: string[]) => readAll(lines(...all)).times;

  it('is told by tag blocks, in seconds or milliseconds, and by what loggers add', () => {
    expect(times(tagBlock('s:2573238,c:1733782034') + position)).toEqual([1_733_782_034_000]);
    expect(times(tagBlock('c:1733782034567') + position)).toEqual([1_733_782_034_567]);
    expect(times(`${position},1485907262`)).toEqual([1_485_907_262_000]);
    expect(times(`${position},1daasd4218,,1357134222`)).toEqual([1_357_134_222_000]);
    expect(times(`1357134222 ${position}`)).toEqual([1_357_134_222_000]);
    expect(times(tagBlock('c:1364272372'), position, position)).toEqual([1_364_272_372_000, undefined]);
  });

  it('is told by PGHP for the next sentence only, and not by one whose checksum is wrong', () => {
    const pghp = withChecksum('$', 'PGHP,1,2010,6,11,11,46,11,390,231,45,992190934,1,2B');
    expect(times(pghp, position, position)).toEqual([Date.UTC(2010, 5, 11, 11, 46, 11, 390), undefined]);
    const reading = readAll(lines(pghp.replace('2010', '2011'), position));
    expect(reading.times).toEqual([undefined]);
    expect(reasons(reading)).toEqual(['checksum']);
  });

  it('ticks with ZDA and RMC', () => {
    const { clocks, counts } = readAll(
      lines(
        withChecksum('$', 'GPZDA,130711,01,06,2011,01,00'),
        withChecksum('$', 'GPRMC,130712.50,A,5012.790800,N,00806.879600,W,0.5,3.0,010611,,A'),
        withChecksum('$', 'GPRMC,130713,V,,,,,,,010611,,A'),
      ),
    );
    expect(clocks).toEqual([Date.UTC(2011, 5, 1, 13, 7, 11), Date.UTC(2011, 5, 1, 13, 7, 12, 500)]);
    expect(counts.other).toEqual({ GPZDA: 1, GPRMC: 2 });
  });

  it('stays with a message whose first sentence alone has it', () => {
    const [first, second] = sentences(voyageData(), 4, 40);
    expect(times(tagBlock('c:1733782034') + first!, second!)).toEqual([1_733_782_034_000]);
  });

  it('gives base stations’ UTC as a field, absent when they have none', () => {
    const utc = new Date(Date.UTC(2026, 0, 31, 23, 59, 59));
    const none = baseStation(utc).replace(bits(2026, 14), bits(0, 14));
    expect(readAll(lines(sentence(baseStation(utc)), sentence(none))).messages).toMatchObject([
      { type: 4, utc: utc.getTime() },
      { type: 4, utc: undefined },
    ]);
  });
});

describe('bad input', () => {
  const good = sentence(classAPosition());

  it.each([
    ['checksum', good.replace('AIVDM,1,1,,A', 'AIVDM,1,1,,B')],
    ['truncated', good.slice(0, 30)],
    ['truncated', good.slice(0, -1)],
    ['truncated', withChecksum('!', 'AIVDM,1,1,,B,,0')],
    ['truncated', sentence(classAPosition().slice(0, 120))],
    ['bad_armour', withChecksum('!', 'AIVDM,1,1,,A,15X[tgt0PAso;90TKcjM8h6g208CQ,0')],
    ['bad_fields', withChecksum('!', 'AIVDM,1,2,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0')],
    ['bad_fields', withChecksum('!', 'AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,6')],
    ['bad_fields', withChecksum('!', 'AIVDM,1,1,A')],
    ['unknown_type', sentence(bits(0, 6).padEnd(168, '0'))],
    ['unknown_type', sentence(bits(45, 6).padEnd(168, '0'))],
    ['orphan_fragment', withChecksum('!', 'AIVDM,2,2,2,A,0000,0')],
    ['not_nmea', 'IamNotAnAisMessage1111'],
    ['not_nmea', '!!!'],
    ['bad_tag_block', '\\s:station without an end'],
  ])('is refused as %s: %s', (reason, line) => {
    const reading = readAll(lines(good, line, good));
    expect(reasons(reading)).toEqual([reason]);
    expect(reading.rejections[0]).toMatchObject({ position: 2, excerpt: line });
    expect(reading.counts.messages).toBe(2);
    expect(unaccounted(reading)).toEqual({ lines: 0, sentences: 0 });
  });

  it('judges a sentence the same whether it is read in one piece or byte by byte, with any byte in any place', () => {
    const [first] = sentences(voyageData(), 1, 53);
    const spoiled: Buffer[] = [];
    for (const line of [good, first!])
      for (let at = 0; at < line.length; at++)
        for (let byte = 0; byte < 256; byte++) {
          const copy = Buffer.from(`${line}\n`, 'latin1');
          copy[at] = byte;
          spoiled.push(copy);
        }
    const log = Buffer.concat(spoiled);
    expect(JSON.stringify(readAll(log, 61))).toBe(JSON.stringify(readAll(log, 65_536)));
  });

  it('leaves nothing of a refused payload in the messages behind it', () => {
    const refused = withChecksum('!', `AIVDM,1,1,,A,${'w'.repeat(60)}X,0`);
    // A type 15 that ends before its second and third request.
    const short = sentence(`${bits(15, 6)}00${bits(413_000_001, 30)}00${bits(413_000_002, 30)}`.padEnd(88, '0'));
    expect(readAll(lines(`${refused} `, short)).messages).toMatchObject([
      { type: 15, mmsi1: 413_000_002, type12: 0, offset12: 0, mmsi2: 0, type21: 0, offset21: 0 },
    ]);
  });

  it('reads a sentence without its tag block when that is bad', () => {
    const reading = readAll(lines(`\\s:x,c:1733782034*00\\${good}`));
    expect(reasons(reading)).toEqual(['bad_tag_block']);
    expect(reading.times).toEqual([undefined]);
    expect(reading.counts.messages).toBe(1);
  });

  it('reads two sentences on one line', () => {
    expect(readAll(lines(good + good)).counts).toMatchObject({ lines: 1, sentences: 2, messages: 2 });
  });

  it('never holds a long line back', () => {
    const long = Buffer.alloc(10_000_000, 'a');
    const reading = readAll(Buffer.concat([Buffer.from(lines(good)), long, Buffer.from(`\n${lines(good)}`)]), 65_536);
    expect(reasons(reading)).toEqual(['line_too_long']);
    expect(reading.rejections[0]!.excerpt.length).toBeLessThanOrEqual(400);
    expect(reading.counts).toMatchObject({ lines: 3, messages: 2 });
  });

  it('makes excerpts that any database takes', () => {
    const reading = readAll(Buffer.from([0xff, 0x00, 0x41, 0x0a]));
    expect(reading.rejections[0]!.excerpt).toBe('\ufffd\ufffdA');
  });

  const realLines = [
    good,
    ...sentences(voyageData(), 3, 40),
    tagBlock('g:1-2-5,s:st,c:1733782034') + good,
    `${good},1485907262`,
    withChecksum('$', 'PGHP,1,2010,6,11,11,46,11,390,231,45,992190934,1,2B'),
    withChecksum('$', 'GPZDA,130711,01,06,2011,01,00'),
    sentence(baseStation(new Date(0))),
  ];
  const mutated = fc
    .tuple(fc.constantFrom(...realLines), fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 4 }), fc.boolean())
    .map(([line, edits, broken]) => {
      const bytes = Buffer.from(`${line}\n`);
      for (const [at, value] of edits) bytes[at % (bytes.length - 1)] = value;
      return broken ? bytes.subarray(0, bytes.length >> 1) : bytes;
    });

  it('never throws, and accounts for everything (random bytes and mutated lines, any chunks)', () => {
    const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: mutated }, noise), { maxLength: 30 }),
        fc.integer({ min: 1, max: 300 }),
        (parts, size) => {
          const input = Buffer.concat(parts);
          const reading = readAll(input);
          expect(unaccounted(reading)).toEqual({ lines: 0, sentences: 0 });
          expect(readAll(input, size)).toEqual(reading);
          // Behind enough bytes, lines go the short way; it must make no difference.
          const padded = readAll(Buffer.concat([input, Buffer.from(`\n${'#'.repeat(300)}\n`)]));
          expect(padded.messages).toEqual(reading.messages);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('decodes every message of random bits by type without a fault other than its length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 27 }),
        fc.array(fc.nat(1), { minLength: 40, maxLength: 430 }),
        (type, tail) => {
          const reading = readAll(lines(...sentences(bits(type, 6) + tail.join(''), 1, 60)));
          for (const reason of reasons(reading)) expect(['truncated', 'unknown_type']).toContain(reason);
          for (const message of reading.messages) {
            expect(message.type).toBe(type);
            if ('lon' in message && message.lon !== undefined) expect(Math.abs(message.lon)).toBeLessThanOrEqual(180);
            if ('lat' in message && message.lat !== undefined) expect(Math.abs(message.lat)).toBeLessThanOrEqual(90);
          }
        },
      ),
    );
  });
});
