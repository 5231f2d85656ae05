import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CityModel } from '../../../../geodata/city/city-model.ts';
import { MPS_PER_KNOT } from '../../../../geodata/model/units.ts';
import type { Position } from '../../../../ingestion/observation.ts';
import { Corridor } from '../../../../scenarios/synthetic/trucks/corridor.ts';
import { RoadGraph } from '../../../../scenarios/synthetic/trucks/road-graph.ts';
import { createTrucks, type TrucksScript } from '../../../../scenarios/synthetic/trucks/trucks.ts';
import { worksCity } from '../../../builders/works-city.ts';
import { liveThrough, settingOf } from '../../../fakes/plain-world.ts';

const city = worksCity();
const HOUR_MS = 3_600_000;
const isPosition = (message: { kind: string }): message is Position => message.kind === 'position';

function day(script: TrucksScript | undefined, seed = 5) {
  const setting = settingOf(city, { seed });
  return { setting, ...liveThrough(createTrucks(script, setting), setting) };
}

describe('the road graph', () => {
  it('finds the quickest ways of all, along one-ways only as they go', () => {
    const street = fc.record({
      a: fc.nat(6),
      b: fc.nat(6),
      oneWay: fc.boolean(),
      speedKmh: fc.integer({ min: 10, max: 90 }),
    });
    fc.assert(
      fc.property(fc.array(street, { minLength: 6, maxLength: 20 }), (streets) => {
        const place = (i: number) => [114.5 + 0.01 * (i % 3), 22.5 + 0.01 * Math.floor(i / 3)] as const;
        const roads: CityModel['roads'] = {
          nodes: Array.from({ length: 7 }, (_, i) => ({ id: `n${i}`, position: place(i) })),
          edges: streets.map(({ a, b, oneWay, speedKmh }, i) => ({
            id: `e${i}`,
            from: `n${a}`,
            to: `n${b}`,
            class: 'primary',
            speedKmh,
            lanes: 1,
            oneWay,
            line: [place(a), place(b)],
          })),
        };
        const graph = new RoadGraph({ ...city, roads });
        const [tree, back] = [graph.treeFrom(0), graph.treeTo(0)];
        const seconds = Array.from({ length: 7 }, (_, i) => (i === 0 ? 0 : Number.POSITIVE_INFINITY));
        // Bellman–Ford as the oracle.
        for (let round = 0; round < 7; round++)
          streets.forEach(({ a, b, oneWay, speedKmh }, i) => {
            const metres = legM(roads.edges[i]!.line);
            const cost = (metres * 3.6) / speedKmh;
            seconds[b] = Math.min(seconds[b]!, seconds[a]! + cost);
            if (!oneWay) seconds[a] = Math.min(seconds[a]!, seconds[b]! + cost);
          });
        for (let node = 0; node < 7; node++) {
          expect(tree.reaches(node)).toBe(seconds[node]! < Number.POSITIVE_INFINITY);
          for (const arcs of [tree.reaches(node) ? tree.way(node) : [], back.reaches(node) ? back.way(node) : []]) {
            arcs.forEach((arc, i) => {
              if (i > 0) expect(arc.from).toBe(arcs[i - 1]!.to);
              if (arc.edge.oneWay) expect(arc.reversed).toBe(false);
            });
          }
          if (tree.reaches(node))
            expect(tree.way(node).reduce((sum, arc) => sum + arc.seconds, 0)).toBeCloseTo(seconds[node]!, 6);
        }
      }),
    );
  });
});

const legM = (line: readonly (readonly [number, number])[]): number => {
  const [a, b] = [line[0]!, line[1]!];
  const radians = Math.PI / 180;
  const h =
    Math.sin(((b[1] - a[1]) * radians) / 2) ** 2 +
    Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * Math.sin(((b[0] - a[0]) * radians) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h));
};

describe('trucks', () => {
  it('stay on the roads and tell it in order, each within its step', () => {
    const { messages, outcome } = day(undefined);
    const roads = new Corridor(city.roads.edges.map(({ line }) => line));
    const positions = messages.filter(isPosition);
    expect(positions.length).toBeGreaterThan(10_000);
    expect(outcome.truth).toEqual([]);
    for (const { lon, lat } of positions.filter((_, i) => i % 7 === 0))
      expect(roads.isWithin([lon, lat], 15)).toBe(true);
    for (let i = 1; i < messages.length; i++) expect(messages[i]!.time).toBeGreaterThanOrEqual(messages[i - 1]!.time);
    const described = messages.filter(({ kind }) => kind === 'thing');
    expect(new Set(described.map((each) => ('name' in each ? each.name : ''))).size).toBe(described.length);
  });

  it('keep their hours and their limit, but for those that the truth names', () => {
    const script: TrucksScript = {
      violations: [
        { kind: 'out_of_hours', atH: 2 },
        { kind: 'overspeed', atH: 10 },
        { kind: 'unlicensed_tipping', atH: 13 },
      ],
    };
    const { messages, outcome, setting } = day(script);
    expect(outcome.truth.map(({ kind }) => kind)).toEqual(outcome.truth.map(() => 'truck_violation'));
    expect(outcome.truth.length).toBe(3);
    const trucks = new Set(
      messages.flatMap((each) => (each.kind === 'thing' && each.attrs?.load === 'muck' ? [each.thing] : [])),
    );
    const excused = (at: Position) =>
      outcome.truth.some(({ things, from, to }) => things[0] === at.thing && at.time >= from && at.time <= to);
    for (const at of messages.filter(isPosition)) {
      if (!trucks.has(at.thing) || (at.speedKn ?? 0) === 0) continue;
      const hour = (at.time - setting.start) / HOUR_MS;
      const breaks = hour < 7 || hour >= 19 || at.speedKn! * MPS_PER_KNOT * 3.6 > 60.5;
      if (breaks) expect(excused(at)).toBe(true);
    }
    for (const { things, from, to, visibleFrom } of outcome.truth) {
      expect(visibleFrom).toBeLessThanOrEqual(to);
      expect(messages.some((each) => each.thing === things[0] && each.time >= from && each.time <= to)).toBe(true);
    }
  });

  it('are the same for the same seed and others for another', () => {
    expect(day(undefined, 3).messages).toEqual(day(undefined, 3).messages);
    expect(day(undefined, 3).messages).not.toEqual(day(undefined, 4).messages);
  });
});
