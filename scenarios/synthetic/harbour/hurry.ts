import { at, type DayPlan, HOUR_MS, MINUTE_MS, passageBetween, steered } from './day-plan.ts';
import { FISH_CARRIERS, SPEEDBOATS } from './fleet.ts';
import type { Route } from './places.ts';
import * as places from './places.ts';

/** In by the south and the eastern side of the gate, out by its western side and the north: boats in a hurry still keep to starboard. */
const TO_GATE: Route = [
  [-3.9, -1.5],
  [-0.9, -1.5],
  [-0.15, -0.1],
];
const FROM_GATE: Route = [
  [-0.7, -0.2],
  [-1.6, -0.75],
  [-4, -0.55],
];
const BASIN_LOOP: Route = [
  [0.5, 1.1],
  [-1.4, 1.9],
  [-2.3, 1.2],
  [-1, 0.5],
];
const BEACH_LOOP: Route = [
  [-5.3, -1.7],
  [-6.7, -2.7],
  [-7.75, -3.5],
  [-7.65, -5],
  [-6.9, -5.6],
  [-5.8, -3.4],
  [-5.2, -1.6],
];
/** Every so often somebody is in a hurry: speedboats by day, the boats that carry the catch by night. Three of each take turns. @param hurries a day. */
export function planSpeeding(plan: DayPlan, hurries: number): void {
  for (let turn = 0; turn < hurries; turn++) {
    const atMs = (turn * 24 * HOUR_MS) / hurries + at(0, 6) + plan.jitterMs(3);
    const who = turn % 3;
    const byDay = atMs >= at(7) && atMs < at(17);
    if (byDay && who === 2) speedAtBeach(plan, atMs);
    else speedInBasin(plan, who, atMs, byDay);
  }
}

export function speedInBasin(plan: DayPlan, who: number, atMs: number, byDay: boolean): void {
  const [ship, home] = byDay
    ? [SPEEDBOATS[who]!, places.MARINA[6 + who]!]
    : [FISH_CARRIERS[who]!, places.MARINA[9 + who]!];
  const [outsideKn, insideKn] = byDay ? [13, 15] : [12, 13];
  const via = [
    ...places.FROM_MARINA,
    ...TO_GATE,
    ...steered(plan, BASIN_LOOP, 90),
    ...FROM_GATE,
    ...places.INTO_MARINA,
  ];
  const harbour = places.FROM_MARINA.map(() => 4);
  const speeds = [
    ...harbour,
    6,
    outsideKn,
    outsideKn,
    ...BASIN_LOOP.map(() => insideKn),
    insideKn,
    outsideKn,
    outsideKn,
    8,
    ...harbour,
  ];
  plan
    .logbook(ship, home)
    .sail({ atMs, passage: passageBetween(ship, home, via, home, speeds), to: home, slackMs: 8 * MINUTE_MS });
}

/** Through the bathing water, much too fast. */
export function speedAtBeach(plan: DayPlan, atMs: number, ship = SPEEDBOATS[2]!, home = places.MARINA[8]!): void {
  const via = [...places.FROM_MARINA, ...steered(plan, BEACH_LOOP, 60), ...places.INTO_MARINA];
  const speeds = [3, 4, 4, 6, 14, 12, 12, 11, 11, 12, 14, 14, 8, 5, 4, 4, 3];
  plan
    .logbook(ship, home)
    .sail({ atMs, passage: passageBetween(ship, home, via, home, speeds), to: home, slackMs: 8 * MINUTE_MS });
}
