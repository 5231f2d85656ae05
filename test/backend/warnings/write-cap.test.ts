import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { warningCap, writeWarningFeed } from '../../../backend/warnings/warning-feed.ts';
import { writeCap } from '../../../backend/warnings/write-cap.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Warning } from '../../../ingestion/observation.ts';
import { receiveCap } from '../../../ingestion/sources/cap/receive.ts';
import { GatheringSink } from '../../fakes/gathering-sink.ts';

const head = { area: '澜湾市', language: 'zh-CN', nameOf: () => '澜湾市气象台' };
const second = fc.integer({ min: 0, max: 4e9 }).map((s) => eventTime(s * 1000));
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((each) => each.trim() === each);
const SEVERITY_OF_GRADE = { 1: 'extreme', 2: 'severe', 3: 'moderate', 4: 'minor' } as const;

const warnings = fc
  .record({
    time: second,
    grade: fc.constantFrom(1, 2, 3, 4),
    headline: text,
    area: text,
    lasts: fc.option(fc.integer({ min: 1, max: 1e6 }), { nil: undefined }),
    waits: fc.option(fc.integer({ min: 0, max: 1e6 }), { nil: undefined }),
  })
  .map(({ time, grade, headline, area, lasts, waits }): Warning => {
    const begins = waits === undefined ? time : eventTime(time + waits * 1000);
    return {
      kind: 'warning',
      thing: thingId('weather-office'),
      id: `w-${time}`,
      time,
      status: 'alert',
      event: '台风',
      severity: SEVERITY_OF_GRADE[grade as 1],
      grade: grade as 1,
      headline,
      area,
      ...(waits !== undefined && { effectiveAt: begins }),
      ...(lasts !== undefined && { expiresAt: eventTime(begins + lasts * 1000) }),
    };
  });

async function readBack(document: string): Promise<Warning[]> {
  const sink = new GatheringSink();
  const { rejected } = await receiveCap(new TextEncoder().encode(document), sink);
  expect(rejected).toEqual([]);
  return sink.messages.filter((message): message is Warning => message.kind === 'warning');
}

describe('CAP that we write', () => {
  it('is read back as what was meant', async () => {
    await fc.assert(
      fc.asyncProperty(warnings, async (warning) => {
        const [read] = await readBack(writeCap(warningCap(warning, head)));
        expect(read).toEqual({ ...warning, thing: 'cap-weather-office', id: `weather-office,${warning.id}` });
      }),
    );
  });

  it('comes as a feed with everything in force', async () => {
    const all = fc.sample(fc.uniqueArray(warnings, { selector: ({ id }) => id, minLength: 3, maxLength: 6 }), 1)[0]!;
    const feed = writeWarningFeed(all, {
      ...head,
      id: 'urn:vantage:lanwan:warnings',
      title: '澜湾市 & <Lanwan>',
      updated: eventTime(0),
    });
    expect((await readBack(feed)).map(({ headline }) => headline)).toEqual(all.map(({ headline }) => headline));
  });
});
