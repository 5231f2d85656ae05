import type { CityModel } from '../../../geodata/city/city-model.ts';
import { distanceM, type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { ExposedAsset } from '../../finding.ts';

/** As many as evidence may hold. */
const MOST = 30;
/** Roads are told by name and once each. */
const UNNAMED_ROAD: Bilingual = { zh: '道路', en: 'Road' };
const USE: Readonly<Record<CityModel['buildings'][number]['use'], Bilingual>> = {
  residential: { zh: '住宅楼', en: 'Residential building' },
  office: { zh: '办公楼', en: 'Office building' },
  commercial: { zh: '商业楼', en: 'Commercial building' },
  industrial: { zh: '厂房', en: 'Factory building' },
  warehouse: { zh: '仓库', en: 'Warehouse' },
  school: { zh: '学校', en: 'School' },
  hospital: { zh: '医院', en: 'Hospital' },
  public: { zh: '公共建筑', en: 'Public building' },
  village: { zh: '民房', en: 'Village house' },
  other: { zh: '建筑', en: 'Building' },
};

/** Buildings, roads, enterprises, stations and places whose middle lies within `reachM` of a place, nearest first, at most 30. Looks at all of the city: for what happens seldom, or once for each asset. */
export function exposedNear(city: CityModel, at: LonLat, reachM: number): ExposedAsset[] {
  const near: ExposedAsset[] = [];
  const add = (asset: Omit<ExposedAsset, 'distanceM'> & { readonly position: LonLat }): void => {
    const away = distanceM(at, asset.position);
    if (away <= reachM) near.push({ ...asset, distanceM: Math.round(away) });
  };
  for (const { id, ring, use, name } of city.buildings)
    add({
      kind: 'building',
      id,
      name: name === undefined ? USE[use] : { zh: name, en: USE[use].en },
      position: ring[0]!,
    });
  for (const { id, name, position, staff } of city.enterprises)
    add({ kind: 'enterprise', id, name: { zh: name, en: `Enterprise ${id}` }, position, people: staff });
  for (const { id, name, position } of city.metroStations) add({ kind: 'metro', id, name, position });
  for (const { id, name, label } of city.gatheringPlaces) add({ kind: 'place', id, name, position: label });
  near.push(...roadsNear(city, at, reachM));
  return near.sort((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0)).slice(0, MOST);
}

function roadsNear({ roads }: CityModel, at: LonLat, reachM: number): ExposedAsset[] {
  const nearest = new Map<string, ExposedAsset>();
  for (const { id, name = UNNAMED_ROAD, line } of roads.edges) {
    for (const position of line) {
      const away = distanceM(at, position);
      if (away > reachM || away >= (nearest.get(name.zh)?.distanceM ?? Number.POSITIVE_INFINITY)) continue;
      nearest.set(name.zh, { kind: 'road', id, name, distanceM: Math.round(away), position });
    }
  }
  return [...nearest.values()];
}

/** Who lives and works on a square metre around a place, persons: of the grid cell that it lies in; 0 where nobody is counted. */
export function peoplePerM2({ gridCells }: Pick<CityModel, 'gridCells'>, at: LonLat): number {
  const cell = gridCells.find(({ rings }) => polygonContains(rings, at));
  return cell ? cell.people / Math.max(1, areaM2(cell.rings[0] ?? [])) : 0;
}

/** By the shoelace formula in the plane that touches at the first corner. */
function areaM2(ring: readonly LonLat[]): number {
  const [origin] = ring;
  if (!origin) return 0;
  const metersPerLat = distanceM(origin, [origin[0], origin[1] + 0.01]) * 100;
  const metersPerLon = distanceM(origin, [origin[0] + 0.01, origin[1]]) * 100;
  const doubled = ring.reduce((sum, [lon, lat], index) => {
    const [nextLon, nextLat] = ring[(index + 1) % ring.length]!;
    return sum + (lon - origin[0]) * (nextLat - origin[1]) - (nextLon - origin[0]) * (lat - origin[1]);
  }, 0);
  return (Math.abs(doubled) / 2) * metersPerLat * metersPerLon;
}
