import type { CityModel } from '../../city-model.ts';
import { type Metres, toMetres } from '../../harbour/frame.ts';
import type { Ground } from '../ground.ts';
import { lonLatOf } from '../plane.ts';
import { lanwanBeaches } from './beaches.ts';
import { buildCameras } from './cameras.ts';
import { buildDepartments } from './departments.ts';
import { buildEnterprises } from './enterprises.ts';
import { buildGeology, STRATA } from './geology.ts';
import { buildMetro, type Section, type StationSite } from './metro.ts';
import { buildMonitoring, tiedToRisks } from './monitoring.ts';
import { along, type Path, pathOf, project, shifted } from './path.ts';
import { buildResources } from './resources.ts';
import { buildRiskSources, type Overhead } from './risk-sources.ts';
import { buildSeaZones } from './sea-zones.ts';
import { buildSensors } from './sensors.ts';
import { PointIndex, Surroundings } from './surroundings.ts';
import { buildUtilities, type Piped } from './utilities.ts';

/** The parts of the city that stand on its ground: what serves it, what is being dug under it, what watches it and who helps. */
export type AssetModel = Pick<
  CityModel,
  | 'departments'
  | 'mains'
  | 'utilityNodes'
  | 'metroLines'
  | 'metroStations'
  | 'workAreas'
  | 'shieldDrives'
  | 'pits'
  | 'riskSources'
  | 'monitoringPoints'
  | 'strata'
  | 'boreholes'
  | 'karstCaves'
  | 'beaches'
  | 'seaZones'
  | 'sensors'
  | 'cameras'
  | 'enterprises'
  | 'resources'
>;

/** How far off a tunnel's axis a house or main is still over it, and how far off a pit a main or river is beside it, metres. Ours: about a trough's half width, and twice a pit's depth. */
const HOUSES_M = 45;
const BESIDE_PIT_M = 110;

const axisOf = (site: Section | StationSite): Path =>
  site.kind === 'section'
    ? site.path
    : pathOf([-100, 0, 100].map((ahead) => shifted(site.centre, site.direction, ahead, 0)));

interface Neighbour {
  readonly at: Metres;
  readonly offM: number;
}

/** Where a building's settlement is measured: at its corner that is nearest to the works. */
function nearestCorner(corners: readonly Metres[], centre: Metres, path: Path): Neighbour {
  let best: Neighbour = { at: centre, offM: project(path, centre).offM };
  for (const at of corners) {
    const { offM } = project(path, at);
    if (offM < best.offM) best = { at, offM };
  }
  return best;
}

interface Named {
  readonly all: readonly { readonly at: Metres; readonly name: string }[];
  readonly index: PointIndex;
}

const indexed = (all: Named['all']): Named => ({ all, index: new PointIndex(all.map(({ at }) => at)) });

/** What is above or beside each site, looked up once for all that ask. */
class Above {
  readonly #around: Surroundings;
  readonly #pipes: Named;
  readonly #rivers: Named;
  readonly #houses = new Map<string, readonly Neighbour[]>();

  constructor(around: Surroundings, piped: readonly Piped[]) {
    this.#around = around;
    this.#pipes = indexed(
      piped
        .filter(({ main }) => (main.medium === 'gas' || main.medium === 'water') && (main.diameterMm ?? 0) >= 250)
        .map(({ title, road }) => ({ name: title, at: along(road.path, road.path.lengthM / 2).at })),
    );
    this.#rivers = indexed(
      around.ground.rivers
        .filter(({ kind }) => kind === 'river' || kind === 'canal')
        .flatMap(({ name, line }) => line.map((point) => ({ name: name.zh, at: toMetres(point) }))),
    );
  }

  /** The houses within {@link HOUSES_M} of the site's axis, nearest first. */
  houses(site: Section | StationSite): readonly Neighbour[] {
    const known = this.#houses.get(site.area.id);
    if (known) return known;
    const path = axisOf(site);
    const found = new Map<string, Neighbour>();
    for (let chainage = 0; chainage <= path.lengthM; chainage += HOUSES_M)
      for (const { building, centre } of this.#around.housesNear(along(path, chainage).at, HOUSES_M * 1.2, 16))
        if (!found.has(building.id)) found.set(building.id, nearestCorner(building.ring.map(toMetres), centre, path));
    const houses = [...found.values()].sort((a, b) => a.offM - b.offM);
    this.#houses.set(site.area.id, houses);
    return houses;
  }

  overhead(site: Section | StationSite): Overhead {
    const path = axisOf(site);
    const reachM = site.kind === 'station' ? BESIDE_PIT_M : HOUSES_M;
    const nearby = (things: Named, withinM: number) => {
      const found = new Set<number>();
      for (let chainage = 0; chainage <= path.lengthM; chainage += withinM)
        for (const index of things.index.near(along(path, chainage).at, withinM, 4)) found.add(index);
      return [...found].sort((a, b) => a - b).map((index) => things.all[index]!);
    };
    return {
      pipes: nearby(this.#pipes, reachM),
      buildings: this.houses(site).map(({ at }) => ({ at, name: `${this.#around.nameAt(at)}楼栋` })),
      rivers: nearby(this.#rivers, BESIDE_PIT_M),
    };
  }
}

/** Lanwan's assets on a ground: the same for the same ground, whatever was built before. */
export function buildAssets(ground: Ground): AssetModel {
  const around = new Surroundings(ground);
  const departments = buildDepartments(ground.districts, ground.streets);
  const utilities = buildUtilities(around, ground.random('utilities'));
  const metro = buildMetro(ground.random('metro'), around);
  const above = new Above(around, utilities.piped);
  const workAreas = metro.sites.map(({ area }) => area);
  const geology = buildGeology(metro, (point) => ground.heightAt(lonLatOf(point)), ground.random('geology'));
  const beaches = [...lanwanBeaches()];
  const enterprises = buildEnterprises(around, ground.random('enterprises'));
  const riskSources = buildRiskSources(metro, (site) => above.overhead(site), ground.random('risk-sources'));
  const points = buildMonitoring(metro, (site) => above.houses(site).map(({ at }) => at));
  const monitoringPoints = tiedToRisks(points, riskSources);
  return {
    departments,
    mains: utilities.piped.map(({ main }) => main),
    utilityNodes: utilities.nodes,
    metroLines: metro.lines,
    metroStations: metro.stations,
    workAreas,
    shieldDrives: metro.sites.flatMap((site) =>
      site.kind === 'section' ? site.drives.map(({ shield }) => shield) : [],
    ),
    pits: metro.sites.flatMap((site) => (site.kind === 'section' ? site.pits : [site.pit])),
    riskSources,
    monitoringPoints,
    strata: STRATA,
    boreholes: geology.boreholes,
    karstCaves: geology.karstCaves,
    beaches,
    seaZones: buildSeaZones(),
    sensors: buildSensors(
      around,
      { utilityNodes: utilities.nodes, beaches, enterprises, workAreas },
      ground.random('sensors'),
    ),
    cameras: buildCameras(around, metro, beaches, enterprises, ground.random('cameras')),
    enterprises,
    resources: buildResources(around, departments, beaches, workAreas, ground.random('resources')),
  };
}
