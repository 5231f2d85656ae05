import { describe, expect, it } from 'vitest';
import { type CityModel, cityModel } from '../../../geodata/city/city-model.ts';
import { cityThings } from '../../../geodata/city/city-things.ts';
import { type Metres, toMetres } from '../../../geodata/city/harbour/frame.ts';
import { harbourZones } from '../../../geodata/city/harbour/harbour-zones.ts';
import { type AssetModel, buildAssets } from '../../../geodata/city/lanwan/assets/build-assets.ts';
import { buildGround } from '../../../geodata/city/lanwan/build-ground.ts';
import type { Ground } from '../../../geodata/city/lanwan/ground.ts';
import { zonesOf } from '../../../geodata/city/zones-of.ts';
import {
  boundsOf,
  distanceM,
  type LonLat,
  type PolygonRings,
  polygonContains,
} from '../../../geodata/model/geometry.ts';
import { nameFault } from '../../../geodata/model/ids.ts';
import { isThingKind, THING_KINDS } from '../../../geodata/model/thing-kinds.ts';

const SEEDS = [1, 7, 20260918];
const DAY_S = 86_400;

/** Metres from a point to a line, by every segment: the slow, obvious way. */
function offLine(line: readonly LonLat[], point: LonLat): number {
  const [x, y] = toMetres(point);
  const metres = line.map(toMetres);
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < metres.length; i++) {
    const [a, b] = [metres[i - 1]!, metres[i]!];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const share = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, Math.hypot(x - a[0] - share * dx, y - a[1] - share * dy));
  }
  return best;
}

const middle = (rings: PolygonRings): LonLat => {
  const [west, south, east, north] = boundsOf(rings);
  return [(west + east) / 2, (south + north) / 2];
};

const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
  new Map(items.map((item) => [item.id, item]));

/** Points inside a polygon, on a grid of about that many a side. */
function within(rings: PolygonRings, perSide: number): LonLat[] {
  const [west, south, east, north] = boundsOf(rings);
  const points: LonLat[] = [];
  for (let i = 0; i < perSide; i++)
    for (let j = 0; j < perSide; j++) {
      const point: LonLat = [
        west + ((i + 0.5) / perSide) * (east - west),
        south + ((j + 0.5) / perSide) * (north - south),
      ];
      if (polygonContains(rings, point)) points.push(point);
    }
  return points;
}

describe.each(SEEDS)('the assets of Lanwan with seed %i', (seed) => {
  const ground: Ground = buildGround(seed);
  const assets: AssetModel = buildAssets(ground);
  const ids = new Set<string>();
  for (const list of [...Object.values(ground), ...Object.values(assets), ground.roads.nodes, ground.roads.edges])
    if (Array.isArray(list))
      for (const item of list as readonly { readonly id?: string }[]) if (item.id !== undefined) ids.add(item.id);

  it('fits the schema of a city', () => {
    for (const list of Object.keys(assets) as (keyof AssetModel)[]) {
      const parsed = cityModel.unwrap().shape[list].safeParse(assets[list]);
      expect(parsed.error?.issues.slice(0, 3), list).toBeUndefined();
      expect(assets[list].length, list).toBeGreaterThan(0);
    }
  });

  it('is the same when built again', () => {
    expect(JSON.stringify(buildAssets(ground))).toBe(JSON.stringify(assets));
  });

  it('gives every id once and every thing a good id and a name of its own', () => {
    const all = Object.values(assets).flatMap((list) =>
      (list as readonly { readonly id: string }[]).map(({ id }) => id),
    );
    expect(new Set(all).size).toBe(all.length);
    for (const id of all) expect(nameFault(id), id).toBeUndefined();
    for (const list of [
      [...assets.sensors, ...assets.cameras, ...assets.monitoringPoints],
      assets.enterprises,
      assets.resources,
      assets.riskSources,
    ]) {
      const names = list.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
    const departments = assets.departments.map(({ name }) => name.zh);
    expect(new Set(departments).size).toBe(departments.length);
  });

  it('refers only to what there is', () => {
    const known = (id: string | undefined, what: string) => {
      if (id !== undefined) expect(ids.has(id), `${what} → ${id}`).toBe(true);
    };
    for (const { id, watches } of [...assets.sensors, ...assets.cameras]) known(watches, id);
    for (const { id, mainIds } of assets.utilityNodes) {
      expect(mainIds.length, id).toBeGreaterThan(0);
      for (const main of mainIds) known(main, id);
    }
    for (const { id, departmentId } of assets.resources) known(departmentId, id);
    for (const { id, districtId, streetId } of assets.departments) {
      known(districtId, id);
      known(streetId, id);
    }
    for (const item of [...assets.workAreas, ...assets.metroStations]) known(item.lineId, item.id);
    for (const item of [...assets.shieldDrives, ...assets.pits, ...assets.riskSources]) known(item.workAreaId, item.id);
    for (const item of assets.monitoringPoints) {
      known(item.workAreaId, item.id);
      known(item.shieldId, item.id);
      known(item.pitId, item.id);
      known(item.riskSourceId ?? 'none', item.id);
      expect(item.shieldId ?? item.pitId, item.id).toBeDefined();
    }
    for (const { id, layers } of assets.boreholes) for (const { stratumId } of layers) known(stratumId, id);
  });

  it('is as large as a city of this kind', () => {
    const between = (count: number, low: number, high: number, what: string) => {
      expect(count, what).toBeGreaterThanOrEqual(low);
      expect(count, what).toBeLessThanOrEqual(high);
    };
    expect(assets.metroLines).toHaveLength(4);
    expect(assets.workAreas).toHaveLength(20);
    expect(assets.enterprises).toHaveLength(3000);
    expect(assets.beaches.filter(({ managed }) => managed)).toHaveLength(6);
    expect(assets.beaches.filter(({ managed }) => !managed)).toHaveLength(8);
    between(assets.riskSources.length, 130, 175, 'risk sources');
    between(assets.monitoringPoints.length, 1050, 1350, 'monitoring points');
    between(assets.cameras.length, 280, 310, 'cameras');
    between(assets.sensors.length, 2500, 3100, 'sensors');
    const kinds = new Set(assets.enterprises.flatMap(({ hazards }) => hazards));
    for (const hazard of ['锂电', '危化', '高温熔融', '粉尘涉爆', '餐饮用气']) expect(kinds, hazard).toContain(hazard);
  });

  it('says one to two million readings a day', () => {
    const sensors = assets.sensors.map(({ kind, intervalS }) => {
      expect(isThingKind(kind), kind).toBe(true);
      const streams = Object.keys(THING_KINDS[kind as keyof typeof THING_KINDS].datastreams).length;
      expect(streams, kind).toBeGreaterThan(0);
      return (streams * DAY_S) / intervalS;
    });
    const points = assets.monitoringPoints.map(({ intervalS }) => DAY_S / intervalS);
    const readings = [...sensors, ...points].reduce((sum, n) => sum + n, 0);
    expect(readings).toBeGreaterThan(0.9e6);
    expect(readings).toBeLessThan(2e6);
  });

  it('lays gas fittings on gas mains, and all mains along their roads', () => {
    const mains = byId(assets.mains);
    const edges = byId(ground.roads.edges);
    for (const { id, medium, mainIds, position } of assets.utilityNodes)
      for (const [index, main] of mainIds.map((mainId) => mains.get(mainId)!).entries()) {
        expect(main.medium, id).toBe(medium);
        if (index === 0) expect(offLine(main.line, position), id).toBeLessThan(3);
      }
    for (const main of assets.mains.filter((_, index) => index % 50 === 0)) {
      const road = edges.get(main.id.replace(/^main-[a-z]+-/, ''))!;
      for (const point of main.line) expect(offLine(road.line, point), main.id).toBeLessThan(12);
    }
  });

  it('drives shields between the stations of their lines', () => {
    const areas = byId(assets.workAreas);
    for (const shield of assets.shieldDrives) {
      const line = assets.metroLines.find(({ id }) => id === areas.get(shield.workAreaId)!.lineId)!;
      const lengthM = shield.axis.reduce((sum, at, i) => (i === 0 ? 0 : sum + distanceM(shield.axis[i - 1]!, at)), 0);
      for (const at of shield.axis) expect(offLine(line.line, at), shield.id).toBeLessThan(12);
      expect(shield.ring, shield.id).toBeGreaterThan(0);
      expect(shield.ring * shield.ringM, shield.id).toBeLessThan(lengthM - 100);
      expect(shield.diameterM).toBeGreaterThanOrEqual(6.2);
      expect(shield.diameterM).toBeLessThanOrEqual(6.7);
    }
  });

  it('measures the works where they are', () => {
    const drives = byId(assets.shieldDrives);
    const pits = byId(assets.pits);
    for (const { id, position, shieldId, pitId, controlCumulative } of assets.monitoringPoints) {
      const off = shieldId
        ? offLine(drives.get(shieldId)!.axis, position)
        : offLine(pits.get(pitId!)!.rings[0]!, position);
      expect(off, id).toBeLessThan(shieldId ? 80 : 120);
      expect(controlCumulative, id).toBeGreaterThan(0);
    }
    for (const area of assets.workAreas)
      expect(
        assets.monitoringPoints.filter(({ workAreaId }) => workAreaId === area.id).length,
        area.id,
      ).toBeGreaterThan(35);
  });

  it('has layers that go down and caves below the tunnels where there is marble', () => {
    for (const { id, groundM, waterM, layers } of assets.boreholes) {
      expect(waterM, id).toBeLessThan(groundM);
      for (const [index, { baseM }] of layers.entries())
        expect(baseM, id).toBeLessThanOrEqual(index === 0 ? groundM : layers[index - 1]!.baseM);
    }
    expect(new Set(assets.karstCaves.map(({ filling }) => filling)).size).toBe(4);
    const open = assets.karstCaves.find(({ id }) => id === 'karst-3-17')!;
    const lead = assets.shieldDrives.find(({ id }) => id === 'shield-3-shiqiao-jiangbin-left')!;
    expect(open.filling).toBe('void');
    expect(offLine(lead.axis, open.position)).toBeLessThan(4);
  });

  it('shows each camera what it watches', () => {
    const point = new Map<string, LonLat>([
      ...ground.lowPoints.map(({ id, position }) => [id, position] as const),
      ...ground.gatheringPlaces.map(({ id, label }) => [id, label] as const),
      ...assets.enterprises.map(({ id, position }) => [id, position] as const),
    ]);
    const area = new Map<string, PolygonRings>([
      ...assets.beaches.map(({ id, sand }) => [id, sand] as const),
      ...assets.workAreas.map(({ id, rings }) => [id, rings] as const),
      ...assets.seaZones.map(({ id, rings }) => [id, rings] as const),
      ...ground.slopes.map(({ id, rings }) => [id, rings] as const),
    ]);
    const edges = byId(ground.roads.edges);
    for (const { id, watches, footprint, position } of assets.cameras) {
      expect(watches, id).toBeDefined();
      const spot = point.get(watches!);
      const rings = area.get(watches!);
      const seen = spot
        ? polygonContains(footprint, spot)
        : rings
          ? within(footprint, 24).some((at) => polygonContains(rings, at))
          : edges.get(watches!)!.line.some((at) => polygonContains(footprint, at));
      expect(seen, `${id} ${watches}`).toBe(true);
      expect(distanceM(position, middle(footprint)), id).toBeLessThan(5000);
    }
  });

  it('has three cameras on each managed beach, one on the others, and leaves no sand of the managed ones unseen', () => {
    for (const beach of assets.beaches) {
      const eyes = assets.cameras.filter(({ watches }) => watches === beach.id);
      expect(eyes.length, beach.id).toBeGreaterThanOrEqual(beach.managed ? 3 : 1);
      if (!beach.managed) continue;
      const sand = within(beach.sand, 40);
      const seen = sand.filter((at) => eyes.some(({ footprint }) => polygonContains(footprint, at)));
      expect(seen.length / sand.length, beach.id).toBeGreaterThan(0.7);
    }
  });
});

describe('what rules and the registry ask of a city', () => {
  const ground = buildGround(1);
  const city = { ...ground, ...buildAssets(ground) } as unknown as CityModel;

  it('gives the harbour its own zones back, and those of beaches and works', () => {
    const zones = zonesOf(city);
    expect(new Set(zones.map(({ id }) => id)).size).toBe(zones.length);
    expect(zones.slice(0, harbourZones.length)).toEqual(harbourZones);
    const count = (kind: string) => zones.filter((zone) => zone.kind === kind).length;
    expect([count('beach'), count('closed_water'), count('bathing_water'), count('work_area')]).toEqual([
      14, 14, 6, 20,
    ]);
  });

  it('describes every sensor, camera and monitoring point once, with who answers for it', () => {
    const things = cityThings(city);
    expect(things).toHaveLength(city.sensors.length + city.cameras.length + city.monitoringPoints.length);
    const names = new Set(city.departments.map(({ name }) => name.zh));
    for (const { id, department } of things) expect(names.has(department ?? ''), `${id} ${department}`).toBe(true);
    const beach = things.find(({ kind, attrs }) => kind === 'camera' && attrs.watches === 'beach-baisha')!;
    expect(beach.department).toBe('鹏屿区文化广电旅游体育局');
    const point = things.find(({ kind }) => kind === 'axial_force')!;
    expect(point.attrs).toMatchObject({ item: '轴力' });
    expect(point.attrs.line).toMatch(/号线/);
  });

  it('spreads sand on land and closes water at sea', () => {
    for (const { id, sand, closedWater, bathingWater, exits, waterLine } of city.beaches) {
      const dry = within(sand, 30);
      expect(dry.filter(ground.isLand).length / dry.length, `${id} sand`).toBeGreaterThan(0.9);
      for (const water of [closedWater, bathingWater].filter((rings) => rings !== undefined)) {
        const wet = within(water, 30);
        expect(wet.filter((point) => !ground.isLand(point)).length / wet.length, `${id} water`).toBeGreaterThan(0.9);
      }
      expect(exits.length, id).toBeGreaterThan(1);
      for (const exit of exits) expect(ground.isLand(exit), id).toBe(true);
      expect(waterLine.length, id).toBeGreaterThan(5);
    }
  });

  it('lets coordinates have six decimals at most', () => {
    const { seaZones, ...ours } = buildAssets(ground);
    expect(seaZones).toHaveLength(harbourZones.length);
    expect(JSON.stringify(ours)).not.toMatch(/\[\d+\.\d{7,},/);
  });
});

/** So that the helper above cannot be wrong unnoticed. */
it('measures how far a point is off a line', () => {
  const line: readonly LonLat[] = [
    [114.5, 22.4],
    [114.51, 22.4],
  ];
  const [x, y]: Metres = toMetres([114.505, 22.4]);
  expect(offLine(line, [114.505, 22.401])).toBeCloseTo(Math.abs(toMetres([114.505, 22.401])[1] - y), 3);
  expect(x).toBeGreaterThan(toMetres([114.5, 22.4])[0]);
});
