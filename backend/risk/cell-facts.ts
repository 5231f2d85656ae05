import type { CityModel } from '../../geodata/city/city-model.ts';
import { placeIndex } from '../../geodata/city/place-index.ts';
import { boundsOf, distanceM, type LonLat } from '../../geodata/model/geometry.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import { RISK } from './risk-parameters.ts';

/** What stays in a grid cell whatever happens. */
export interface CellFacts {
  readonly grid: string;
  /** By name, as reports show them; absent where the city model does not say. */
  readonly district?: string;
  readonly street?: string;
  /** Living or working there. */
  readonly people: number;
  readonly lowPoints: number;
  readonly slopes: readonly { readonly grade: Grade; readonly peopleBelow: number }[];
  /** Grades of the risk sources of works below it that are under way. */
  readonly works: readonly Grade[];
  /** The nearest gauge's thing, where one is near enough. */
  readonly rainGauge?: string;
  /** Gauges of its low points, each with the depth at which traffic is stopped, metres. */
  readonly levels: readonly { readonly thing: string; readonly closedAtM: number }[];
}

/** One for each grid cell, in the city's order. */
export function cellFactsOf(city: CityModel): readonly CellFacts[] {
  const index = placeIndex(city);
  const districts = new Map(city.districts.map(({ id, name }) => [id, name.zh]));
  const streets = new Map(city.streets.map((street) => [street.id, street]));
  const byCell = <Item>(items: readonly Item[], at: (item: Item) => LonLat | undefined) => {
    const found = new Map<string, Item[]>();
    for (const item of items) {
      const position = at(item);
      const grid = position && index.placeOf(position).grid;
      if (grid === undefined) continue;
      const known = found.get(grid);
      if (known) known.push(item);
      else found.set(grid, [item]);
    }
    return (grid: string): readonly Item[] => found.get(grid) ?? [];
  };
  const lowPoints = byCell(city.lowPoints, ({ position }) => position);
  const slopes = byCell(city.slopes, ({ rings }) => middleOf(rings));
  const works = byCell(
    city.riskSources.filter(({ status }) => status === 'active'),
    ({ position }) => position,
  );
  const gauges = city.sensors.filter(({ kind }) => kind === 'rain_gauge');
  const levelOf = new Map(
    city.sensors.flatMap((each) =>
      each.kind === 'water_level' && each.watches ? [[each.watches, each.id] as const] : [],
    ),
  );
  return city.gridCells.map(({ id, streetId, rings, people }) => {
    const street = streets.get(streetId);
    const district = street && districts.get(street.districtId);
    const rainGauge = nearest(gauges, middleOf(rings));
    return {
      grid: id,
      ...(district !== undefined && { district }),
      ...(street && { street: street.name.zh }),
      people,
      lowPoints: lowPoints(id).length,
      slopes: slopes(id).map(({ grade, peopleBelow }) => ({ grade, peopleBelow })),
      works: works(id).map(({ grade }) => grade),
      ...(rainGauge !== undefined && { rainGauge }),
      levels: lowPoints(id).flatMap((lowPoint) => {
        const thing = levelOf.get(lowPoint.id);
        return thing === undefined || lowPoint.closedAtM <= 0 ? [] : [{ thing, closedAtM: lowPoint.closedAtM }];
      }),
    };
  });
}

function middleOf(rings: CityModel['gridCells'][number]['rings']): LonLat {
  const [west, south, east, north] = boundsOf(rings);
  return [(west + east) / 2, (south + north) / 2];
}

function nearest(gauges: CityModel['sensors'], at: LonLat): string | undefined {
  let best: { readonly id: string; readonly awayM: number } | undefined;
  for (const { id, position } of gauges) {
    const awayM = distanceM(position, at);
    if (awayM <= RISK.rain.furthestGaugeM && (best === undefined || awayM < best.awayM)) best = { id, awayM };
  }
  return best?.id;
}
