import { vesselId } from '../../../geodata/model/ids.ts';
import type { ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Attributes, Message, NavigationStatus, Position, ThingDescription } from '../../observation.ts';
import type { AisMessage, ClassBExtended, StaticDataB, VoyageData } from './ais-message.ts';

/** Nine decimal digits (ITU-R M.585-9 annex 1); 0 is sent by stations that were never set up. */
const isMmsi = (mmsi: number): boolean => mmsi > 0 && mmsi <= 999_999_999;

type VesselClass = 'A' | 'B';

/** Aircraft that were described already; forgotten all at once when full, then told again. Ours. */
const MOST_TOLD = 200_000;

/** What a message is counted as when nothing of it is stored. */
const UNSTORED: Readonly<Record<number, string>> = {
  6: 'type 6 addressed binary',
  7: 'type 7 acknowledgement',
  8: 'type 8 broadcast binary',
  10: 'type 10 UTC inquiry',
  11: 'type 11 UTC response',
  12: 'type 12 addressed text',
  13: 'type 13 acknowledgement',
  14: 'type 14 broadcast text',
  15: 'type 15 interrogation',
  16: 'type 16 assignment',
  17: 'type 17 GNSS corrections',
  20: 'type 20 data link management',
  22: 'type 22 channel management',
  23: 'type 23 group assignment',
  25: 'type 25 binary',
  26: 'type 26 binary',
};

interface Moving {
  readonly mmsi: number;
  readonly lon: number | undefined;
  readonly lat: number | undefined;
  readonly speedKn: number | undefined;
  readonly courseDeg: number | undefined;
  readonly headingDeg?: number | undefined;
  readonly status?: number | undefined;
}

function positionOf(message: Moving, time: EventTime): Position | undefined {
  const { lon, lat, speedKn, courseDeg, headingDeg, status } = message;
  if (lon === undefined || lat === undefined) return undefined;
  const position: { -readonly [K in keyof Position]: Position[K] } = {
    kind: 'position',
    thing: vesselId(message.mmsi),
    time,
    lon,
    lat,
    quality: 'good',
  };
  if (speedKn !== undefined) position.speedKn = speedKn;
  if (courseDeg !== undefined) position.courseDeg = courseDeg;
  if (headingDeg !== undefined) position.headingDeg = headingDeg;
  if (status !== undefined) position.status = status as NavigationStatus;
  return position;
}

/** Drops what is not known, so that a description never erases. */
function known(values: Readonly<Record<string, string | number | boolean | undefined>>): Attributes {
  const attrs: Record<string, string | number | boolean> = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined) attrs[key] = value;
  }
  return attrs;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `MM-DD` or `MM-DDTHH:MMZ`: the message has no year. */
function etaOf({ etaMonth, etaDay, etaHour, etaMinute }: VoyageData): string | undefined {
  if (etaMonth === undefined || etaDay === undefined) return undefined;
  const date = `${two(etaMonth)}-${two(etaDay)}`;
  return etaHour === undefined || etaMinute === undefined ? date : `${date}T${two(etaHour)}:${two(etaMinute)}Z`;
}

const dimensions = (message: VoyageData | ClassBExtended | StaticDataB) => ({
  lengthM: message.toBowM + message.toSternM || undefined,
  beamM: message.toPortM + message.toStarboardM || undefined,
});

/**
 * Turns decoded messages into what this stage emits: positions of vessels and search-and-rescue aircraft, and descriptions of
 * vessels, aircraft, base stations and aids to navigation. A vessel's class comes with its
 * static data.
 */
export class StageMapper {
  readonly #told = new Set<number>();
  readonly #unstored: Record<string, number>;

  /** `unstored` counts, by name, decoded messages of which nothing is stored. */
  constructor(unstored: Record<string, number>) {
    this.#unstored = unstored;
  }

  /** Appends to `out`. */
  map(message: AisMessage, time: EventTime, out: Message[]): void {
    if (!isMmsi(message.mmsi)) {
      this.#skip('MMSI not valid');
      return;
    }
    switch (message.type) {
      case 1:
      case 2:
      case 3:
      case 18:
      case 27:
        this.#position(message, time, out);
        break;
      case 9:
        this.#sarAircraft(message, time, out);
        break;
      default:
        this.#description(message, time, out);
    }
  }

  #description(message: AisMessage, time: EventTime, out: Message[]): void {
    switch (message.type) {
      case 5:
        out.push(
          this.#vessel(message, time, 'A', message.name, {
            imo: message.imo,
            callSign: message.callSign,
            shipType: message.shipType,
            ...dimensions(message),
            draughtM: message.draughtM,
            destination: message.destination,
            eta: etaOf(message),
          }),
        );
        return;
      case 19: {
        out.push(
          this.#vessel(message, time, 'B', message.name, { shipType: message.shipType, ...dimensions(message) }),
        );
        this.#position(message, time, out, true);
        return;
      }
      case 24:
        out.push(
          message.part === 'A'
            ? this.#vessel(message, time, 'B', message.name, {})
            : this.#vessel(message, time, 'B', undefined, {
                callSign: message.callSign,
                shipType: message.shipType,
                ...dimensions(message),
                mothershipMmsi: message.mothershipMmsi,
              }),
        );
        return;
      case 4:
        out.push(fixed('base_station', message.mmsi, time, undefined, message.lon, message.lat));
        return;
      case 21:
        out.push(fixed('aid_to_navigation', message.mmsi, time, message.name, message.lon, message.lat));
        return;
      default:
        this.#skip(UNSTORED[message.type] ?? `type ${message.type}`);
    }
  }

  #vessel(
    { mmsi }: AisMessage,
    time: EventTime,
    vesselClass: VesselClass,
    name: string | undefined,
    attrs: Readonly<Record<string, string | number | undefined>>,
  ): ThingDescription {
    return describe('vessel', mmsi, time, name, known({ mmsi, class: vesselClass, ...attrs }));
  }

  #position(message: Moving, time: EventTime, out: Message[], described = false): void {
    const position = positionOf(message, time);
    if (!position) {
      if (!described) this.#skip('position not available');
      return;
    }
    out.push(position);
  }

  #sarAircraft(message: Moving, time: EventTime, out: Message[]): void {
    const position = positionOf(message, time);
    if (!position) {
      this.#skip('position not available');
      return;
    }
    if (!this.#told.has(message.mmsi)) {
      this.#remember(message.mmsi);
      out.push(describe('sar_aircraft', message.mmsi, time, undefined, { mmsi: message.mmsi }));
    }
    out.push(position);
  }

  #remember(mmsi: number): void {
    if (this.#told.size >= MOST_TOLD) this.#told.clear();
    this.#told.add(mmsi);
  }

  #skip(name: string): void {
    this.#unstored[name] = (this.#unstored[name] ?? 0) + 1;
  }
}

function describe(
  thingKind: ThingKindName,
  mmsi: number,
  time: EventTime,
  name: string | undefined,
  attrs: Attributes,
): ThingDescription {
  const trimmed = name?.trim();
  return { kind: 'thing', thing: vesselId(mmsi), time, thingKind, ...(trimmed && { name: trimmed }), attrs };
}

function fixed(
  thingKind: ThingKindName,
  mmsi: number,
  time: EventTime,
  name: string | undefined,
  lon: number | undefined,
  lat: number | undefined,
): ThingDescription {
  const description = describe(thingKind, mmsi, time, name, { mmsi });
  return lon === undefined || lat === undefined ? description : { ...description, lon, lat };
}
