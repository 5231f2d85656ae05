import type { MetroLine, MetroStation, Pit, ShieldDrive, WorkArea } from '../../city-model.ts';
import { km, type Metres } from '../../harbour/frame.ts';
import type { Random } from '../../seeded-random.ts';
import { betweenM, lineOf, lonLatOf } from '../plane.ts';
import { CONTRACTORS, LINE_PLANS, type LinePlan, OWNER, SUPERVISORS } from './metro-plan.ts';
import { along, outerRing, type Path, pathOf, project, rectangle, shifted, stretch } from './path.ts';
import type { Site } from './surroundings.ts';

/** Length and width of a two-track underground station's pit, metres: ours, of the usual size for six-car trains. */
const STATION_M = { long: 220, wide: 22 };
/** From a station's middle, how far the line goes straight on. */
const STRAIGHT_M = 170;
const BEND_STEPS = 24;
/** How far a station may be moved to lie under a main road, and the room round a pit that its machines need, metres. Ours. */
const SNAP_M = 450;
const CLEAR_M = 8;
/** The site round it that is fenced off. */
const STATION_SITE_M = { long: 300, wide: 70 };
const SECTION_SITE_HALF_M = 45;
/** Side of a shaft, metres, and where along a section it may stand: as near to halfway as there is room. */
const SHAFT_M = 26;
const SHAFT_SHARES = [0.52, 0.5, 0.54, 0.48, 0.56, 0.46, 0.58, 0.44, 0.6, 0.4];
/** Half the distance between the axes of a line's two tunnels. */
const TUNNEL_ASIDE_M = 7;
/** Sections longer than this have a shaft halfway for air and rescue. Ours. */
const SHAFT_FROM_M = 1250;
/** Width of the concrete rings; as usual for these diameters. */
const RING_M = 1.5;
/** The day whose midnight the plans count from. Ours. */
const WORKS_DATE = '2026-09-18';

export interface Drive {
  readonly shield: ShieldDrive;
  readonly path: Path;
  /** Chainage of the face along its own path on {@link WORKS_DATE}. */
  readonly faceM: number;
  /** How far left of the line's middle; negative is right. */
  readonly asideM: number;
}

export interface Section {
  readonly kind: 'section';
  readonly plan: LinePlan;
  readonly area: WorkArea;
  readonly karst: boolean;
  /** The line's middle, from the end of one station to the beginning of the next. */
  readonly path: Path;
  readonly drives: readonly Drive[];
  readonly pits: readonly Pit[];
}

export interface StationSite {
  readonly kind: 'station';
  readonly plan: LinePlan;
  readonly area: WorkArea;
  readonly karst: boolean;
  readonly centre: Metres;
  readonly direction: Metres;
  readonly pit: Pit;
}

export interface Metro {
  readonly lines: readonly MetroLine[];
  readonly stations: readonly MetroStation[];
  readonly sites: readonly (Section | StationSite)[];
}

/** Where there is room to dig. */
export interface Room {
  /** Near a drawn stop, for a rectangle along the line's direction. */
  siteNear(stop: Metres, direction: Metres, withinM: number, lengthM: number, widthM: number): Site;
  housesOn(site: Site, lengthM: number, widthM: number): number;
}

/** Platforms are straight, so the line is too, a little beyond both ends of a station; between stations it bends as a cubic Hermite curve. */
function alignment(stops: readonly Site[]): Metres[] {
  const points: Metres[] = [];
  stops.forEach(({ at, direction }, index) => {
    points.push(shifted(at, direction, -STRAIGHT_M, 0), at);
    const next = stops[index + 1];
    const a = shifted(at, direction, STRAIGHT_M, 0);
    if (!next) {
      points.push(a);
      return;
    }
    const b = shifted(next.at, next.direction, -STRAIGHT_M, 0);
    const pull = betweenM(a, b);
    for (let step = 0; step < BEND_STEPS; step++) {
      const t = step / BEND_STEPS;
      const axis = (i: 0 | 1) =>
        (1 + 2 * t) * (1 - t) ** 2 * a[i] +
        t * (1 - t) ** 2 * pull * direction[i] +
        t ** 2 * (3 - 2 * t) * b[i] +
        t ** 2 * (t - 1) * pull * next.direction[i];
      points.push([axis(0), axis(1)]);
    }
  });
  return points;
}

/** The line's two drives: the left one leads, as the crews are never abreast. The first section of line 3 stands where the demonstration day finds it. */
function drivesOf(plan: LinePlan, area: WorkArea, path: Path, random: Random, first: boolean): Drive[] {
  const sides = [
    { slug: 'left', zh: '左线', en: 'left', asideM: TUNNEL_ASIDE_M },
    { slug: 'right', zh: '右线', en: 'right', asideM: -TUNNEL_ASIDE_M },
  ];
  const led = first ? 0 : 0.15 + 0.55 * random();
  return sides.map(({ slug, zh, en, asideM }, index) => {
    const axis = stretch(path, 0, path.lengthM, asideM, 50);
    const own = pathOf(axis);
    const rings = Math.floor(own.lengthM / RING_M);
    const ring = first
      ? [482, 391][index]!
      : Math.max(40, Math.round(rings * led) - index * Math.round(60 + 60 * random()));
    return {
      shield: {
        id: `shield-${area.id.slice('work-'.length)}-${slug}`,
        name: { zh: `${area.name.zh}${zh}盾构`, en: `${area.name.en} ${en} shield` },
        workAreaId: area.id,
        axis: lineOf(axis),
        depthM: plan.depthM,
        diameterM: plan.diameterM,
        ringM: RING_M,
        ringsPerDay: first ? 8 : Math.round(5 + 5 * random()),
        ring,
        atDate: WORKS_DATE,
      },
      path: own,
      faceM: ring * RING_M,
      asideM,
    };
  });
}

/** Excavated depth is what the diggers have reached by {@link WORKS_DATE}. */
function pitOf(
  id: string,
  zh: string,
  en: string,
  workAreaId: string,
  corners: Metres[],
  depthM: number,
  dug: number,
): Pit {
  return {
    id,
    name: { zh, en },
    workAreaId,
    rings: [outerRing(corners)],
    depthM,
    excavatedM: Math.round(depthM * dug * 10) / 10,
  };
}

class LineBuilder {
  readonly #plan: LinePlan;
  readonly #random: Random;
  readonly #path: Path;
  readonly #stopsM: readonly number[];
  readonly #areas: { count: number };
  readonly #room: Room;

  constructor(plan: LinePlan, room: Room, random: Random, areas: { count: number }) {
    this.#plan = plan;
    this.#random = random;
    this.#areas = areas;
    this.#room = room;
    const drawn = plan.stops.map(([, , , east, north]) => km([east, north]));
    const stops = drawn.map((at, index) => {
      const [a, b] = [drawn[Math.max(0, index - 1)]!, drawn[Math.min(drawn.length - 1, index + 1)]!];
      const length = betweenM(a, b);
      const direction: Metres = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
      return room.siteNear(at, direction, SNAP_M, STATION_M.long, STATION_M.wide + CLEAR_M);
    });
    this.#path = pathOf(alignment(stops));
    this.#stopsM = stops.map(({ at }) => project(this.#path, at).chainage);
  }

  line(): MetroLine {
    const { id, name, colour, depthM } = this.#plan;
    return { id, name, colour, state: 'construction', line: lineOf(this.#path.points), depthM };
  }

  stations(): MetroStation[] {
    return this.#plan.stops.map(([slug, zh, en], index) => ({
      id: `station-${this.#plan.code}-${slug}`,
      name: { zh: `${zh}站`, en: `${en} station` },
      lineId: this.#plan.id,
      position: lonLatOf(along(this.#path, this.#stopsM[index]!).at),
      depthM: this.#plan.depthM,
      state: 'construction',
    }));
  }

  sites(): (Section | StationSite)[] {
    // Marble does not end at a section's end: the stations on both sides stand in it too.
    const marble = this.#plan.works.flatMap((work) =>
      'from' in work && work.karst ? [this.#stop(work.from), this.#stop(work.from) + 1] : [],
    );
    return this.#plan.works.map((work) =>
      'at' in work
        ? this.#station(this.#stop(work.at), marble.includes(this.#stop(work.at)))
        : this.#section(this.#stop(work.from), work.karst ?? false),
    );
  }

  #stop(slug: string): number {
    return this.#plan.stops.findIndex(([other]) => other === slug);
  }

  #area(slug: string, section: { zh: string; en: string }, corners: Metres[], label: Metres): WorkArea {
    const number = this.#areas.count++;
    return {
      id: `work-${this.#plan.code}-${slug}`,
      name: { zh: `${this.#plan.name.zh}${section.zh}`, en: `${this.#plan.name.en} ${section.en}` },
      lineId: this.#plan.id,
      section,
      contractor: CONTRACTORS[number % CONTRACTORS.length]!,
      supervisor: SUPERVISORS[number % SUPERVISORS.length]!,
      owner: OWNER,
      rings: [outerRing(corners)],
      label: lonLatOf(label),
    };
  }

  #station(index: number, karst: boolean): StationSite {
    const [slug, zh, en] = this.#plan.stops[index]!;
    const { at: centre, direction } = along(this.#path, this.#stopsM[index]!);
    const site = rectangle(centre, direction, STATION_SITE_M.long, STATION_SITE_M.wide);
    const area = this.#area(slug, { zh: `${zh}站`, en: `${en} station` }, site, centre);
    const corners = rectangle(centre, direction, STATION_M.long, STATION_M.wide);
    const pit = pitOf(
      `pit-${this.#plan.code}-${slug}`,
      `${area.name.zh}基坑`,
      `${area.name.en} pit`,
      area.id,
      corners,
      // The base slab lies some 3 m under the axis of the tunnels.
      this.#plan.depthM + 3,
      0.45 + 0.5 * this.#random(),
    );
    return { kind: 'station', plan: this.#plan, area, karst, centre, direction, pit };
  }

  #section(index: number, karst: boolean): Section {
    const [a, b] = [this.#plan.stops[index]!, this.#plan.stops[index + 1]!];
    const [from, to] = [this.#stopsM[index]! + STATION_M.long / 2, this.#stopsM[index + 1]! - STATION_M.long / 2];
    const path = pathOf(stretch(this.#path, from, to, 0, 25));
    const corridor = [
      ...stretch(path, 0, path.lengthM, -SECTION_SITE_HALF_M, 60),
      ...stretch(path, 0, path.lengthM, SECTION_SITE_HALF_M, 60).reverse(),
    ];
    const section = { zh: `${a[1]}站—${b[1]}站区间`, en: `${a[2]}–${b[2]} section` };
    const area = this.#area(`${a[0]}-${b[0]}`, section, corridor, along(path, path.lengthM / 2).at);
    const first = this.#plan.code === '3' && index === this.#stop('shiqiao');
    return {
      kind: 'section',
      plan: this.#plan,
      area,
      karst,
      path,
      drives: drivesOf(this.#plan, area, path, this.#random, first),
      pits: path.lengthM > SHAFT_FROM_M ? [this.#shaft(area, path)] : [],
    };
  }

  #shaft(area: WorkArea, path: Path): Pit {
    const sites = SHAFT_SHARES.map((share) => along(path, path.lengthM * share));
    const free = sites.find((site) => this.#room.housesOn(site, SHAFT_M + CLEAR_M, SHAFT_M + CLEAR_M) === 0);
    const { at, direction } = free ?? sites[0]!;
    return pitOf(
      `shaft-${area.id.slice('work-'.length)}`,
      `${area.name.zh}中间风井`,
      `${area.name.en} shaft`,
      area.id,
      rectangle(at, direction, SHAFT_M, SHAFT_M - 2),
      this.#plan.depthM + 4,
      0.6 + 0.4 * this.#random(),
    );
  }
}

export function buildMetro(random: Random, room: Room): Metro {
  const areas = { count: 0 };
  const builders = LINE_PLANS.map((plan) => new LineBuilder(plan, room, random, areas));
  return {
    lines: builders.map((builder) => builder.line()),
    stations: builders.flatMap((builder) => builder.stations()),
    sites: builders.flatMap((builder) => builder.sites()),
  };
}
