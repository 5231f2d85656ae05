/**
 * What an AIS message says, by ITU-R M.1371-5 annex 8 §3. "Not available" is `undefined`, and so is a value outside its
 * range; keys are always present so that all messages of a type have one shape. Lengths in metres, angles in degrees.
 */
interface Head<Type extends number> {
  readonly type: Type;
  /** How often the message was repeated, 0–3. */
  readonly repeat: number;
  readonly mmsi: number;
}

interface Fix {
  /** WGS-84, [-180, 180]. */
  readonly lon: number | undefined;
  /** WGS-84, [-90, 90]. */
  readonly lat: number | undefined;
  /** True: better than 10 m. */
  readonly accuracy: boolean;
  readonly raim: boolean;
}

interface Motion extends Fix {
  /** Over ground, 0–102.2 (that or more); from type 27 in whole knots, 0–62; from type 9 0–1022. */
  readonly speedKn: number | undefined;
  /** Over ground, true, [0, 360). */
  readonly courseDeg: number | undefined;
}

interface TimedMotion extends Motion {
  /** UTC second of the fix, 0–59; 60 not available, 61 manual, 62 dead reckoning, 63 inoperative. */
  readonly second: number;
}

interface Dimensions {
  /** Distance of the reference point from bow, stern, port and starboard; all 0: not available. */
  readonly toBowM: number;
  readonly toSternM: number;
  readonly toPortM: number;
  readonly toStarboardM: number;
}

/** Types 1–3, §3.1 table 48. */
export interface ClassAPosition extends Head<1 | 2 | 3>, TimedMotion {
  /** 0–14; 15 is absent. */
  readonly status: number | undefined;
  /** ROT_AIS = 4.733 √(degrees per minute), right positive; ±127: faster than 5° in 30 s, no turn indicator. */
  readonly turn: number | undefined;
  readonly headingDeg: number | undefined;
  readonly maneuver: number;
  readonly radio: number;
}

/** Types 4 and 11, §3.2 table 51. */
export interface BaseStationReport extends Head<4 | 11>, Fix {
  /** Epoch milliseconds. */
  readonly utc: number | undefined;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly epfd: number;
  readonly radio: number;
}

/** Type 5, §3.3 table 52. */
export interface VoyageData extends Head<5>, Dimensions {
  readonly aisVersion: number;
  readonly imo: number | undefined;
  readonly callSign: string | undefined;
  readonly name: string | undefined;
  /** Table 53 code, 1–255. */
  readonly shipType: number | undefined;
  readonly epfd: number;
  readonly etaMonth: number | undefined;
  readonly etaDay: number | undefined;
  readonly etaHour: number | undefined;
  readonly etaMinute: number | undefined;
  /** 0.1–25.5 (that or more). */
  readonly draughtM: number | undefined;
  readonly destination: string | undefined;
  /** Data terminal not ready; `undefined` in the messages of 420–422 bits that many transmitters send. */
  readonly dte: boolean | undefined;
}

interface Binary {
  readonly data: Uint8Array;
  readonly dataBits: number;
}

/** Types 6 and 8, §3.4 and §3.6; the application data stay packed. */
export interface AddressedBinary extends Head<6>, Binary {
  readonly sequence: number;
  readonly destinationMmsi: number;
  readonly retransmit: boolean;
  readonly dac: number;
  readonly fid: number;
}
export interface BroadcastBinary extends Head<8>, Binary {
  readonly dac: number;
  readonly fid: number;
}

/** Types 7 and 13, §3.5: one to four acknowledged stations. */
export interface Acknowledgement extends Head<7 | 13> {
  readonly acknowledged: readonly { readonly mmsi: number; readonly sequence: number }[];
}

/** Type 9, §3.7 table 64. */
export interface SarAircraftPosition extends Head<9>, TimedMotion {
  /** 0–4094 (that or more). */
  readonly altitudeM: number | undefined;
  readonly regional: number;
  readonly dte: boolean;
  readonly assigned: boolean;
  readonly radio: number;
}

export interface UtcInquiry extends Head<10> {
  readonly destinationMmsi: number;
}

export interface AddressedText extends Head<12> {
  readonly sequence: number;
  readonly destinationMmsi: number;
  readonly retransmit: boolean;
  readonly text: string | undefined;
}
export interface BroadcastText extends Head<14> {
  readonly text: string | undefined;
}

/** Type 15, §3.13. A request that the message is too short for is all 0. */
export interface Interrogation extends Head<15> {
  readonly mmsi1: number;
  readonly type11: number;
  readonly offset11: number;
  readonly type12: number;
  readonly offset12: number;
  readonly mmsi2: number;
  readonly type21: number;
  readonly offset21: number;
}

export interface AssignedMode extends Head<16> {
  readonly mmsi1: number;
  readonly offset1: number;
  readonly increment1: number;
  readonly mmsi2: number;
  readonly offset2: number;
  readonly increment2: number;
}

/** Type 17, §3.15: where the corrections were computed, to 0.1 minute; the corrections stay packed. */
export interface GnssCorrections extends Head<17>, Binary {
  readonly lon: number | undefined;
  readonly lat: number | undefined;
}

/** Type 18, §3.16 table 71. */
export interface ClassBPosition extends Head<18>, TimedMotion {
  readonly reserved: number;
  readonly headingDeg: number | undefined;
  readonly regional: number;
  /** True: carrier-sense unit; false: SOTDMA unit. */
  readonly carrierSense: boolean;
  readonly display: boolean;
  readonly dsc: boolean;
  readonly band: boolean;
  readonly message22: boolean;
  readonly assigned: boolean;
  readonly radio: number;
}

/** Type 19, §3.17 table 72. */
export interface ClassBExtended extends Head<19>, TimedMotion, Dimensions {
  readonly reserved: number;
  readonly headingDeg: number | undefined;
  readonly regional: number;
  readonly name: string | undefined;
  readonly shipType: number | undefined;
  readonly epfd: number;
  readonly dte: boolean;
  readonly assigned: boolean;
}

/** Type 20, §3.18: one to four reservations; one that is not sent is all 0. */
export interface DataLinkManagement extends Head<20> {
  readonly reservations: readonly {
    readonly offset: number;
    readonly slots: number;
    readonly timeout: number;
    readonly increment: number;
  }[];
}

/** Type 21, §3.19 table 74. */
export interface AidToNavigation extends Head<21>, Fix, Dimensions {
  readonly aidType: number;
  /** With its extension, up to 34 characters. */
  readonly name: string | undefined;
  readonly epfd: number;
  readonly second: number;
  readonly offPosition: boolean;
  readonly regional: number;
  readonly virtual: boolean;
  readonly assigned: boolean;
}

interface Area {
  readonly neLon: number | undefined;
  readonly neLat: number | undefined;
  readonly swLon: number | undefined;
  readonly swLat: number | undefined;
}

/** Type 22, §3.20: for an area, or for two stations. */
export interface ChannelManagement extends Head<22>, Area {
  readonly channelA: number;
  readonly channelB: number;
  readonly txrx: number;
  readonly lowPower: boolean;
  readonly addressed: boolean;
  readonly destinations: readonly number[];
  readonly bandA: boolean;
  readonly bandB: boolean;
  readonly zoneSize: number;
}

export interface GroupAssignment extends Head<23>, Area {
  readonly stationType: number;
  readonly shipType: number;
  readonly txrx: number;
  readonly interval: number;
  readonly quiet: number;
}

/** Type 24, §3.22 tables 80 and 81. */
export interface StaticDataA extends Head<24> {
  readonly part: 'A';
  readonly name: string | undefined;
}
export interface StaticDataB extends Head<24>, Dimensions {
  readonly part: 'B';
  readonly shipType: number | undefined;
  /** All seven characters as before M.1371-4; since then three characters, and model and serial in the rest. */
  readonly vendor: string | undefined;
  readonly model: number;
  readonly serial: number;
  readonly callSign: string | undefined;
  /** Sent instead of the dimensions by craft whose own MMSI is 98XXXXXXX (M.585-9 annex 1 §5), which then are all 0. */
  readonly mothershipMmsi: number | undefined;
}

/** Types 25 and 26, §3.23 and §3.24. */
export interface SlotBinary extends Head<25 | 26>, Binary {
  readonly addressed: boolean;
  readonly structured: boolean;
  readonly destinationMmsi: number;
  readonly applicationId: number;
}

/** Type 27, §3.25 table 84. */
export interface LongRangePosition extends Head<27>, Motion {
  readonly status: number | undefined;
  /** True: the fix is younger than 5 s. (The bit says "0 = current GNSS position".) */
  readonly current: boolean;
}

export type AisMessage =
  | ClassAPosition
  | BaseStationReport
  | VoyageData
  | AddressedBinary
  | Acknowledgement
  | BroadcastBinary
  | SarAircraftPosition
  | UtcInquiry
  | AddressedText
  | BroadcastText
  | Interrogation
  | AssignedMode
  | GnssCorrections
  | ClassBPosition
  | ClassBExtended
  | DataLinkManagement
  | AidToNavigation
  | ChannelManagement
  | GroupAssignment
  | StaticDataA
  | StaticDataB
  | SlotBinary
  | LongRangePosition;
