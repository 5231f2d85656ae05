import type { CityModel } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import { firstReading } from '../instruments/reading-times.ts';
import { Spells } from '../world/spells.ts';
import type { Calendar, CreatePart, Setting, World } from '../world/world.ts';
import { PROCESS_LIMIT_DEGC } from './limits.ts';
import type { EnterprisesScript, EnterpriseTrouble } from './script.ts';
import { crewOf, headcount, isClosed, processDegC, type Workshop, workshopOf } from './workshop.ts';

export type { EnterprisesScript } from './script.ts';

const HOUR_MS = 3_600_000;
const INTRUDERS = 3;
const WORST_DEGC = 95;
/** A process warms and cools in so long. Ours. */
const WARMING_MS = 25 * 60_000;

/** What cameras in enterprises may see. */
export interface Enterprises {
  /** At work now, over all rooms that are counted; the whole shift where none is. */
  people(enterpriseId: string, world: World): number;
}

/** People and processes in the enterprises that are watched. */
export const createEnterprises: CreatePart<EnterprisesScript, Enterprises> = (script, setting) => {
  const workshops = workshopsOf(setting.city);
  const troubles = planTroubles(script, setting, [...workshops.values()]);
  const spells = new Spells();
  const counted = countedRooms([...workshops.values()]);
  const crews = new Map(setting.city.enterprises.map((enterprise) => [enterprise.id, crewOf(enterprise)]));
  const of = (workshop: Workshop) => troubles.filter((trouble) => trouble.workshop === workshop);
  return {
    id: 'enterprises',
    slice: {
      people(enterpriseId, { now, hour, calendar }) {
        const rooms = counted.get(enterpriseId);
        if (rooms) return rooms.reduce((sum, room) => sum + peopleIn(room, of(room), now, hour, calendar), 0);
        const crew = crews.get(enterpriseId);
        return crew ? headcount(crew, now, hour, calendar) : 0;
      },
    },
    step(world) {
      for (const trouble of troubles) follow(world, trouble, spells);
    },
    probe(sensor, datastream) {
      const workshop = workshops.get(sensor.id);
      if (!workshop) return undefined;
      const own = of(workshop);
      if (datastream === 'people') return ({ now, hour, calendar }) => peopleIn(workshop, own, now, hour, calendar);
      if (datastream !== 'temperature') return undefined;
      // A workshop that burns is as hot as its fire, whatever is made in it.
      return ({ now, hour, hazards }) => degreesIn(workshop, own, now, hour) + hazards.heatK(sensor.position);
    },
  };
};

interface PlannedTrouble {
  readonly id: string;
  readonly script: EnterpriseTrouble;
  readonly workshop: Workshop;
  readonly fromMs: number;
  readonly toMs: number;
  readonly cause: string;
}

/** By sensor: the rooms of enterprises that a people counter or a thermometer watches. */
function workshopsOf(city: CityModel): ReadonlyMap<string, Workshop> {
  const enterprises = new Map(city.enterprises.map((enterprise) => [enterprise.id, enterprise]));
  const watching = city.sensors.filter(({ kind }) => kind === 'crowd' || kind === 'temperature');
  const rooms = new Map<string, number>();
  for (const { kind, watches = '' } of watching)
    if (kind === 'crowd') rooms.set(watches, (rooms.get(watches) ?? 0) + 1);
  const workshops = new Map<string, Workshop>();
  for (const sensor of watching) {
    const enterprise = enterprises.get(sensor.watches ?? '');
    if (enterprise) workshops.set(sensor.id, workshopOf(sensor, enterprise, rooms.get(enterprise.id) ?? 1));
  }
  return workshops;
}

/** By enterprise: the rooms in which people are counted. */
function countedRooms(workshops: readonly Workshop[]): ReadonlyMap<string, readonly Workshop[]> {
  const rooms = new Map<string, Workshop[]>();
  for (const room of workshops)
    if (room.sensor.kind === 'crowd') rooms.set(room.enterprise.id, [...(rooms.get(room.enterprise.id) ?? []), room]);
  return rooms;
}

function planTroubles(
  script: EnterprisesScript | undefined,
  { seed, start }: Setting,
  workshops: readonly Workshop[],
): readonly PlannedTrouble[] {
  return (script?.troubles ?? []).flatMap((trouble, index) => {
    const wanted = trouble.kind === 'process_temperature' ? 'temperature' : 'crowd';
    const fit = workshops.filter(
      ({ sensor, enterprise, allNight }) =>
        sensor.kind === wanted &&
        (trouble.enterprise === undefined || enterprise.id === trouble.enterprise) &&
        (trouble.kind !== 'intrusion' || !allNight),
    );
    const workshop = fit[Math.floor(hashNoise(nameSeed(seed, 'enterprises'), index) * fit.length)];
    if (!workshop) return [];
    return [
      {
        id: `enterprise-${index + 1}`,
        script: trouble,
        workshop,
        fromMs: start + trouble.atH * HOUR_MS,
        toMs: start + trouble.toH * HOUR_MS,
        cause: trouble.cause ?? `${trouble.kind}:${workshop.enterprise.id}`,
      },
    ];
  });
}

const lasts = ({ fromMs, toMs }: PlannedTrouble, ms: number): boolean => ms >= fromMs && ms < toMs;

function peopleIn(
  workshop: Workshop,
  troubles: readonly PlannedTrouble[],
  now: EventTime,
  hour: number,
  day: Calendar,
) {
  let people = headcount(workshop, now, hour, day);
  for (const trouble of troubles) {
    if (!lasts(trouble, now)) continue;
    if (trouble.script.kind === 'intrusion') people += trouble.script.people ?? INTRUDERS;
    if (trouble.script.kind === 'over_staffing')
      people = Math.max(people, workshop.limit + (trouble.script.people ?? Math.ceil(workshop.limit / 2)));
  }
  return people;
}

function degreesIn(workshop: Workshop, troubles: readonly PlannedTrouble[], now: number, hour: number): number {
  let degC = processDegC(workshop, hour);
  for (const { script, fromMs, toMs } of troubles) {
    const warmed = 1 - Math.exp(-Math.max(0, Math.min(now, toMs) - fromMs) / WARMING_MS);
    const cooled = Math.exp(-Math.max(0, now - toMs) / WARMING_MS);
    degC += ((script.degC ?? WORST_DEGC) - degC) * warmed * cooled;
  }
  return degC;
}

function follow(world: World, trouble: PlannedTrouble, spells: Spells): void {
  const { workshop, script, fromMs, cause } = trouble;
  if (world.now < fromMs) return;
  const { sensor, enterprise } = workshop;
  const { id, holds } = spells.of(trouble.id, isBroken(trouble, world));
  if (!holds) {
    world.truth.close(id, world.now);
    return;
  }
  world.truth.open(
    {
      id,
      family: 'city',
      kind: script.kind === 'process_temperature' ? 'threshold' : script.kind,
      grade: enterprise.safetyGrade <= 2 ? 2 : 3,
      things: [thingId(sensor.id)],
      position: sensor.position,
      place: enterprise.id,
      from: world.now,
      visibleFrom: firstReading(world, sensor),
      cause,
      description: describe(script.kind, enterprise.name),
    },
    0.05,
  );
  if (script.kind !== 'intrusion') world.truth.expose(Math.min(enterprise.staff, workshop.limit * 2), 'city');
}

/** Whether the true value is beyond its limit now. */
function isBroken({ script, workshop, ...trouble }: PlannedTrouble, { now, hour, calendar }: World): boolean {
  const own = [{ script, workshop, ...trouble }];
  switch (script.kind) {
    case 'process_temperature':
      return degreesIn(workshop, own, now, hour) > PROCESS_LIMIT_DEGC;
    case 'over_staffing':
      return peopleIn(workshop, own, now, hour, calendar) > workshop.limit;
    case 'intrusion':
      return isClosed(workshop, hour) && peopleIn(workshop, own, now, hour, calendar) > 0;
  }
}

function describe(kind: EnterpriseTrouble['kind'], name: string): Bilingual {
  switch (kind) {
    case 'over_staffing':
      return { zh: `${name}车间人员超员`, en: `Too many people in a workshop of ${name}` };
    case 'intrusion':
      return { zh: `${name}停工时段有人闯入`, en: `Somebody is inside ${name} while it is closed` };
    case 'process_temperature':
      return { zh: `${name}工艺温度超限`, en: `Process temperature at ${name} is beyond its limit` };
  }
}
