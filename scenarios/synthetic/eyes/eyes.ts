import type { CityCamera, CityModel } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { DetectedGroup, Detection, Message } from '../../../ingestion/observation.ts';
import type { Enterprises } from '../enterprises/enterprises.ts';
import type { FaultScript } from '../instruments/faults.ts';
import { sunAltitudeDeg } from '../sea/sun.ts';
import { type Process, type Setting, STEP_MS, type Utterance, type World } from '../world/world.ts';
import { type BeachGround, beachGround, beachView } from './beach-view.ts';
import { Blindness } from './blindness.ts';
import { fireView } from './fire-view.ts';
import { harbourView } from './harbour-view.ts';
import { type Clarity, detect, type InView } from './optics.ts';
import { enterpriseView, slopeView, workAreaView } from './site-view.ts';
import { gatheringView, lowPointView, roadView } from './street-view.ts';

/** What a kind of place means to a camera over it. All ours. */
interface Sight {
  readonly look: (world: World) => readonly InView[];
  /** What is left at night of how well it sees by day: lamps help near ones. */
  readonly nightClarity: number;
  /** How far it looks, m: haze dims it. */
  readonly reachM: number;
  /** What it takes shadows for. */
  readonly falseClass: string;
}

/** One camera with its analysis. */
interface Eye extends Sight {
  readonly camera: CityCamera;
  readonly thing: ThingId;
  readonly seed: number;
  /** Second of the minute in which its count is told. */
  readonly second: number;
  readonly fires: (world: World) => readonly InView[];
}

/** Frames that never arrive. Ours. */
const LOST_SHARE = 0.004;
const SECONDS = STEP_MS / 1000;
/** It is dark to a camera once the sun is so low, degrees; between civil dusk (−6°) and sunset. Ours. */
const DARK_DEG = -4;
/** Rain in front of a lens takes a third of what it sees at this rate, mm/h. Ours. */
const RAIN_MM_PER_H = 50;

export interface Seeing {
  /** Ordinary pictures are told so many times more seldom. Default 1. */
  readonly thin?: number;
  /** Whom cameras in workshops see; absent: nobody. */
  readonly enterprises?: Enterprises;
}

class Eyes implements Process<undefined> {
  readonly id = 'eyes';
  readonly slice = undefined;
  readonly #eyes: readonly Eye[];
  readonly #blindness: Blindness;
  readonly #thin: number;
  #isDark = false;

  constructor(script: FaultScript, setting: Setting, { thin = 1, enterprises }: Seeing) {
    this.#eyes = openEyes(setting.city, setting.seed, enterprises);
    this.#blindness = new Blindness(script, setting.city);
    this.#thin = thin;
  }

  step(world: World): void {
    this.#isDark = sunAltitudeDeg(world.now, world.city.centre) < DARK_DEG;
    this.#blindness.step(world, (camera) => {
      const eye = this.#eyes.find(({ camera: { id } }) => id === camera);
      return eye ? this.#told(eye, world, inView(eye, world)) : [];
    });
  }

  utter(world: World): readonly Utterance[] {
    const begin = world.now - STEP_MS;
    const utterances: Utterance[] = [];
    let messages: Message[] = [];
    let second = -1;
    for (const eye of this.#eyes) {
      const groups = this.#seen(eye, world);
      if (!groups) continue;
      if (eye.second !== second) {
        second = eye.second;
        messages = [];
        utterances.push({ time: eventTime(begin + second * 1000), messages });
      }
      const time = eventTime(begin + second * 1000);
      const detection: Detection = { kind: 'detection', thing: eye.thing, time, groups, quality: 'good' };
      messages.push(detection);
    }
    return utterances;
  }

  /** What it tells in this step; `undefined` when it says nothing. */
  #seen(eye: Eye, world: World): readonly DetectedGroup[] | undefined {
    const minute = minuteOf(world);
    if (hashNoise(eye.seed, minute) < LOST_SHARE) return undefined;
    const blind = this.#blindness.of(eye.camera.id);
    if (blind) return blind === 'silent' ? undefined : blind;
    const views = inView(eye, world);
    if (this.#thin > 1 && minute % this.#thin !== eye.seed % this.#thin && isOrdinary(views, world)) return undefined;
    return this.#told(eye, world, views);
  }

  #told(eye: Eye, world: World, views: readonly InView[]): readonly DetectedGroup[] {
    return detect(views, clarity(eye, this.#isDark, world), eye.falseClass, eye.seed, minuteOf(world));
  }
}

/** Everything before a camera. */
function inView(eye: Eye, world: World): readonly InView[] {
  const fires = eye.fires(world);
  const looked = eye.look(world);
  return fires.length === 0 ? looked : [...looked, ...fires];
}

const minuteOf = ({ now, start }: World): number => Math.round((now - STEP_MS - start) / STEP_MS);

const VEHICLES: ReadonlySet<string> = new Set(['car', 'truck', 'vessel']);

/** Nothing that anybody would look at twice. */
const isOrdinary = (views: readonly InView[], { weather }: World): boolean =>
  weather.warnings.length === 0 &&
  views.every((view) => (view.class === 'person' && !view.zone?.endsWith('-closed')) || VEHICLES.has(view.class));

function clarity({ camera, nightClarity, reachM }: Eye, isDark: boolean, { weather }: World): Clarity {
  const light = isDark ? nightClarity : 1;
  const rain = Math.exp(-(weather.rainMmPerH(camera.position) * 0.4) / RAIN_MM_PER_H);
  // Contrast falls to 2 % at the visibility (Koschmieder 1924); half of it is enough for a detector.
  const haze = Math.min(1, Math.exp((-3.912 * reachM * 0.5) / Math.max(50, weather.visibilityM)) * 1.3);
  return light * rain * haze;
}

/** All cameras that watch something, in the order in which they tell. */
function openEyes(city: CityModel, seed: number, enterprises: Enterprises | undefined): Eye[] {
  const sightOf = sights(city, seed, enterprises);
  const eyes = city.cameras.flatMap((camera): Eye[] => {
    const sight = sightOf(camera);
    if (!sight) return [];
    const own = nameSeed(seed, camera.id);
    const second = Math.floor(hashNoise(own, 9_999_999) * SECONDS);
    return [{ ...sight, camera, thing: thingId(camera.id), seed: own, second, fires: fireView(camera) }];
  });
  return eyes.sort((a, b) => a.second - b.second);
}

function sights(
  city: CityModel,
  seed: number,
  enterprises: Enterprises | undefined,
): (camera: CityCamera) => Sight | undefined {
  const beaches = new Map<string, BeachGround>(city.beaches.map((beach) => [beach.id, beachGround(beach, seed)]));
  const zones = new Map(city.seaZones.map((zone) => [zone.id, zone]));
  const places = new Map(city.gatheringPlaces.map((place) => [place.id, place]));
  const lowPoints = new Map(city.lowPoints.map((point) => [point.id, point]));
  const edges = new Map(city.roads.edges.map((edge) => [edge.id, edge]));
  const sites = sitesOf(city, enterprises);
  return (camera) => {
    const watched = camera.watches ?? '';
    const [beach, zone, place] = [beaches.get(watched), zones.get(watched), places.get(watched)];
    const [lowPoint, edge] = [lowPoints.get(watched), edges.get(watched)];
    if (beach) return { look: beachView(camera, beach), nightClarity: 0.6, reachM: 250, falseClass: 'person' };
    if (zone) return { look: harbourView(camera, zone), nightClarity: 0.75, reachM: 2500, falseClass: 'vessel' };
    if (place) return { look: gatheringView(camera, place), nightClarity: 0.88, reachM: 120, falseClass: 'person' };
    if (lowPoint) return { look: lowPointView(lowPoint, city), nightClarity: 0.85, reachM: 100, falseClass: 'car' };
    if (edge) return { look: roadView(edge), nightClarity: 0.85, reachM: 100, falseClass: 'car' };
    return siteSight(camera, sites, seed);
  };
}

interface Sites {
  readonly workAreas: ReadonlySet<string>;
  readonly slopes: ReadonlySet<string>;
  readonly enterprises: ReadonlySet<string>;
  readonly people: Enterprises['people'];
}

const sitesOf = (city: CityModel, enterprises: Enterprises | undefined): Sites => ({
  workAreas: new Set(city.workAreas.map(({ id }) => id)),
  slopes: new Set(city.slopes.map(({ id }) => id)),
  enterprises: new Set(city.enterprises.map(({ id }) => id)),
  people: (id, world) => enterprises?.people(id, world) ?? 0,
});

/** Over sites, slopes and workshops; `undefined` where it watches none of them. */
function siteSight(camera: CityCamera, sites: Sites, seed: number): Sight | undefined {
  const watched = camera.watches ?? '';
  const common = { reachM: 100, falseClass: 'person' };
  if (sites.workAreas.has(watched)) return { ...common, look: workAreaView(camera, seed), nightClarity: 0.8 };
  if (sites.slopes.has(watched)) return { ...common, look: slopeView(camera, seed), nightClarity: 0.5 };
  if (!sites.enterprises.has(watched)) return undefined;
  return { ...common, look: enterpriseView(watched, sites.people), nightClarity: 0.95 };
}

/** The city's cameras: once a minute each tells what its analysis makes of what is there. */
export const createEyes = (
  script: FaultScript | undefined,
  setting: Setting,
  seeing: Seeing = {},
): Process<undefined> => new Eyes(script ?? {}, setting, seeing);
