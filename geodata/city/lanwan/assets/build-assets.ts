import type { CityModel } from '../../city-model.ts';
import { type Metres, toMetres } from '../../harbour/frame.ts';
import type { Ground } from '../ground.ts';
import { betweenM, lonLatOf } from '../plane.ts';
import { lanwanBeaches } from './beaches.ts';
import { buildCameras } from './cameras.ts';
import { buildDepartments } from './departments.ts';
import { buildEnterprises } from './enterprises.ts';
import { buildGeology, STRATA } from './geology.ts';
import { buildMetro, type Section, type StationSite } from './metro.ts';
import { buildMonitoring } from './monitoring.ts';
import { along, pathOf, project } from './path.ts';
import { buildResources } from './resources.ts';
import { buildRiskSources, type Overhead } from './risk-sources.ts';
import { buildSeaZones } from './sea-zones.ts';
import { buildSensors } from './sensors.ts';
import { Surroundings } from './surroundings.ts';
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

/** How far a station may be moved to a crossing of main roads, metres. */
const SNAP_M = 350;
/** What lies within this distance of a tunnel's or pit's middle counts as above or beside it. */
const OVERHEAD_M = 40;

const middleOf = (site: Section | StationSite): readonly Metres[] =>
  site.kind === 'station' ? [site.centre] : site.path.points;

/** The houses nearest to a site, nearest first, none twice. */
function housesBy(site: Section | StationSite, around: Surroundings, withinM: number) {
  const path = pathOf(site.kind === 'station' ? stationAxis(site) : site.path.points);
  const seen = new Map<string, { readonly at: Metres; readonly offM: number; readonly chainage: number }>();
  for (const point of path.points)
    for (const { building, centre } of around.housesNear(point, withinM, 12))
      if (!seen.has(building.id)) seen.set(building.id, { at: centre, ...project(path, centre) });
  return [...seen.values()].sort((a, b) => a.offM - b.offM);
}

const stationAxis = ({ centre, direction }: StationSite): Metres[] =>
  [-100, -50, 0, 50, 100].map((ahead) => [centre[0] + direction[0] * ahead, centre[1] + direction[1] * ahead]);

/** What a section passes under, or what a pit stands beside. */
function overheadOf(site: Section | StationSite, around: Surroundings, piped: readonly Piped[]): Overhead {
  const middle = middleOf(site);
  const near = (at: Metres, withinM: number) => middle.some((point) => betweenM(point, at) < withinM);
  const pipes = piped
    .filter(({ main }) => (main.medium === 'gas' || main.medium === 'water') && (main.diameterMm ?? 0) >= 250)
    .map(({ title, road }) => ({ name: title, at: along(road.path, road.path.lengthM / 2).at }))
    .filter(({ at }) => near(at, site.kind === 'station' ? 120 : OVERHEAD_M));
  const buildings = housesBy(site, around, OVERHEAD_M)
    .slice(0, 2)
    .map(({ at }) => ({ at, name: `${around.nameAt(at)}楼栋` }));
  const rivers = around.ground.rivers.flatMap(({ name, line }) => {
    const at = line.map(toMetres).find((point) => near(point, 120));
    return at ? [{ at, name: name.zh }] : [];
  });
  return { pipes, buildings, rivers };
}

/** Lanwan's assets on a ground: the same for the same ground, whatever was built before. */
export function buildAssets(ground: Ground): AssetModel {
  const around = new Surroundings(ground);
  const departments = buildDepartments(ground.districts, ground.streets);
  const utilities = buildUtilities(around, ground.random('utilities'));
  const metro = buildMetro(ground.random('metro'), (stop) => around.crossingNear(stop, SNAP_M));
  const workAreas = metro.sites.map(({ area }) => area);
  const geology = buildGeology(metro, (point) => ground.heightAt(lonLatOf(point)), ground.random('geology'));
  const beaches = [...lanwanBeaches()];
  const enterprises = buildEnterprises(around, ground.random('enterprises'));
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
    riskSources: buildRiskSources(
      metro,
      (site) => overheadOf(site, around, utilities.piped),
      ground.random('risk-sources'),
    ),
    monitoringPoints: buildMonitoring(metro, (site) => housesBy(site, around, OVERHEAD_M + 20).map(({ at }) => at)),
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
