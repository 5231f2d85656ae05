import type { CityModel } from '../../../geodata/city/city-model.ts';
import type { Family } from '../../../geodata/model/family.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { THING_KINDS } from '../../../geodata/model/thing-kinds.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { STEP_MS, type World } from '../world/world.ts';
import type { Channel } from './channels.ts';

/** Instruments that fail together, for one reason. */
export interface Outage {
  readonly id: string;
  readonly fromH: number;
  readonly toH: number;
  /** They say nothing; say the same for ever; or jump between what they see and what would be an alarm. */
  readonly kind: 'silent' | 'stuck' | 'chatter';
  /** Ids of sensors and monitoring points. */
  readonly things: readonly string[];
  readonly cause: string;
  readonly description: Bilingual;
}

export interface FaultScript {
  readonly outages?: readonly Outage[];
}

/** Nobody can call a reading missing before three expected intervals have passed: from there on a thing's status is stale (`thing-kinds.ts`). */
const MISSING_INTERVALS = 3;
/** Nor call it stuck before it has stood still for two hours: a logger that hangs for one harms nobody. Ours. */
const STUCK_H = 2;
/** So many instruments at once are a failure of something bigger. Ours. */
const MANY = 20;
const HOUR_MS = 3_600_000;

interface Failing {
  readonly outage: Outage;
  readonly channels: readonly Channel[];
  state: 'before' | 'during' | 'after';
}

/** Switches channels off and on again, and writes down those that are missed. */
export class Faults {
  readonly #failing: readonly Failing[];
  readonly #places: ReadonlyMap<string, LonLat>;

  constructor({ outages = [] }: FaultScript, channels: readonly Channel[], city: CityModel) {
    this.#failing = outages.map((outage) => {
      const things = new Set(outage.things);
      return { outage, channels: channels.filter(({ thing }) => things.has(thing)), state: 'before' };
    });
    this.#places = new Map([...city.sensors, ...city.monitoringPoints].map(({ id, position }) => [id, position]));
  }

  step(world: World): void {
    const hour = (world.now - STEP_MS - world.start) / HOUR_MS;
    for (const failing of this.#failing) {
      if (failing.state === 'before' && hour >= failing.outage.fromH) begin(failing, world);
      if (failing.state === 'during' && hour >= failing.outage.toH) this.#end(failing, world);
      if (failing.state === 'during') this.#tell(failing, hour, world);
    }
  }

  #end(failing: Failing, world: World): void {
    failing.state = 'after';
    for (const channel of failing.channels) {
      channel.fault = undefined;
      channel.held = undefined;
    }
    for (const family of familiesOf(failing.channels)) world.truth.close(idOf(failing.outage, family), world.now);
  }

  /** One condition per family: nobody wants to hear of each of a hundred instruments that one cable took. */
  #tell({ outage, channels }: Failing, hour: number, world: World): void {
    if (outage.kind === 'chatter') return;
    for (const family of familiesOf(channels)) {
      const own = channels.filter((channel) => familyOf(channel) === family);
      const soonestMs = Math.min(...own.map(({ intervalMs }) => intervalMs)) * MISSING_INTERVALS;
      const shownAfterH = outage.kind === 'silent' ? soonestMs / HOUR_MS : STUCK_H;
      if (hour - outage.fromH < shownAfterH) continue;
      const [first, ...rest] = [...new Set(own.map(({ thing }) => thing))];
      if (!first) continue;
      const from = world.start + Math.round(outage.fromH * HOUR_MS);
      world.truth.open({
        id: idOf(outage, family),
        family,
        kind: outage.kind === 'silent' ? 'missing' : 'stuck',
        grade: rest.length >= MANY ? 3 : 4,
        things: [first, ...rest],
        position: this.#places.get(first) ?? world.city.centre,
        from: eventTime(from),
        visibleFrom: eventTime(from + Math.round(shownAfterH * HOUR_MS)),
        cause: outage.cause,
        description: outage.description,
      });
    }
  }
}

const idOf = ({ id }: Outage, family: Family): string => `outage-${id}-${family}`;
const familyOf = ({ kind }: Channel): Family => THING_KINDS[kind].family;
const familiesOf = (channels: readonly Channel[]): readonly Family[] => [...new Set(channels.map(familyOf))];

function begin(failing: Failing, world: World): void {
  failing.state = 'during';
  for (const channel of failing.channels) {
    channel.fault = failing.outage.kind;
    if (failing.outage.kind === 'stuck') channel.held = channel.probe(world);
    if (failing.outage.kind === 'chatter') channel.held = alarming(channel);
  }
}

/** What a loose contact makes of a reading: most of the way to full scale, within what the kind allows. */
function alarming({ kind, most, high }: Channel): number {
  const full: Partial<Record<Channel['kind'], number>> = {
    water_level: 3.5,
    gas: 80,
    smoke: 20,
    anemometer: 60,
    crowd: 30_000,
  };
  return Math.min(most, full[kind] ?? (Number.isFinite(high) ? high * 2 : most));
}
