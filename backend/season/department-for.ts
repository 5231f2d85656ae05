import type { CityModel } from '../../geodata/city/city-model.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { Thing } from '../../ingestion/thing.ts';
import type { Incident } from '../incidents/incident.ts';

export interface DepartmentParts {
  readonly city: Pick<CityModel, 'departments' | 'districts'>;
  /** Name of the district of a place. */
  readonly districtAt: (position: LonLat) => string | undefined;
  readonly thing: (id: ThingId) => Thing | undefined;
}

/** Kinds that say how a reading behaves, not what is wrong: whoever keeps the instrument answers. */
const OF_THE_KEEPER: ReadonlySet<string> = new Set(['missing', 'stale', 'threshold', 'anomaly', 'forecast']);

/**
 * Who answers for an incident, by 事项—职责—属地: the keeper of its leading thing where the kind only speaks of readings; else the department with that duty in that
 * family, the district's own branch before the city's.
 */
export function departmentFor({
  city,
  districtAt,
  thing,
}: DepartmentParts): (incident: Incident) => string | undefined {
  const districtIds = new Map(city.districts.map(({ id, name }) => [name.zh, id]));
  return ({ kind, family, things, position }) => {
    const lead = things[0];
    const keeper = lead === undefined ? undefined : thing(lead)?.department;
    if (OF_THE_KEEPER.has(kind) && keeper !== undefined) return keeper;
    const able = city.departments.filter(
      (each) => each.streetId === undefined && each.families.includes(family) && each.duties.includes(kind),
    );
    const district = position && districtIds.get(districtAt(position) ?? '');
    const own = able.find(({ districtId }) => districtId !== undefined && districtId === district);
    const whole = able.find(({ districtId }) => districtId === undefined);
    const anybody = city.departments.find((each) => each.districtId === undefined && each.families.includes(family));
    return (own ?? whole)?.name.zh ?? keeper ?? anybody?.name.zh;
  };
}
