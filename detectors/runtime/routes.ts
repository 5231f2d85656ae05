import type { ThingKindName } from '../../geodata/model/thing-kinds.ts';
import type { Quality } from '../../ingestion/observation.ts';
import type { Input } from '../detector.ts';
import type { Slot } from './slot.ts';

const QUALITIES: readonly Quality[] = ['good', 'suspect', 'bad'];

/** Messages that speak of their thing as a whole, not of one datastream of it. */
type WholeKind = Exclude<Input['kind'], 'observation'>;

interface KindRoutes {
  readonly byDatastream: ReadonlyMap<string, readonly Slot[]>;
  /** For the datastreams that no detector names. */
  readonly others: readonly Slot[];
}

/** Which detectors want a message, worked out once per (kind of message, quality, kind of thing, datastream). */
export class Routes {
  readonly #slots: readonly Slot[];
  readonly #whole: Readonly<Record<WholeKind, Map<string, readonly Slot[]>>> = {
    position: new Map(),
    detection: new Map(),
    report: new Map(),
    warning: new Map(),
  };
  readonly #observations = new Map<string, KindRoutes>();

  constructor(slots: readonly Slot[]) {
    this.#slots = slots;
  }

  for(message: Input, kind: ThingKindName | undefined): readonly Slot[] {
    if (message.kind === 'observation') return this.#forObservation(kind, message.datastream, message.quality);
    const quality = 'quality' in message ? message.quality : 'good';
    const name = quality === 'good' ? (kind ?? '') : `${quality} ${kind ?? ''}`;
    const known = this.#whole[message.kind];
    let slots = known.get(name);
    if (slots === undefined) {
      slots = this.#wanting(message.kind, kind, quality);
      known.set(name, slots);
    }
    return slots;
  }

  #forObservation(kind: ThingKindName | undefined, datastream: string, quality: Quality): readonly Slot[] {
    const name = quality === 'good' ? (kind ?? '') : `${quality} ${kind ?? ''}`;
    let routes = this.#observations.get(name);
    if (routes === undefined) {
      routes = byDatastream(this.#wanting('observation', kind, quality));
      this.#observations.set(name, routes);
    }
    return routes.byDatastream.get(datastream) ?? routes.others;
  }

  #wanting(messages: Input['kind'], kind: ThingKindName | undefined, quality: Quality): Slot[] {
    return this.#slots.filter(({ descriptor: { inputs } }) => {
      if (!inputs.messages.includes(messages)) return false;
      if (messages === 'report' || messages === 'warning') return true;
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
