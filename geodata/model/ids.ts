import type { Brand } from './brand.ts';

/** The public name of a thing: 1–128 printable characters without `/`, `+`, `#`, so that it is also one MQTT topic level. */
export type ThingId = Brand<string, 'ThingId'>;

/** `<thing>/<datastream>`: one measured series of one thing. */
export type DatastreamKey = Brand<string, 'DatastreamKey'>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const FORBIDDEN = /[\u0000-\u001f\u007f/+#]/;
const LONGEST_ID = 128;

/** Says what is wrong with a thing's or a datastream's name, or `undefined` when it is a good one. */
export function nameFault(name: string): string | undefined {
  if (name.length === 0) return 'is empty';
  if (name.length > LONGEST_ID) return `is longer than ${LONGEST_ID} characters`;
  if (FORBIDDEN.test(name)) return 'has a control character or one of / + #';
  if (name !== name.trim()) return 'starts or ends with a space';
  return undefined;
}

/** @throws RangeError when `name` is not a usable id; see {@link nameFault}. */
export function thingId(name: string): ThingId {
  const fault = nameFault(name);
  if (fault) throw new RangeError(`thing id ${JSON.stringify(name.slice(0, 40))} ${fault}`);
  return name as ThingId;
}

/** Both parts must be good names already. */
export const datastreamKey = (thing: ThingId, datastream: string): DatastreamKey =>
  `${thing}/${datastream}` as DatastreamKey;

/** AIS stations are known by their Maritime Mobile Service Identity (ITU-R M.585). */
export const vesselId = (mmsi: number): ThingId => `mmsi-${String(mmsi).padStart(9, '0')}` as ThingId;
