import type { CityCamera } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { Calendar, World } from '../world/world.ts';
import type { InView } from './optics.ts';

type View = (world: World) => InView[];

/** Who stands where changes within so long. Ours. */
const SPELL_MS = 5 * 60_000;
/** People of the day shift in a camera's picture of a site, and how many stay at night: pumps and shields never stop. All ours. */
const DAY_CREW = { least: 7, most: 22 } as const;
const NIGHT_CREW = 3;
const SHIFT = { fromH: 7, toH: 19, lunchFromH: 12, lunchToH: 13.25, lunchShare: 0.4 } as const;
const OFF_SHARE: Readonly<Record<Calendar, number>> = { workday: 1, weekend: 0.7, holiday: 0.25 };
const MOST_TRUCKS = 3;
/** Rain of so much sends all but a third indoors, mm/h. Ours. */
const RAIN_MM_PER_H = 15;
/** Minutes of a fair day in which somebody walks below a slope. Ours. */
const WALKED_SHARE = 0.07;

const spellOf = ({ now }: World): number => Math.floor(now / SPELL_MS);
const isDay = (hour: number): boolean => hour >= SHIFT.fromH && hour < SHIFT.toH;
const outdoors = ({ weather }: World, { position }: CityCamera): number =>
  Math.exp(-weather.rainMmPerH(position) / RAIN_MM_PER_H);

/** Over a metro site: its shift, and the trucks that wait to be loaded. */
export function workAreaView(camera: CityCamera, seed: number): View {
  const own = nameSeed(seed, `site ${camera.id}`);
  const crew = DAY_CREW.least + (DAY_CREW.most - DAY_CREW.least) * hashNoise(own, -1);
  return (world) => {
    const spell = spellOf(world);
    const day = isDay(world.hour);
    const resting = world.hour >= SHIFT.lunchFromH && world.hour < SHIFT.lunchToH;
    const shift = day ? crew * OFF_SHARE[world.calendar] * (resting ? SHIFT.lunchShare : 1) : NIGHT_CREW;
    const kept = outdoors(world, camera);
    const people = Math.round(shift * kept * (0.7 + 0.6 * hashNoise(own, spell)));
    const trucks = Math.floor(hashNoise(own + 1, spell) * (day ? MOST_TRUCKS + 1 : 2) * kept);
    return [...seen('person', people), ...seen('truck', trucks)];
  };
}

/** Over a slope: now and then somebody walks by. */
export function slopeView(camera: CityCamera, seed: number): View {
  const own = nameSeed(seed, `slope ${camera.id}`);
  return (world) => {
    const walks =
      isDay(world.hour) && hashNoise(own, Math.floor(world.now / 60_000)) < WALKED_SHARE * outdoors(world, camera);
    return walks ? seen('person', 1 + Math.floor(2 * hashNoise(own + 1, spellOf(world)))) : [];
  };
}

/** One camera of several looks into a workshop: it sees so many of those inside. Ours. */
const IN_PICTURE = 0.6;

/** Into an enterprise: who is at work. */
export const enterpriseView =
  (enterpriseId: string, people: (enterpriseId: string, world: World) => number): View =>
  (world) =>
    seen('person', Math.round(people(enterpriseId, world) * IN_PICTURE));

const seen = (what: string, n: number): InView[] => (n > 0 ? [{ class: what, n }] : []);
