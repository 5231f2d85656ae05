import type { ThingId } from '../../geodata/model/ids.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Attributes, Message, Observation, Position, ThingDescription } from '../observation.ts';
import type { Thing } from '../thing.ts';
import { declaredKind, inferKind } from './infer-kind.ts';

/** When and where a thing was last heard of. */
export interface Sighting {
  /** Event time of its newest message of any kind. */
  readonly lastSeenAt: EventTime;
  /** Event time of the newest reading, by datastream. */
  readonly datastreams: ReadonlyMap<string, EventTime>;
  /** Its newest good position. */
  readonly position?: Position;
}

/** One thing as a store remembers it, for {@link ThingRegistry.seed}. */
export interface KnownThing {
  readonly thing: Thing;
  readonly lastSeenAt?: EventTime;
  readonly datastreams?: Iterable<readonly [datastream: string, lastSeenAt: EventTime]>;
  readonly position?: Position;
}

interface Entry {
  thing: Thing;
  /** Event time of the newest description merged: an older one only fills gaps. */
  describedAt: number;
  lastSeenAt: number;
  readonly datastreams: Map<string, EventTime>;
  position: Position | undefined;
}

const NO_ATTRIBUTES: Attributes = {};

/** All things anyone has told us of, in memory. A thing that was never described is registered by its first message. */
export class ThingRegistry {
  readonly #entries = new Map<ThingId, Entry>();
  readonly #listeners = new Set<(thing: Thing) => void>();

  get size(): number {
    return this.#entries.size;
  }

  get(id: ThingId): Thing | undefined {
    return this.#entries.get(id)?.thing;
  }

  *all(): IterableIterator<Thing> {
    for (const entry of this.#entries.values()) yield entry.thing;
  }

  sighting(id: ThingId): Sighting | undefined {
    const entry = this.#entries.get(id);
    if (!entry || entry.lastSeenAt === -Infinity) return undefined;
    const { lastSeenAt, datastreams, position } = entry;
    return { lastSeenAt: lastSeenAt as EventTime, datastreams, ...(position && { position }) };
  }

  /** Called with the new value whenever a thing appears or its kind, name, place or attributes change; never for a mere sighting. Returns the way to stop. */
  onChange(listener: (thing: Thing) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes over what a store remembers, without telling listeners. */
  seed(known: Iterable<KnownThing>): void {
    for (const { thing, lastSeenAt, datastreams, position } of known) {
      this.#entries.set(thing.id, {
        thing,
        describedAt: lastSeenAt ?? -Infinity,
        lastSeenAt: lastSeenAt ?? -Infinity,
        datastreams: new Map(datastreams),
        position,
      });
    }
  }

  /** True when {@link apply} may change what {@link get} answers, so that whoever looks things up must be told of earlier messages first. */
  mayChange(message: Message): boolean {
    if (message.kind === 'thing') return true;
    const thing = this.get(message.thing);
    if (!thing) return true;
    if (message.kind !== 'observation' || !message.attrs) return false;
    const kind = declaredKind(message);
    return kind !== undefined && kind !== thing.kind;
  }

  apply(message: Message): void {
    const entry = this.#entries.get(message.thing) ?? this.#register(message);
    if (message.time > entry.lastSeenAt) entry.lastSeenAt = message.time;
    switch (message.kind) {
      case 'observation':
        this.#observe(entry, message);
        break;
      case 'position':
        if (message.quality === 'good' && message.time >= (entry.position?.time ?? -Infinity)) entry.position = message;
        break;
      case 'thing':
        this.#describe(entry, message);
        break;
    }
  }

  #register(message: Message): Entry {
    const thing: Thing = { id: message.thing, kind: inferKind(message), attrs: NO_ATTRIBUTES };
    const entry: Entry = {
      thing,
      describedAt: -Infinity,
      lastSeenAt: -Infinity,
      datastreams: new Map(),
      position: undefined,
    };
    this.#entries.set(thing.id, entry);
    if (message.kind !== 'thing') this.#announce(thing);
    return entry;
  }

  #observe(entry: Entry, message: Observation): void {
    if (message.time > (entry.datastreams.get(message.datastream) ?? -Infinity))
      entry.datastreams.set(message.datastream, message.time);
    const kind = declaredKind(message);
    if (kind && kind !== entry.thing.kind) this.#replace(entry, { ...entry.thing, kind });
  }

  #describe(entry: Entry, message: ThingDescription): void {
    const isFirst = entry.describedAt === -Infinity;
    const newer = message.time >= entry.describedAt;
    if (newer) entry.describedAt = message.time;
    const old = entry.thing;
    const next = merge(old, message, newer);
    if (isFirst || !sameThing(old, next)) this.#replace(entry, next);
  }

  #replace(entry: Entry, thing: Thing): void {
    entry.thing = thing;
    this.#announce(thing);
  }

  #announce(thing: Thing): void {
    for (const listener of this.#listeners) listener(thing);
  }
}

/** Fields of the newer side win; fields that one side lacks come from the other. */
function merge(old: Thing, message: ThingDescription, newer: boolean): Thing {
  const told = {
    ...(message.name !== undefined && { name: message.name }),
    ...(message.lon !== undefined && message.lat !== undefined && { lon: message.lon, lat: message.lat }),
    ...(message.department !== undefined && { department: message.department }),
    ...(message.intervalS !== undefined && { intervalS: message.intervalS }),
  };
  const attrs = message.attrs ?? NO_ATTRIBUTES;
  return newer
    ? { ...old, ...told, kind: message.thingKind, attrs: { ...old.attrs, ...attrs } }
    : { ...told, ...old, attrs: { ...attrs, ...old.attrs } };
}

function sameThing(a: Thing, b: Thing): boolean {
  if (a.kind !== b.kind || a.name !== b.name || a.lon !== b.lon || a.lat !== b.lat) return false;
  if (a.department !== b.department || a.intervalS !== b.intervalS) return false;
  const keys = Object.keys(b.attrs);
  return keys.length === Object.keys(a.attrs).length && keys.every((key) => a.attrs[key] === b.attrs[key]);
}
