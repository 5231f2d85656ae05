import type { Readings } from '../../backend/push/protocol.ts';

/** The newest reading of one datastream. */
export interface Reading {
  /** In the datastream's own unit. */
  readonly value: number;
  /** Event time, epoch ms. */
  readonly time: number;
  /** 0 good, 1 suspect, 2 bad. */
  readonly quality: number;
}

/** By the thing's number, then by datastream. Never changed in place: every message gives a new one, sharing what did not change. */
export type ReadingTable = ReadonlyMap<number, ReadonlyMap<string, Reading>>;

export const NO_READINGS: ReadingTable = new Map();

/**
 * What is known after a message. A full one tells all of the view: what lies elsewhere is kept, it only grows old, unless it is
 * of a later time (a replay was moved back, and nothing of its future is known there).
 */
export function mergeReadings(before: ReadingTable, message: Readings): ReadingTable {
  const after = new Map(message.full ? [...before].filter(([, own]) => !isLater(own, message.at)) : before);
  const fresh = new Map<number, Map<string, Reading>>();
  message.number.forEach((number, row) => {
    let own = fresh.get(number);
    if (!own) {
      own = new Map(after.get(number));
      fresh.set(number, own);
      after.set(number, own);
    }
    const datastream = message.datastreams[message.datastream[row]!];
    if (datastream === undefined) return;
    own.set(datastream, {
      value: message.value[row]!,
      time: message.at - message.ageMs[row]!,
      quality: message.quality[row]!,
    });
  });
  return after;
}

const isLater = (own: ReadonlyMap<string, Reading>, at: number): boolean => {
  for (const { time } of own.values()) if (time > at) return true;
  return false;
};
