import type { CityModel, Department } from '../../../geodata/city/city-model.ts';
import type { Family } from '../../../geodata/model/family.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';

/** Kinds that say how a reading behaves, not what is wrong: whoever keeps the instrument answers. */
const OF_THE_KEEPER: ReadonlySet<string> = new Set([
  'missing',
  'stale',
  'stuck',
  'drift',
  'threshold',
  'rate',
  'anomaly',
  'forecast',
]);

/** Of kinds that no detector raises: whose duty decides. Ours, after who leads the headquarters of each: 三防 is with emergency management, a failure of supply with the grid. */
const DUTY_OF_GROUP: Readonly<Record<string, readonly string[]>> = {
  typhoon: ['三防', '应急避难'],
  rainstorm: ['三防', '应急避难'],
  thunderstorm: ['三防', '应急避难'],
  gale: ['三防', '应急避难'],
  storm_surge: ['三防', '应急避难'],
  outage: ['停电'],
};

export interface Routed {
  readonly department: string;
  readonly reason: Bilingual;
}

/** What decides: the matter, whose it is, and where. */
export interface Routing {
  readonly kind: string;
  readonly family: Family;
  /** District, by name in Chinese; absent where none governs. */
  readonly district?: string;
  /** Of the leading instrument. */
  readonly keeper?: string;
}

/**
 * Who answers for an incident, by 事项—职责—属地: the keeper of its leading thing where the kind only speaks of readings; else the department with that duty in that
 * family, the district's own branch before the city's. What spans the city (a storm, a failure) is the city's own.
 */
export function routing({
  departments,
  districts,
}: Pick<CityModel, 'departments' | 'districts'>): (matter: Routing) => Routed | undefined {
  const districtIds = new Map(districts.map(({ id, name }) => [name.zh, id]));
  const offices = departments.filter(({ streetId }) => streetId === undefined);
  const cityWide = (each: Department) => each.districtId === undefined;
  return ({ kind, family, district, keeper }) => {
    const duties = DUTY_OF_GROUP[kind];
    if (duties) {
      const holder = offices.find((each) => cityWide(each) && each.duties.some((duty) => duties.includes(duty)));
      if (holder) return byDuty(holder, duties.find((duty) => holder.duties.includes(duty))!, '全市');
    }
    if (OF_THE_KEEPER.has(kind) && keeper !== undefined)
      return { department: keeper, reason: { zh: `设备管养单位：${keeper}`, en: `keeps the instrument: ${keeper}` } };
    const able = offices.filter((each) => each.families.includes(family) && each.duties.includes(kind));
    const districtId = district === undefined ? undefined : districtIds.get(district);
    const own = able.find((each) => each.districtId !== undefined && each.districtId === districtId);
    if (own) return byDuty(own, kind, district!);
    const whole = able.find(cityWide);
    if (whole) return byDuty(whole, kind, '全市');
    if (keeper !== undefined)
      return {
        department: keeper,
        reason: { zh: `无对应职责，交管养单位：${keeper}`, en: `no such duty; its keeper: ${keeper}` },
      };
    const anybody = offices.find((each) => cityWide(each) && each.families.includes(family));
    return anybody && byFamily(anybody);
  };
}

const byDuty = ({ name }: Department, duty: string, where: string): Routed => ({
  department: name.zh,
  reason: {
    zh: `事项“${duty}”属${name.zh}职责，属地：${where}`,
    en: `“${duty}” is a duty of ${name.en}${where === '全市' ? ', for the whole city' : `, in ${where}`}`,
  },
});

const byFamily = ({ name }: Department): Routed => ({
  department: name.zh,
  reason: { zh: `无对应职责，交本门类牵头单位 ${name.zh}`, en: `no such duty; ${name.en} leads its family` },
});
