/**
 * AIS messages as bits, then as six-bit ASCII: ITU-R M.1371-5 annex 8 and IEC 61162-1. Written against the standard alone, so that it
 * checks the decoder rather than mirrors it. Absent values become the standard's "not available".
 */

/** What a position report tells; degrees, knots, and degrees per minute. */
export interface PositionReport {
  readonly mmsi: number;
  readonly lon: number;
  readonly lat: number;
  readonly speedKn?: number;
  readonly courseDeg?: number;
  readonly headingDeg?: number;
  /** Second of the UTC minute. */
  readonly second: number;
}

export interface ClassAReport extends PositionReport {
  readonly status?: number;
  /** Positive to starboard, as a turn indicator gives it. */
  readonly turnDegPerMin?: number;
}

/** Distances from the antenna to the hull's ends and sides, metres. */
export interface HullDimensions {
  readonly bowM: number;
  readonly sternM: number;
  readonly portM: number;
  readonly starboardM: number;
}

export interface StaticReport {
  readonly mmsi: number;
  readonly name: string;
  readonly callSign: string;
  /** M.1371-5 table 53. */
  readonly shipType: number;
  readonly dimensions: HullDimensions;
}

export interface VoyageReport extends StaticReport {
  readonly imo?: number;
  readonly draughtM: number;
  readonly destination: string;
}

/** Bits in the order they are sent, six to a byte. */
class BitWriter {
  readonly #symbols: Uint8Array;
  #length = 0;

  constructor(bits: number) {
    this.#symbols = new Uint8Array(Math.ceil(bits / 6));
  }

  /** Two's complement when negative. @param bits up to 32; whatever fits into the symbol under way goes at once. */
  put(value: number, bits: number): this {
    let left = bits;
    let index = Math.floor(this.#length / 6);
    let free = 6 - (this.#length % 6);
    while (left > 0) {
      const taken = Math.min(free, left);
      left -= taken;
      const chunk = (value >> left) & ((1 << taken) - 1);
      this.#symbols[index]! |= chunk << (free - taken);
      index++;
      free = 6;
    }
    this.#length += bits;
    return this;
  }

  /** Table 47 six-bit ASCII: `@` to `_` are 0–31, space to `?` are 32–63; what it lacks is sent as a space. */
  text(text: string, characters: number): this {
    for (let i = 0; i < characters; i++) {
      const code = i < text.length ? text.toUpperCase().charCodeAt(i) : 64;
      this.put(code >= 64 && code < 96 ? code - 64 : code >= 32 && code < 64 ? code : 32, 6);
    }
    return this;
  }

  payload(): Payload {
    let armoured = '';
    for (const symbol of this.#symbols) armoured += String.fromCharCode(symbol < 40 ? symbol + 48 : symbol + 56);
    return { armoured, fillBits: this.#symbols.length * 6 - this.#length };
  }
}

/** A whole message as it stands in `!AIVDM` sentences. */
export interface Payload {
  readonly armoured: string;
  readonly fillBits: number;
}

const MINUTES_1E4 = 600_000;
const LON_ABSENT = 181;
const LAT_ABSENT = 91;
const EPFD_GPS = 1;
/** SOTDMA communication state without content: UTC direct, slot timeout 0. */
const NO_RADIO_STATE = 0;

const start = (bits: number, type: number, mmsi: number) => new BitWriter(bits).put(type, 6).put(0, 2).put(mmsi, 30);

const place = (writer: BitWriter, lon = LON_ABSENT, lat = LAT_ABSENT) =>
  writer
    .put(1, 1)
    .put(Math.round(lon * MINUTES_1E4), 28)
    .put(Math.round(lat * MINUTES_1E4), 27);

const speed = (knots: number | undefined) => (knots === undefined ? 1023 : Math.min(1022, Math.round(knots * 10)));
const course = (degrees: number | undefined) => (degrees === undefined ? 3600 : Math.round(degrees * 10) % 3600);
const heading = (degrees: number | undefined) => (degrees === undefined ? 511 : Math.round(degrees) % 360);

/** §3.3.7.1: 4.733 times the root of the rate, kept within ±126; -128 is "no information". */
function turn(degPerMin: number | undefined): number {
  if (degPerMin === undefined) return -128;
  const coded = Math.round(4.733 * Math.sqrt(Math.abs(degPerMin)));
  return Math.sign(degPerMin) * Math.min(126, coded);
}

const dimensions = (writer: BitWriter, { bowM, sternM, portM, starboardM }: HullDimensions) =>
  writer.put(bowM, 9).put(sternM, 9).put(portM, 6).put(starboardM, 6);

/** Messages 1 to 3: 1 on the usual schedule, 3 when it answers a change of course. */
export function encodeClassA(report: ClassAReport, type: 1 | 2 | 3 = 1): Payload {
  const writer = start(168, type, report.mmsi)
    .put(report.status ?? 15, 4)
    .put(turn(report.turnDegPerMin), 8)
    .put(speed(report.speedKn), 10);
  return place(writer, report.lon, report.lat)
    .put(course(report.courseDeg), 12)
    .put(heading(report.headingDeg), 9)
    .put(report.second, 6)
    .put(0, 2 + 3 + 1)
    .put(NO_RADIO_STATE, 19)
    .payload();
}

/** Message 18, from a carrier-sense class B set. */
export function encodeClassB(report: PositionReport): Payload {
  const writer = start(168, 18, report.mmsi).put(0, 8).put(speed(report.speedKn), 10);
  return place(writer, report.lon, report.lat)
    .put(course(report.courseDeg), 12)
    .put(heading(report.headingDeg), 9)
    .put(report.second, 6)
    .put(0, 2)
    .put(1, 1) // carrier sense
    .put(0, 1) // no display
    .put(1, 1) // DSC
    .put(1, 1) // whole marine band
    .put(0, 1 + 1 + 1)
    .put(1, 1) // ITDMA selector with the fixed state of §3.16
    .put(393_222, 19)
    .payload();
}

/** Message 4. */
export function encodeBaseStation(mmsi: number, lon: number, lat: number, epochMs: number): Payload {
  const utc = new Date(epochMs);
  const writer = start(168, 4, mmsi)
    .put(utc.getUTCFullYear(), 14)
    .put(utc.getUTCMonth() + 1, 4)
    .put(utc.getUTCDate(), 5)
    .put(utc.getUTCHours(), 5)
    .put(utc.getUTCMinutes(), 6)
    .put(utc.getUTCSeconds(), 6);
  return place(writer, lon, lat)
    .put(EPFD_GPS, 4)
    .put(0, 10 + 1)
    .put(NO_RADIO_STATE, 19)
    .payload();
}

/** Message 5. The time of arrival is not given. */
export function encodeVoyage(report: VoyageReport): Payload {
  const writer = start(424, 5, report.mmsi)
    .put(0, 2)
    .put(report.imo ?? 0, 30)
    .text(report.callSign, 7)
    .text(report.name, 20)
    .put(report.shipType, 8);
  return dimensions(writer, report.dimensions)
    .put(EPFD_GPS, 4)
    .put(0, 4 + 5)
    .put(24, 5) // hour not available
    .put(60, 6) // minute not available
    .put(Math.round(report.draughtM * 10), 8)
    .text(report.destination, 20)
    .put(0, 1 + 1)
    .payload();
}

/** Message 21: a floating or fixed aid, on position. */
export function encodeAidToNavigation(mmsi: number, aidType: number, name: string, lon: number, lat: number): Payload {
  const writer = start(272, 21, mmsi).put(aidType, 5).text(name, 20);
  return place(writer, lon, lat)
    .put(0, 30)
    .put(EPFD_GPS, 4)
    .put(60, 6) // second not available
    .put(0, 1 + 8 + 1 + 1 + 1 + 1)
    .payload();
}

/** Message 24 part A: the name. */
export const encodeStaticPartA = ({ mmsi, name }: StaticReport): Payload =>
  start(160, 24, mmsi).put(0, 2).text(name, 20).payload();

/** Message 24 part B: type, call sign, size. */
export function encodeStaticPartB(report: StaticReport): Payload {
  const writer = start(168, 24, report.mmsi).put(1, 2).put(report.shipType, 8).text('', 7).text(report.callSign, 7);
  return dimensions(writer, report.dimensions).put(0, 6).payload();
}
