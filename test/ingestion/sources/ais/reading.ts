import type { Rejection } from '../../../../ingestion/observation.ts';
import type { AisMessage } from '../../../../ingestion/sources/ais/ais-message.ts';
import { AisReader, type ReadCounts } from '../../../../ingestion/sources/ais/ais-reader.ts';

export interface Reading {
  readonly messages: AisMessage[];
  /** What the log told of each message's time. */
  readonly times: (number | undefined)[];
  readonly rejections: Rejection[];
  /** Ticks of ZDA and RMC. */
  readonly clocks: number[];
  readonly counts: ReadCounts;
}

/** Reads everything to the end, in chunks of `chunkSize` bytes. */
export function readAll(input: string | Uint8Array, chunkSize = Number.POSITIVE_INFINITY): Reading {
  const messages: AisMessage[] = [];
  const times: (number | undefined)[] = [];
  const rejections: Rejection[] = [];
  const clocks: number[] = [];
  const reader = new AisReader({
    message: (message, time) => {
      messages.push(message);
      times.push(time);
    },
    clock: (utc) => clocks.push(utc),
    reject: (rejection) => rejections.push(rejection),
  });
  const bytes = Buffer.from(input);
  const step = Math.min(chunkSize, Math.max(1, bytes.length));
  for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step));
  reader.end();
  return { messages, times, rejections, clocks, counts: reader.counts };
}

export const lines = (...all: string[]): string => all.map((line) => `${line}\r\n`).join('');

export const reasons = ({ rejections }: Reading): string[] => rejections.map(({ reason }) => reason);

const LINE_REASONS = new Set(['not_nmea', 'line_too_long']);

/**
 * What is left over when every line and every sentence is accounted for: nothing. A bad tag block and a bad clock sentence are
 * told beside the line's own fate.
 */
export function unaccounted({ counts, rejections }: Reading): { lines: number; sentences: number } {
  const refusedLines = rejections.filter(({ reason }) => LINE_REASONS.has(reason)).length;
  const beside = rejections.filter(
    ({ reason, detail }) =>
      reason === 'bad_tag_block' || (reason === 'checksum' && detail.includes('its time is not used')),
  ).length;
  const otherLines = Object.values(counts.other).reduce((a, b) => a + b, 0);
  return {
    lines: counts.lines - (counts.sentences - counts.runOn) - otherLines - refusedLines,
    sentences: counts.sentences - counts.sentencesInMessages - (rejections.length - refusedLines - beside),
  };
}
