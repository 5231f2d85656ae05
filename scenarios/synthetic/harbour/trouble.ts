import type { Activity } from '../motion/itinerary.ts';
import type { Passage } from '../motion/passage.ts';
import type { Berth } from '../motion/timetable.ts';
import { NEAR_MISS_M } from './cargo.ts';
import { at, type DayPlan, HOUR_MS, MINUTE_MS, passageBetween, steered } from './day-plan.ts';
import { ANCHORED, INSHORE_BOATS, SAND_CARRIERS, type Ship, YACHTS } from './fleet.ts';
import { planSpeeding } from './hurry.ts';
import type { PointKm, Route } from './places.ts';
import * as places from './places.ts';
import { YACHT_ROUNDS } from './small-craft.ts';
import type { OrdinaryTraffic } from './traffic.ts';

/** What goes wrong in an eventful day, spread so that no twenty minutes are quite empty and none are a flood. */
export function planTrouble(plan: DayPlan, traffic: OrdinaryTraffic): void {
  planLoitering(plan, traffic);
  planDragging(plan);
  planIntrusions(plan, 14);
  planSpeeding(plan, 48);
  planSilences(plan, traffic);
  planNightSailors(plan);
}

/** The little that goes wrong on any day. */
export function planLittleTrouble(plan: DayPlan, traffic: OrdinaryTraffic): void {
  planIntrusions(plan, 1);
  planSpeeding(plan, 4);
  const trip = traffic.fishing[Math.floor(plan.random() * traffic.fishing.length)];
  if (trip) goSilent(plan, trip.ship, trip.homeward, BRIEF_SILENCE_MS);
  for (const [index, ship] of ANCHORED.entries()) plan.logbook(ship, anchorageOf(index));
}

export const anchorageOf = (index: number): Berth =>
  index < 4 ? places.ANCHORAGE_2[index]! : places.DONGCHONG_ANCHORAGE[index - 4]!;

/** Where sand carriers hang about, kilometres, and the way there from the Dongchong anchorage. */
const IDLING_SPOTS: readonly (readonly { readonly spot: PointKm; readonly way: Route }[])[] = [
  [
    { spot: [-0.9, -8.2], way: [[-2, -9.2]] },
    {
      spot: [3.3, -7.6],
      way: [
        [-1.8, -9.4],
        [1.2, -8.8],
      ],
    },
  ],
  [
    { spot: [-2.2, -14.2], way: [[-2.6, -12.9]] },
    { spot: [3.7, -11.5], way: [[-1.6, -12.1]] },
  ],
  [
    { spot: [0.3, -13.9], way: [[-2.4, -12.8]] },
    { spot: [-1.4, -16.2], way: [[-3.2, -13.2]] },
  ],
];
const IDLING_KN = 1.3;
const IDLING_RADIUS_KM = 0.16;
const IDLING_ROUNDS = 3.2;
const IDLING_TRIPS = 7;
const IDLING_EVERY_MS = (24 / IDLING_TRIPS) * HOUR_MS;

function planLoitering(plan: DayPlan, { cargo }: OrdinaryTraffic): void {
  SAND_CARRIERS.forEach((ship, index) => {
    const home = places.DONGCHONG_ANCHORAGE[index + 2]!;
    const log = plan.logbook(ship, home);
    for (let trip = 0; trip < IDLING_TRIPS; trip++) {
      const { spot, way } = IDLING_SPOTS[index]![trip % 2]!;
      const start: Berth = { at: [spot[0] * 1000, spot[1] * 1000], headingDeg: 30, hold: 'adrift' };
      const circle = Array.from({ length: Math.round(IDLING_ROUNDS * 8) }, (_, step): PointKm => {
        const angle = (step * Math.PI) / 4;
        const radius = IDLING_RADIUS_KM * (0.75 + 0.5 * plan.random());
        return [spot[0] + radius * (1 - Math.cos(angle)), spot[1] + radius * Math.sin(angle) + 0.02];
      });
      const end: Berth = { ...start, at: [start.at[0] + 30, start.at[1] - 60] };
      const out = passageBetween(ship, home, way, start, [7]);
      const atMs =
        at(0, 45) + (trip + index / SAND_CARRIERS.length) * IDLING_EVERY_MS - out.durationMs + plan.jitterMs(5);
      sailOut(log, { atMs, passage: out, to: start }, cargo);
      log.sail({
        atMs: log.freeAtMs,
        passage: passageBetween(ship, start, circle, end, [IDLING_KN]),
        to: end,
      });
      log.sail({
        atMs: log.freeAtMs,
        passage: passageBetween(ship, end, [...way].reverse(), home, [7]),
        to: home,
        slackMs: 10 * MINUTE_MS,
      });
    }
  });
}

/** By night, when no ferry runs, a sand carrier that crosses the fairway passes a ship too closely. */
function sailOut(
  log: ReturnType<DayPlan['logbook']>,
  departure: { readonly atMs: number; readonly passage: Passage; readonly to: Berth },
  cargo: OrdinaryTraffic['cargo'],
): void {
  const hour = Math.floor(departure.atMs / HOUR_MS) % 24;
  const near = cargo.filter(
    ({ movement }) => movement.endMs > departure.atMs && movement.startMs < departure.atMs + 2 * HOUR_MS,
  );
  const met =
    hour < 6 || hour >= 20
      ? log.sailToMeet({ ...departure, rangeM: NEAR_MISS_M, others: near.map(({ movement }) => movement) })
      : undefined;
  if (!met) log.sail({ ...departure, slackMs: 10 * MINUTE_MS });
}

const DRAG_KN = 0.95;

function planDragging(plan: DayPlan): void {
  const times = [at(3, 20), at(9, 10), at(14, 40), at(21, 10)];
  ANCHORED.forEach((ship, index) => {
    const home = anchorageOf(index);
    const log = plan.logbook(ship, home);
    const startMs = times[index];
    if (startMs === undefined) return;
    const [east, north] = [home.at[0] / 1000, home.at[1] / 1000];
    const downwind: Berth = { at: [home.at[0] - 560, home.at[1] - 1150], headingDeg: 30, hold: 'adrift' };
    const dragging = log.sail({
      atMs: startMs + plan.jitterMs(10),
      passage: passageBetween(ship, home, [[east - 0.12, north - 0.3]], downwind, [DRAG_KN]),
      to: downwind,
      underWay: { status: 1, headingDeg: 28 },
    });
    log.sail({
      atMs: dragging.endMs + 4 * MINUTE_MS,
      passage: passageBetween(
        ship,
        downwind,
        [
          [east - 0.7, north - 0.3],
          [east - 0.5, north + 0.25],
        ],
        home,
        [3],
      ),
      to: home,
    });
  });
}

/** Around the LNG berth and back. */
export const LNG_VISIT: Route = [
  [6.7, -1.7],
  [5.3, -0.8],
  [4.85, 0.55],
  [5.1, 1.25],
  [4.95, 0.75],
  [5.05, 1.3],
  [4.5, 1.75],
  [4.2, 0.5],
  [5.4, -1.1],
  [6.7, -1.8],
];

/** @param visits a day. */
function planIntrusions(plan: DayPlan, visits: number): void {
  for (let visit = 0; visit < visits; visit++) {
    const [ship, home] = [INSHORE_BOATS[visit % 2]!, places.WANGHAI[1 + (visit % 2)]!];
    const via = steered(plan, LNG_VISIT, 40);
    plan.logbook(ship, home).sail({
      atMs: at(0, 25) + (visit * 24 * HOUR_MS) / visits + plan.jitterMs(9),
      passage: passageBetween(ship, home, via, home, [4, 6, 6, 2.1, 1.8, 1.8, 2.4, 4, 6, 6, 4]),
      to: home,
      slackMs: 15 * MINUTE_MS,
    });
  }
}

/** A transponder goes off this long after a movement began. */
const SILENT_AFTER_MS = 14 * MINUTE_MS;
const BRIEF_SILENCE_MS = 34 * MINUTE_MS;
const LONG_SILENCE_MS = 130 * MINUTE_MS;

/** Some boats do not like to be seen at their grounds; others only lose power on the way. */
function planSilences(plan: DayPlan, { fishing }: OrdinaryTraffic): void {
  fishing.forEach(({ ship, outward, trawling, homeward }, index) => {
    if (index % 2 === 1) goSilent(plan, ship, outward, BRIEF_SILENCE_MS);
    if (index !== 1) goSilent(plan, ship, trawling, LONG_SILENCE_MS);
    if (index === 1) goSilent(plan, ship, homeward, BRIEF_SILENCE_MS);
  });
}

function goSilent(plan: DayPlan, ship: Ship, movement: Activity, lengthMs: number): void {
  const fromMs = movement.startMs + SILENT_AFTER_MS;
  plan.silence(ship, { fromMs, toMs: fromMs + lengthMs });
}

function planNightSailors(plan: DayPlan): void {
  const sails: readonly (readonly [yacht: number, atMs: number, round: number])[] = [
    [4, at(20, 10), 0],
    [5, at(22, 20), 1],
    [6, at(1, 5), 2],
    [5, at(3, 30), 3],
  ];
  for (const [index, atMs, round] of [...sails].sort((a, b) => a[1] - b[1])) {
    const [yacht, home] = [YACHTS[index]!, places.MARINA[index]!];
    const via = [...places.FROM_MARINA, ...steered(plan, YACHT_ROUNDS[round]!, 300), ...places.INTO_MARINA];
    plan
      .logbook(yacht, home)
      .sail({ atMs, passage: passageBetween(yacht, home, via, home, [3, 4, 5, 5]), to: home, slackMs: 30 * MINUTE_MS });
  }
}
