import { toLonLat } from '../../../geodata/city/harbour/frame.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import { MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { Intervention } from '../../scenario.ts';
import {
  baseStation,
  fairwayBuoys,
  type Station,
  type Transmission,
  type VesselStation,
  vesselStation,
} from '../harbour/radio.ts';
import { DAY_MS } from '../motion/itinerary.ts';
import { writeSentences } from '../nmea-writer.ts';
import { type Process, type Setting, STEP_MS, type Utterance, type VesselState, type Vessels } from '../world/world.ts';
import { Fleet } from './fleet.ts';
import { Lookout, SAMPLE_MS } from './lookout.ts';
import { planSea } from './plan-sea.ts';
import type { SeaScript } from './sea-script.ts';

const RECEIVER = 'LANWAN1';

/** Traffic is planned for this water; a city without it has none. */
const FAIRWAY = 'main-fairway';

/** The vessels of the bay: AIS sentences in every step, and the truth about every hull. */
export function createSea(script: SeaScript | undefined, setting: Setting): Process<Vessels> {
  const { city, start, offsetMs, seed } = setting;
  if (!city.seaZones.some(({ id }) => id === FAIRWAY)) return { id: 'sea', slice: { all: [] }, step: () => undefined };
  const midnight = eventTime(Math.floor((start + offsetMs) / DAY_MS) * DAY_MS - offsetMs);
  const ships = planSea(script ?? { kind: 'ordinary' }, seed, start - midnight);
  const vessels = ships.map(vesselStation);
  const lookout = new Lookout(
    new Fleet(vessels, city.seaZones),
    midnight,
    city.centre,
    script?.kind === 'storm' ? script.cause : undefined,
  );
  const stations: readonly Station[] = [baseStation(), ...fairwayBuoys(), ...vessels];
  const slice = new Seen(vessels, midnight);
  return {
    id: 'sea',
    slice,
    step(world) {
      for (let time = world.now - STEP_MS; time < world.now; time += SAMPLE_MS)
        lookout.look(eventTime(time), world.truth);
      slice.now = world.now;
    },
    *utter({ now, interventions }) {
      const begin = now - STEP_MS;
      if (begin <= start) yield introductions(stations, start);
      const epochS = Math.ceil(begin / 1000);
      const muted = (station: Station) => isMuted(station, interventions, begin);
      yield* heard(stations, muted, epochS, epochS - Math.floor(midnight / 1000), Math.ceil(now / 1000) - epochS);
    },
  };
}

/** Whether somebody has switched off a vessel's transponder for this step. */
const isMuted = (station: Station, interventions: readonly Intervention[], begin: number): boolean =>
  interventions.some(
    (each) =>
      each.kind === 'mute_thing' && each.thing === station.vessel && (each.until === undefined || begin < each.until),
  );

/** Where everybody is, worked out when somebody asks. */
class Seen implements Vessels {
  now: EventTime;
  readonly #vessels: readonly VesselStation[];
  readonly #midnight: EventTime;
  #at: EventTime | undefined;
  #all: readonly VesselState[] = [];

  constructor(vessels: readonly VesselStation[], midnight: EventTime) {
    this.#vessels = vessels;
    this.#midnight = midnight;
    this.now = midnight;
  }

  get all(): readonly VesselState[] {
    if (this.#at === this.now) return this.#all;
    this.#at = this.now;
    this.#all = this.#vessels.map(({ planned: { ship, itinerary } }) => {
      const { activity, ms } = itinerary.at(this.now - this.#midnight);
      const { at, speedMps } = activity.motion(ms);
      return { id: vesselId(ship.mmsi), position: toLonLat(at), speedKn: speedMps / MPS_PER_KNOT };
    });
    return this.#all;
  }
}

/** Who is who, for those who begin to listen. */
function introductions(stations: readonly Station[], time: EventTime): Utterance {
  const epochS = Math.ceil(time / 1000);
  const payloads = stations.flatMap((station) => station.introduction);
  return {
    time: eventTime(epochS * 1000),
    lines: payloads.flatMap((payload, group) =>
      writeSentences(payload, { station: RECEIVER, epochS, channel: 'A', group }),
    ),
  };
}

/** Everything that is heard from `epochS` on for so many seconds, in the order in which it is heard. @param second the same moment since the midnight of the plan. */
function heard(
  stations: readonly Station[],
  isMute: (station: Station) => boolean,
  epochS: number,
  second: number,
  seconds: number,
): Utterance[] {
  const sent: { readonly ms: number; readonly station: number; readonly transmission: Transmission }[] = [];
  stations.forEach((station, index) => {
    if (isMute(station)) return;
    for (const transmission of station.transmissions(second, second + seconds, epochS))
      sent.push({ ms: (transmission.second - second) * 1000 + transmission.withinMs, station: index, transmission });
  });
  // Sorting is stable: what one station says in one moment keeps its order.
  sent.sort((a, b) => a.ms - b.ms || a.station - b.station);
  return sent.map(({ ms, station, transmission: { second: at, payload } }) => {
    const channel = (at + station) % 2 === 0 ? 'A' : 'B';
    const group = (at * 7 + station) % 1000;
    const reception = { station: RECEIVER, epochS: epochS + at - second, channel, group } as const;
    return { time: eventTime(epochS * 1000 + ms), lines: writeSentences(payload, reception) };
  });
}
