import type { Beach } from '../../../geodata/city/city-model.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Warning } from '../../../ingestion/observation.ts';
import { beachGround, type InSight, inSight } from '../eyes/beach-view.ts';
import type { BeachState, Setting, World } from '../world/world.ts';
import * as limits from './officer-limits.ts';

type Kind = 'crowding' | 'closed_water' | 'night_presence' | 'stranding' | 'tent' | 'fire';

interface Spell {
  readonly id: string;
  readonly since: EventTime;
  lastAt: EventTime;
  open: boolean;
}

const MINUTE_MS = 60_000;

/** Somebody who counts everybody on one beach and writes down what an officer would want to know. */
export class BeachWatch {
  readonly #beach: Beach;
  readonly #things: readonly [ThingId, ...ThingId[]];
  readonly #at: LonLat;
  readonly #spells = new Map<Kind, Spell>();
  readonly #inSight: (state: BeachState, now: number) => InSight;
  #count = 0;
  #warnedSince: EventTime | undefined;

  constructor(beach: Beach, { city: { cameras, sensors }, seed }: Setting) {
    this.#beach = beach;
    const towers = cameras.filter(({ watches }) => watches === beach.id);
    const watching = [...towers, ...sensors.filter(({ watches }) => watches === beach.id)].map(({ id }) => thingId(id));
    this.#inSight = inSight(towers, beachGround(beach, seed));
    this.#things = [watching[0] ?? thingId(beach.id), ...watching.slice(1)];
    this.#at = beach.waterLine[Math.floor(beach.waterLine.length / 2)]!;
  }

  /** @param closedAt when its managers closed it, if they did. */
  look(world: World, state: BeachState, closedAt: EventTime | undefined): void {
    const { now, hour, weather } = world;
    const warning = worstWarning(weather.warnings);
    this.#warnedSince = warning ? (this.#warnedSince ?? now) : undefined;
    const dangerSince = earliest(this.#warnedSince, closedAt);
    const people = state.sand + state.water + state.closedWater;
    const seen = this.#inSight(state, now);
    const night = hour >= limits.NIGHT_HOURS[0] || hour < limits.NIGHT_HOURS[1];
    this.#crowding(world, state);
    this.#closedWater(world, state, dangerSince !== undefined, seen.closedWater);
    if (this.#beach.managed && night && people >= limits.AFTER_HOURS_PEOPLE)
      this.#hold(world, 'night_presence', state.water + state.closedWater > 0 ? 3 : 4, {
        zh: `${this.#beach.name.zh}夜间有 ${people} 人`,
        en: `${people} people on ${this.#beach.name.en} at night`,
      });
    if (!this.#beach.managed && state.tents > 0)
      this.#hold(
        world,
        'tent',
        state.tents >= limits.MANY_TENTS || warning ? 3 : 4,
        {
          zh: `${this.#beach.name.zh}有 ${state.tents} 顶帐篷`,
          en: `${state.tents} tents on ${this.#beach.name.en}`,
        },
        { isInSight: seen.tents },
      );
    if (state.fires > 0)
      this.#hold(
        world,
        'fire',
        state.fires >= limits.MANY_FIRES || weather.windMps >= limits.FIRE_WIND_MPS ? 2 : 3,
        {
          zh: `${this.#beach.name.zh}有明火 ${state.fires} 处`,
          en: `${state.fires} open fires on ${this.#beach.name.en}`,
        },
        { isInSight: seen.fires },
      );
    if (dangerSince !== undefined && now - dangerSince >= limits.TIME_TO_LEAVE_MS)
      this.#stranding(world, people, warning?.grade ?? CLOSING_GRADE, stormOf(weather.warnings, warning));
    const inHarm = warning ? people : this.#inDanger(world, state);
    if (inHarm > 0) world.truth.expose(inHarm, 'beach');
    this.#sweep(world);
  }

  /** Managers close water that is dangerous; a wild strand's is all closed, and dangerous in a sea. */
  #inDanger({ sea }: World, { closedWater }: BeachState): number {
    if (closedWater === 0 || this.#beach.managed) return closedWater;
    return sea.waveHeightM(this.#at) >= limits.ROUGH_M ? closedWater : 0;
  }

  #crowding(world: World, { sand }: BeachState): void {
    const share = sand / this.#beach.capacity;
    const reached = limits.CROWDING.findIndex((least) => share >= least);
    // One afternoon's crowd that flutters about the limit is one condition.
    const lingers = this.#spells.get('crowding')?.open && share >= limits.STILL_CROWDED;
    if (reached === -1 && !lingers) return;
    this.#hold(world, 'crowding', (reached === -1 ? 4 : reached + 1) as Grade, {
      zh: `${this.#beach.name.zh}沙滩 ${sand} 人，承载量 ${this.#beach.capacity} 人`,
      en: `${sand} people on the sand of ${this.#beach.name.en}, which holds ${this.#beach.capacity}`,
    });
  }

  #closedWater(world: World, { closedWater }: BeachState, inDanger: boolean, isInSight: boolean): void {
    if (closedWater === 0) return;
    const grade = inDanger || closedWater >= limits.MANY_IN_CLOSED_WATER ? 2 : this.#beach.managed ? 3 : 4;
    this.#hold(
      world,
      'closed_water',
      grade,
      {
        zh: `${this.#beach.name.zh}禁泳水域有 ${closedWater} 人`,
        en: `${closedWater} people in the closed water of ${this.#beach.name.en}`,
      },
      { isInSight },
    );
  }

  #stranding(world: World, people: number, warned: Grade, cause: string | undefined): void {
    const isOpen = this.#spells.get('stranding')?.open;
    if (people < (isOpen ? 1 : limits.STRANDED_PEOPLE)) return;
    const steps = limits.STRANDED_MANY.filter((least) => people >= least).length;
    const grade = Math.min(4, Math.max(1, warned + 2 - steps)) as Grade;
    this.#hold(
      world,
      'stranding',
      grade,
      {
        zh: `${this.#beach.name.zh}预警或关滩后仍有 ${people} 人滞留`,
        en: `${people} people still on ${this.#beach.name.en} under a warning or after it was closed`,
      },
      { ...(cause !== undefined && { cause }) },
    );
  }

  /** @param isInSight whether any tower overlooks it: nobody can be asked to notice what nothing looks at. */
  #hold(
    world: World,
    kind: Kind,
    grade: Grade,
    description: Bilingual,
    { cause = `${this.#beach.id}/${kind}`, isInSight = true }: { cause?: string; isInSight?: boolean } = {},
  ): void {
    const { now, truth } = world;
    let spell = this.#spells.get(kind);
    if (!spell) {
      spell = { id: `${kind}/${this.#beach.id}/${++this.#count}`, since: now, lastAt: now, open: false };
      this.#spells.set(kind, spell);
    }
    spell.lastAt = now;
    if (!spell.open && (now - spell.since < limits.LASTS_MS[kind] || !isInSight)) return;
    spell.open = true;
    truth.open(
      {
        id: spell.id,
        family: 'beach',
        kind,
        grade,
        things: this.#things,
        position: this.#at,
        place: this.#beach.id,
        from: spell.since,
        // It is one only once it has lasted, and was before a camera.
        visibleFrom: now,
        cause,
        description,
      },
      kind === 'fire' ? 0.4 : kind === 'tent' || kind === 'crowding' ? 0.15 : 0,
    );
  }

  #sweep({ now, truth }: World): void {
    for (const [kind, spell] of this.#spells) {
      if (now - spell.lastAt <= limits.GAP_MS) continue;
      if (spell.open) truth.close(spell.id, eventTime(spell.lastAt + MINUTE_MS));
      this.#spells.delete(kind);
    }
  }
}

/** As the managers' notice has it. */
const CLOSING_GRADE: Grade = 3;

/** Which weather's strandings they are: all under one storm have one cause, whoever cleared the beach first. */
function stormOf(warnings: readonly Warning[], worst: { readonly event: string } | undefined): string | undefined {
  if (warnings.some(({ event }) => event === '台风')) return 'typhoon';
  return worst && STORMS[worst.event];
}

const STORMS: Readonly<Record<string, string>> = {
  暴雨: 'rainstorm',
  雷电: 'thunderstorm',
  大风: 'gale',
  海浪: 'surf',
  风暴潮: 'storm-surge',
};

const earliest = (a: EventTime | undefined, b: EventTime | undefined): EventTime | undefined =>
  a === undefined ? b : b === undefined ? a : a < b ? a : b;

/** The worst of those under which nobody should be on a beach. */
function worstWarning(warnings: readonly Warning[]): { readonly event: string; readonly grade: Grade } | undefined {
  let worst: { readonly event: string; readonly grade: Grade } | undefined;
  for (const { event, grade } of warnings) {
    const least = limits.CLEARS_BEACH[event];
    if (grade === undefined || least === undefined || grade > least) continue;
    if (!worst || grade < worst.grade) worst = { event, grade };
  }
  return worst;
}
