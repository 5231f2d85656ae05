import type { Beach, CityResource, Department, WorkArea } from '../../city-model.ts';
import { km, type Metres, toMetres } from '../../harbour/frame.ts';
import type { Random } from '../../seeded-random.ts';
import { lonLatOf } from '../plane.ts';
import { branchId, streetOfficeId } from './departments.ts';
import { Names, type Surroundings } from './surroundings.ts';

type Kind = CityResource['kind'];

class Pool {
  readonly all: CityResource[] = [];
  readonly #names = new Names();
  readonly #counts = new Map<Kind, number>();
  readonly #departments: ReadonlySet<string>;

  constructor(departments: readonly Department[]) {
    this.#departments = new Set(departments.map(({ id }) => id));
  }

  add(kind: Kind, place: string, what: string, departmentId: string, at: Metres, capacity: number): void {
    if (!this.#departments.has(departmentId)) throw new RangeError(`no department ${departmentId}`);
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    this.all.push({
      id: `${kind.replaceAll('_', '-')}-${String(number).padStart(3, '0')}`,
      name: this.#names.take(place, what),
      kind,
      departmentId,
      position: lonLatOf(at),
      capacity,
    });
  }
}

const between = (random: Random, from: number, to: number): number => Math.round(from + (to - from) * random());

/** Berths from which boats leave, kilometres; all are in the harbour's chart. */
const BERTHS_KM = {
  qingluo: [-6.06, 0.34],
  dongchong: [-8.2, -7.35],
  wanghai: [7.72, -1.85],
  xiaolu: [4.2, -5.86],
  tugs: [-3.3, 2.4],
} as const;

function afloat(pool: Pool): void {
  const boats = [
    ['青螺', '海巡艇', 'dept-maritime', BERTHS_KM.qingluo, 8],
    ['青螺', '海上搜救快艇', 'dept-maritime-rescue', BERTHS_KM.qingluo, 6],
    ['东涌', '海上搜救快艇', 'dept-maritime-rescue', BERTHS_KM.dongchong, 6],
    ['望海', '海上搜救快艇', 'dept-maritime-rescue', BERTHS_KM.wanghai, 6],
    ['小鹭', '救生艇', 'dept-maritime-rescue', BERTHS_KM.xiaolu, 5],
    ['东涌', '海洋执法艇', 'dept-ocean', BERTHS_KM.dongchong, 8],
    ['临港', '消拖两用船', 'dept-port', BERTHS_KM.tugs, 9],
    ['临港', '海巡艇', 'dept-maritime', BERTHS_KM.tugs, 10],
    ['望海', '海洋执法艇', 'dept-ocean', BERTHS_KM.wanghai, 8],
  ] as const;
  for (const [place, what, department, [east, north], crew] of boats)
    pool.add('boat', place, what, department, km([east, north]), crew);
}

/** Lifeguards with a boat and a patrol on each managed beach; one patrol for the wild ones of a stretch. */
function onBeaches(pool: Pool, beaches: readonly Beach[], around: Surroundings): void {
  for (const beach of beaches.filter(({ managed }) => managed)) {
    const middle = toMetres(beach.exits[Math.floor(beach.exits.length / 2)]!);
    const districtId = around.ground.streetAt(lonLatOf(middle))?.districtId;
    const department = districtId ? branchId(districtId, 'tourism') : 'dept-tourism';
    pool.add('team', beach.name.zh, '救生队', department, middle, Math.max(6, Math.round(beach.capacity / 500)));
    pool.add('boat', beach.name.zh, '救生摩托艇', department, toMetres(beach.exits[0]!), 2);
  }
}

function atSites(pool: Pool, areas: readonly WorkArea[]): void {
  for (const area of areas)
    pool.add('team', area.section.zh, '应急抢险队', 'dept-metro-company', toMetres(area.label), 18);
}

/** Each settlement's own, by its size. */
function inSettlements(pool: Pool, around: Surroundings, random: Random): void {
  const { settlements, streetAt } = around.ground;
  for (const { name, kind, eastKm, northKm, alongKm, acrossKm } of settlements) {
    const centre: Metres = km([eastKm, northKm]);
    const size = alongKm * acrossKm;
    const near = (share: number): Metres => {
      const angle = 2 * Math.PI * random();
      const wanted: Metres = [centre[0] + Math.cos(angle) * share * 600, centre[1] + Math.sin(angle) * share * 600];
      return around.crossingNear(wanted, 600);
    };
    const districtId = streetAt(lonLatOf(centre))?.districtId;
    if (kind === 'core' || kind === 'town' || kind === 'industry' || (kind === 'port' && size > 1))
      pool.add('fire_station', name.zh, '消防救援站', 'dept-fire-rescue', near(0.6), between(random, 25, 48));
    if (kind === 'village' || kind === 'resort')
      pool.add('fire_station', name.zh, '小型消防站', 'dept-fire-rescue', near(0.4), between(random, 8, 14));
    if (kind === 'core' || (kind === 'town' && size > 0.6))
      pool.add(
        'hospital',
        name.zh,
        size > 1.1 ? '人民医院' : '社区医院',
        'dept-health',
        near(0.8),
        Math.round(size * 300) + 60,
      );
    if (size > 0.35 && kind !== 'port')
      pool.add(
        'shelter',
        name.zh,
        '应急避难场所',
        'dept-emergency',
        near(0.5),
        Math.round((size * 1500) / 50) * 50 + 200,
      );
    if (districtId && size > 0.6) {
      pool.add('pump', name.zh, '移动泵车', branchId(districtId, 'water'), near(0.7), between(random, 4, 15) * 100);
      pool.add('vehicle', name.zh, '交警巡逻车', branchId(districtId, 'traffic-police'), near(0.5), 2);
      pool.add('vehicle', name.zh, '城管巡查车', branchId(districtId, 'urban-management'), near(0.6), 4);
    }
  }
}

/** City-wide crews stand at the middle of the settlements that they are named after. */
const CREWS = [
  ['fuan-centre', '燃气抢险队', 'dept-gas', 12],
  ['xingang', '燃气抢险队', 'dept-gas', 12],
  ['yuncheng', '燃气抢险队', 'dept-gas', 10],
  ['meichuan', '燃气抢险队', 'dept-gas', 10],
  ['landong', '燃气抢险队', 'dept-gas', 8],
  ['xinzhou', '供水抢修队', 'dept-water-supply', 10],
  ['pinggang', '供水抢修队', 'dept-water-supply', 10],
  ['beihu', '排水抢险队', 'dept-drainage', 15],
  ['yanpu', '排水抢险队', 'dept-drainage', 15],
  ['meichuan', '排水抢险队', 'dept-drainage', 12],
  ['landong', '排水抢险队', 'dept-drainage', 12],
  ['fuqian', '电力抢修队', 'dept-power', 12],
  ['shatou', '电力抢修队', 'dept-power', 12],
  ['yuncheng', '道路抢险队', 'dept-transport', 20],
  ['haibin', '道路抢险队', 'dept-transport', 20],
  ['fuan-centre', '岩土工程抢险队', 'dept-housing', 24],
  ['pinggang', '岩土工程抢险队', 'dept-housing', 24],
  ['dakeng', '危化救援队', 'dept-emergency', 16],
  ['port', '危化救援队', 'dept-port', 16],
  ['fuan-centre', '地质灾害应急队', 'dept-planning', 10],
  ['longtang', '地质灾害应急队', 'dept-planning', 10],
  ['fuan-centre', '山地搜救队', 'dept-emergency', 14],
] as const;

function crews(pool: Pool, around: Surroundings): void {
  for (const [settlement, what, department, people] of CREWS) {
    const home = around.ground.settlements.find(({ id }) => id === settlement);
    if (!home) continue;
    const at = around.crossingNear(km([home.eastKm + 0.15, home.northKm - 0.12]), 700);
    pool.add('team', home.name.zh, what, department, at, people);
  }
}

/** A team of grid workers 网格队 to each street, at its office; hands for about one cell in ten at a time. */
function gridTeams(pool: Pool, around: Surroundings): void {
  const { streets, gridCells } = around.ground;
  for (const street of streets) {
    const cells = gridCells.filter(({ streetId }) => streetId === street.id).length;
    const office = around.crossingNear(toMetres(street.label), 3000);
    pool.add('team', street.name.zh, '网格队', streetOfficeId(street.id), office, Math.max(6, Math.round(cells * 0.6)));
  }
}

/** Who can be sent: crews, boats, pumps, vehicles, and where people are taken. Numbers are ours. */
export function buildResources(
  around: Surroundings,
  departments: readonly Department[],
  beaches: readonly Beach[],
  areas: readonly WorkArea[],
  random: Random,
): CityResource[] {
  const pool = new Pool(departments);
  inSettlements(pool, around, random);
  crews(pool, around);
  gridTeams(pool, around);
  afloat(pool);
  onBeaches(pool, beaches, around);
  atSites(pool, areas);
  return pool.all;
}
