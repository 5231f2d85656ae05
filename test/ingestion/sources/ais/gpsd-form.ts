import type { AisMessage } from '../../../../ingestion/sources/ais/ais-message.ts';

/**
 * A decoded message in gpsd's words, scaled or raw, so that it can be held against gpsd's expected JSON.
 *
 * Left out, with the reason:
 * - `*_text`, and `turn` and `speed` as words ("fastleft", "n/a"): translations of numbers that are compared.
 * - the application data of types 6 and 8 where gpsd takes them apart: our support ends at DAC, FID and the packed data.
 * - `radio` of type 26: gpsd prints it and never reads it.
 * - `name` of type 24 comes from part A, which gpsd joins to part B: the caller passes it.
 */
export type GpsdForm = Record<string, Expected>;

/** What gpsd must say where we say "absent": any of its "not available" or impossible values. */
export type Expected = number | string | boolean | ((theirs: unknown) => boolean);

const above =
  (limit: number) =>
  (theirs: unknown): boolean =>
    Math.abs(Number(theirs)) > limit;

const oneOf =
  (...values: unknown[]) =>
  (theirs: unknown): boolean =>
    values.includes(theirs);

interface Position {
  readonly lon: number | undefined;
  readonly lat: number | undefined;
}

const scaledTo = (
  value: number | undefined,
  per: number,
  scaled: boolean,
  digits: number,
  absent: Expected,
): Expected => (value === undefined ? absent : scaled ? Number(value.toFixed(digits)) : Math.round(value * per));

function place({ lon, lat }: Position, per: number, scaled: boolean, digits: number): GpsdForm {
  const [lonLimit, latLimit] = scaled ? [180, 90] : [180 * per, 90 * per];
  return {
    lon: scaledTo(lon, per, scaled, digits, above(lonLimit)),
    lat: scaledTo(lat, per, scaled, digits, above(latLimit)),
  };
}

function motion(m: { speedKn: number | undefined; courseDeg: number | undefined }, scaled: boolean): GpsdForm {
  return {
    speed: scaled && m.speedKn === 102.2 ? 'fast' : scaledTo(m.speedKn, 10, scaled, 1, oneOf(1023, 102.3, 'n/a')),
    course: scaledTo(m.courseDeg, 10, scaled, 1, scaled ? above(359.9) : above(3599)),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
const hex = (bytes: Uint8Array, bits: number): string => `${bits}:${Buffer.from(bytes).toString('hex')}`;
const dimensions = (m: { toBowM: number; toSternM: number; toPortM: number; toStarboardM: number }): GpsdForm => ({
  to_bow: m.toBowM,
  to_stern: m.toSternM,
  to_port: m.toPortM,
  to_starboard: m.toStarboardM,
});

function turn(value: number | undefined, scaled: boolean): Expected {
  if (!scaled) return value ?? -128;
  if (value === undefined) return 'n/a';
  if (value === 127) return 'fastright';
  if (value === -127) return 'fastleft';
  return (Math.sign(value) * (value / 4.733) ** 2).toFixed(2).replace('-0.00', '0.00');
}

/** gpsd prints fields of a date as they came; ours are absent when they are "not available" or impossible. */
function eta(m: Extract<AisMessage, { type: 5 }>): Expected {
  const { etaMonth: mo, etaDay: d, etaHour: h, etaMinute: mi } = m;
  return (theirs) => {
    const parts = /^(\d\d)-(\d\d)T(\d\d):(\d\d)Z$/.exec(String(theirs))?.slice(1).map(Number) ?? [];
    const [month = 0, day = 0, hour = 0, minute = 0] = parts;
    return (
      mo === (month >= 1 && month <= 12 ? month : undefined) &&
      d === (day || undefined) &&
      h === (hour < 24 ? hour : undefined) &&
      mi === (minute < 60 ? minute : undefined)
    );
  };
}

export function gpsdForm(m: AisMessage, scaled: boolean, nameOfPartA?: string): GpsdForm {
  return { type: m.type, repeat: m.repeat, mmsi: m.mmsi, ...body(m, scaled, nameOfPartA) };
}

function body(m: AisMessage, scaled: boolean, nameOfPartA: string | undefined): GpsdForm {
  switch (m.type) {
    case 1:
    case 2:
    case 3:
      return {
        status: m.status ?? 15,
        turn: turn(m.turn, scaled),
        accuracy: m.accuracy,
        ...place(m, 600_000, scaled, 7),
        ...motion(m, scaled),
        heading: m.headingDeg ?? above(359),
        second: m.second,
        maneuver: m.maneuver,
        raim: m.raim,
        radio: m.radio,
      };
    case 4:
    case 11:
      return {
        timestamp: `${String(m.year).padStart(4, '0')}-${two(m.month)}-${two(m.day)}T${two(m.hour)}:${two(m.minute)}:${two(m.second)}Z`,
        accuracy: m.accuracy,
        ...place(m, 600_000, scaled, 7),
        epfd: m.epfd,
        raim: m.raim,
        radio: m.radio,
      };
    case 5:
      return {
        imo: m.imo ?? 0,
        ais_version: m.aisVersion,
        callsign: m.callSign ?? '',
        shipname: m.name ?? '',
        shiptype: m.shipType ?? 0,
        ...dimensions(m),
        epfd: m.epfd,
        eta: eta(m),
        draught: scaledTo(m.draughtM, 10, scaled, 1, 0),
        destination: m.destination ?? '',
        dte: Number(m.dte ?? false),
      };
    case 9:
      return {
        alt: m.altitudeM ?? oneOf(4095, 'n/a'),
        ...motion({ ...m, speedKn: undefined }, scaled),
        speed: m.speedKn === 1022 ? oneOf(1022, 'fast') : (m.speedKn ?? oneOf(1023, 'n/a')),
        accuracy: m.accuracy,
        ...place(m, 600_000, scaled, 7),
        course: scaledTo(m.courseDeg, 10, scaled, 1, scaled ? above(359.9) : above(3599)),
        second: m.second,
        regional: m.regional,
        dte: Number(m.dte),
        raim: m.raim,
        radio: m.radio,
      };
    case 18:
    case 19:
      return classB(m, scaled);
    case 21:
      return {
        aid_type: m.aidType,
        name: m.name ?? '',
        accuracy: m.accuracy,
        ...place(m, 600_000, scaled, 7),
        ...dimensions(m),
        epfd: m.epfd,
        second: m.second,
        regional: m.regional,
        off_position: m.offPosition,
        raim: m.raim,
        virtual_aid: m.virtual,
      };
    case 24:
      return m.part === 'A'
        ? { shipname: m.name ?? '' }
        : {
            shipname: nameOfPartA ?? '',
            shiptype: m.shipType ?? 0,
            vendorid: m.vendor ?? '',
            model: m.model,
            serial: m.serial,
            callsign: m.callSign ?? '',
            ...(m.mothershipMmsi === undefined ? dimensions(m) : { mothership_mmsi: m.mothershipMmsi }),
          };
    case 27:
      return {
        status: m.status ?? 15,
        accuracy: m.accuracy,
        ...place(m, 600, scaled, 4),
        speed: m.speedKn ?? oneOf(63, 'n/a'),
        course: m.courseDeg ?? above(359),
        raim: m.raim,
        gnss: !m.current,
      };
    default:
      return service(m, scaled);
  }
}

function classB(m: Extract<AisMessage, { type: 18 | 19 }>, scaled: boolean): GpsdForm {
  const common: GpsdForm = {
    reserved: m.reserved,
    accuracy: m.accuracy,
    ...place(m, 600_000, scaled, 7),
    ...motion(m, scaled),
    heading: m.headingDeg ?? above(359),
    second: m.second,
    regional: m.regional,
    raim: m.raim,
  };
  if (m.type === 18)
    return {
      ...common,
      cs: m.carrierSense,
      display: m.display,
      dsc: m.dsc,
      band: m.band,
      msg22: m.message22,
      radio: m.radio,
    };
  return {
    ...common,
    shipname: m.name ?? '',
    shiptype: m.shipType ?? 0,
    ...dimensions(m),
    epfd: m.epfd,
    dte: Number(m.dte),
    assigned: m.assigned,
  };
}

type Service = Exclude<AisMessage, { type: 1 | 2 | 3 | 4 | 11 | 5 | 9 | 18 | 19 | 21 | 24 | 27 }>;

function service(m: Service, scaled: boolean): GpsdForm {
  switch (m.type) {
    case 6:
      return {
        seqno: m.sequence,
        dest_mmsi: m.destinationMmsi,
        retransmit: m.retransmit,
        dac: m.dac,
        fid: m.fid,
        data: hex(m.data, m.dataBits),
      };
    case 8:
      return { dac: m.dac, fid: m.fid, data: hex(m.data, m.dataBits) };
    case 7:
    case 13:
      return Object.fromEntries([0, 1, 2, 3].map((i) => [`mmsi${i + 1}`, m.acknowledged[i]?.mmsi ?? 0]));
    case 10:
      return { dest_mmsi: m.destinationMmsi };
    case 12:
      return {
        seqno: m.sequence,
        dest_mmsi: m.destinationMmsi,
        retransmit: m.retransmit,
        text: m.text ?? '',
      };
    case 14:
      return { text: m.text ?? '' };
    case 15:
      return {
        mmsi1: m.mmsi1,
        type1_1: m.type11,
        offset1_1: m.offset11,
        type1_2: m.type12,
        offset1_2: m.offset12,
        mmsi2: m.mmsi2,
        type2_1: m.type21,
        offset2_1: m.offset21,
      };
    case 16:
      return {
        mmsi1: m.mmsi1,
        offset1: m.offset1,
        increment1: m.increment1,
        mmsi2: m.mmsi2,
        offset2: m.offset2,
        increment2: m.increment2,
      };
    case 17:
      return { ...place(m, 600, scaled, 1), data: hex(m.data, m.dataBits) };
    case 20:
      return Object.fromEntries(
        m.reservations.flatMap((r, i) => [
          [`offset${i + 1}`, r.offset],
          [`number${i + 1}`, r.slots],
          [`timeout${i + 1}`, r.timeout],
          [`increment${i + 1}`, r.increment],
        ]),
      );
    case 22:
      return {
        channel_a: m.channelA,
        channel_b: m.channelB,
        txrx: m.txrx,
        power: m.lowPower,
        addressed: m.addressed,
        ...(m.addressed ? { dest1: m.destinations[0]!, dest2: m.destinations[1]! } : area(m, scaled)),
        band_a: m.bandA,
        band_b: m.bandB,
        zonesize: m.zoneSize,
      };
    case 23:
      return {
        ...area(m, scaled),
        stationtype: m.stationType,
        shiptype: m.shipType,
        interval: m.interval,
        quiet: m.quiet,
      };
    case 25:
    case 26:
      return {
        addressed: m.addressed,
        structured: m.structured,
        dest_mmsi: m.destinationMmsi,
        app_id: m.applicationId,
        data: hex(m.data, m.dataBits),
      };
  }
}

function area(m: Extract<AisMessage, { type: 22 | 23 }>, scaled: boolean): GpsdForm {
  const ne = place({ lon: m.neLon, lat: m.neLat }, 600, scaled, 6);
  const sw = place({ lon: m.swLon, lat: m.swLat }, 600, scaled, 6);
  return { ne_lon: ne.lon!, ne_lat: ne.lat!, sw_lon: sw.lon!, sw_lat: sw.lat! };
}
