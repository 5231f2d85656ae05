import { harbourZones } from '../../../geodata/city/harbour/harbour-zones.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Heard, Recording, Scenario } from '../../scenario.ts';
import { DAY_MS } from '../motion/itinerary.ts';
import { writeSentences } from '../nmea-writer.ts';
import { DayPlan } from './day-plan.ts';
import { baseStation, fairwayBuoys, type Station, vesselStation } from './radio.ts';
import { planOrdinaryTraffic } from './traffic.ts';
import { planTrouble } from './trouble.ts';

/** Lanwan keeps China Standard Time, UTC+8 all year. */
const CITY_OFFSET_MS = 8 * 3_600_000;
const STATION_NAME = 'LANWAN1';

const offsetAt = (time: EventTime): number => (((time + CITY_OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS;

function planDay(seed: number) {
  const plan = new DayPlan(seed);
  planTrouble(plan, planOrdinaryTraffic(plan));
  return { ships: plan.close(), truth: plan.truth.sort((a, b) => a.fromMs - b.fromMs) };
}

/** Everything that is heard within one second, in the order in which it is heard. */
function* heardInSecond(stations: readonly Station[], epochS: number): Generator<Heard> {
  const second = Math.floor(offsetAt(eventTime(epochS * 1000)) / 1000);
  const heard: { order: number; withinMs: number; lines: string[] }[] = [];
  stations.forEach((station, index) => {
    for (const { payload, withinMs } of station.transmissions(second, epochS)) {
      const channel = (second + index) % 2 === 0 ? 'A' : 'B';
      const lines = writeSentences(payload, {
        station: STATION_NAME,
        epochS,
        channel,
        group: (second * 7 + index) % 1000,
      });
      heard.push({ order: heard.length, withinMs, lines });
    }
  });
  heard.sort((a, b) => a.withinMs - b.withinMs || a.order - b.order);
  for (const { withinMs, lines } of heard) yield { time: eventTime(epochS * 1000 + withinMs), lines };
}

function generate(seed: number): Recording {
  const { ships, truth } = planDay(seed);
  const stations = [baseStation(), ...fairwayBuoys(), ...ships.map(vesselStation)];
  return {
    truth,
    offsetAt,
    known(time) {
      const epochS = Math.ceil(time / 1000);
      const payloads = stations.flatMap((station) => station.introduction);
      return {
        time: eventTime(epochS * 1000),
        lines: payloads.flatMap((payload, group) =>
          writeSentences(payload, { station: STATION_NAME, epochS, channel: 'A', group }),
        ),
      };
    },
    *from(time) {
      for (let epochS = Math.ceil(time / 1000); ; epochS++) yield* heardInSecond(stations, epochS);
    },
  };
}

/** One invented day on the water, midnight to midnight in the city's own time. */
export const harbourDay: Scenario = {
  id: 'harbour',
  title: { zh: '澜湾港的一天', en: 'A day in Lanwan harbour' },
  description: {
    zh: '渡船、货轮、拖轮、引航艇、渔船与游艇在澜湾往来一昼夜：多数时候平静，间有超速、误入禁区、险些碰撞、徘徊、走锚、断讯与夜航。',
    en: 'Ferries, cargo ships, tugs, pilots, fishing boats and yachts for a day and a night in Lanwan Bay: mostly calm, now and then speeding, an intrusion, a near miss, loitering, a dragging anchor, a silent transponder, a yacht out at night.',
  },
  durationMs: DAY_MS,
  seed: 20260918,
  zones: harbourZones,
  generate,
};
