import type { CityModel, CityResource, Department } from '../../geodata/city/city-model.ts';
import { distanceM, type LonLat } from '../../geodata/model/geometry.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Team } from './task.ts';

/** What moves by itself. Hospitals and shelters stay where they are. */
const MOBILE: ReadonlySet<string> = new Set(['team', 'vehicle', 'boat', 'pump', 'fire_station']);

/** Boats go where it is wet. */
const AFLOAT: ReadonlySet<string> = new Set(['vessel', 'beach']);

export interface MobileTeam extends Team {
  readonly department?: string;
  readonly position: LonLat;
  readonly capacity: number;
}

export interface TeamChoiceOf extends MobileTeam {
  readonly isResponsible: boolean;
  readonly busy: boolean;
  /** Straight line, metres; absent where the incident has no place. */
  readonly distanceM?: number;
}

/** What decides who is fit for an incident. */
export type Call = Pick<Incident, 'kind' | 'family' | 'department' | 'position'>;

/** The resources of the city that can be sent, and who is best for what. */
export class Teams {
  readonly #teams = new Map<string, MobileTeam>();
  readonly #departments = new Map<string, Department>();

  constructor({ resources, departments }: Pick<CityModel, 'resources' | 'departments'>) {
    const byId = new Map(departments.map((each) => [each.id, each]));
    for (const each of departments) this.#departments.set(each.name.zh, each);
    for (const resource of resources) {
      if (MOBILE.has(resource.kind)) this.#teams.set(resource.id, mobile(resource, byId.get(resource.departmentId)));
    }
  }

  get(id: string): MobileTeam | undefined {
    return this.#teams.get(id);
  }

  /** Free before busy, whose duty it is before others, the nearest first. */
  choicesFor(call: Call, isBusy: (id: string) => boolean): readonly TeamChoiceOf[] {
    return [...this.#teams.values()]
      .filter(({ kind }) => kind !== 'boat' || AFLOAT.has(call.family))
      .map((team) => ({
        ...team,
        isResponsible: this.#isDutyOf(team, call),
        busy: isBusy(team.id),
        ...(call.position && { distanceM: distanceM(team.position, call.position) }),
      }))
      .sort(
        (a, b) =>
          Number(a.busy) - Number(b.busy) ||
          Number(b.isResponsible) - Number(a.isResponsible) ||
          (a.distanceM ?? 0) - (b.distanceM ?? 0) ||
          (a.id < b.id ? -1 : 1),
      );
  }

  /** Its department answers for the incident, or has that duty. */
  #isDutyOf({ department }: MobileTeam, { department: responsible, kind, family }: Call): boolean {
    if (department === undefined) return false;
    if (department === responsible) return true;
    const own = this.#departments.get(department);
    return own?.families.includes(family) === true && own.duties.includes(kind);
  }
}

const mobile = (
  { id, name, kind, position, capacity }: CityResource,
  department: Department | undefined,
): MobileTeam => ({
  id,
  name,
  kind,
  position: position as LonLat,
  capacity,
  ...(department && { department: department.name.zh }),
});
