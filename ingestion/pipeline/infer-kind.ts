import { isThingKind, THING_KINDS, type ThingKindName } from '../../geodata/model/thing-kinds.ts';
import type { Message, Observation } from '../observation.ts';

/** Datastream names that belong to exactly one kind of thing. */
const KIND_BY_DATASTREAM = uniqueDatastreams();

/**
 * What a thing probably is, from the first message that mentions it: what the message says itself, else the one kind that has
 * such a datastream, else a plain `sensor`. Something that moves and says no more is a `vessel`, because vessels are the only
 * moving things that report without being registered.
 */
export function inferKind(message: Message): ThingKindName {
  switch (message.kind) {
    case 'thing':
      return message.thingKind;
    case 'position':
      return 'vessel';
    case 'observation':
      return declaredKind(message) ?? KIND_BY_DATASTREAM.get(message.datastream) ?? 'sensor';
    case 'detection':
      return 'camera';
    case 'report':
      return 'report_channel';
    case 'warning':
      return 'warning_issuer';
  }
}

/** The kind that an observation claims for its thing in `attrs.kind`, when it is one we know. */
export function declaredKind(message: Observation): ThingKindName | undefined {
  const kind = message.attrs?.kind;
  return typeof kind === 'string' && isThingKind(kind) ? kind : undefined;
}

function uniqueDatastreams(): ReadonlyMap<string, ThingKindName> {
  const kinds = new Map<string, ThingKindName>();
  const shared = new Set<string>();
  for (const [kind, { datastreams }] of Object.entries(THING_KINDS)) {
    for (const name of Object.keys(datastreams)) {
      if (kinds.has(name)) shared.add(name);
      kinds.set(name, kind as ThingKindName);
    }
  }
  for (const name of shared) kinds.delete(name);
  return kinds;
}
