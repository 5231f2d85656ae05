import type { ThingKindName } from '../../geodata/model/thing-kinds.ts';
import type { Quality } from '../../ingestion/observation.ts';
import type { Slot } from './slot.ts';

const QUALITIES: readonly Quality[] = ['good', 'suspect', 'bad'];

interface KindRoutes {
  readonly byDatastream: ReadonlyMap<string, readonly Slot[]>;
  /** For the datastreams that no detector names. */
  readonly others: readonly Slot[];
}

/** Which detectors want a message, worked out once per (quality, kind of thing, datastream). */
export class Routes {
  readonly #slots: readonly Slot[];
  readonly #positions = new Map<string, readonly Slot[]>();
  readonly #observations = new Map<string, KindRoutes>();

  constructor(slots: readonly Slot[]) {
    this.#slots = slots;
  }

  forPosition(kind: ThingKindName | undefined, quality: Quality): readonly Slot[] {
    const name = quality === 'good' ? (kind ?? '') : `${quality} ${kind ?? ''}`;
    let slots = this.#positions.get(name);
    if (slots === undefined) {
      slots = this.#wanting('position', kind, quality);
      this.#positions.set(name, slots);
    }
    return slots;
  }

  forObservation(kind: ThingKindName | undefined, datastream: string, quality: Quality): readonly Slot[] {
    const name = quality === 'good' ? (kind ?? '') : `${quality} ${kind ?? ''}`;
    let routes = this.#observations.get(name);
    if (routes === undefined) {
      routes = byDatastream(this.#wanting('observation', kind, quality));
      this.#observations.set(name, routes);
    }
    return routes.byDatastream.get(datastream) ?? routes.others;
  }

  #wanting(messages: 'position' | 'observation', kind: ThingKindName | undefined, quality: Quality): Slot[] {
    return this.#slots.filter(({ descriptor: { inputs } }) => {
      if (inputs.messages !== messages) return false;
      if (inputs.thingKinds !== undefined && (kind === undefined || !inputs.thingKinds.includes(kind))) return false;
      return QUALITIES.indexOf(quality) <= QUALITIES.indexOf(inputs.worstQuality ?? 'good');
    });
  }
}

function byDatastream(slots: readonly Slot[]): KindRoutes {
  const wants = (slot: Slot, datastream: string | undefined): boolean => {
    const wanted = slot.descriptor.inputs.datastreams;
    return wanted === undefined || (datastream !== undefined && wanted.includes(datastream));
  };
  const names = new Set(slots.flatMap((slot) => slot.descriptor.inputs.datastreams ?? []));
  return {
    byDatastream: new Map([...names].map((name) => [name, slots.filter((slot) => wants(slot, name))])),
    others: slots.filter((slot) => wants(slot, undefined)),
  };
}
