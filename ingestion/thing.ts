import type { ThingId } from '../geodata/model/ids.ts';
import type { ThingKindName } from '../geodata/model/thing-kinds.ts';
import type { Attributes } from './observation.ts';

/** What all messages so far have told of a thing. */
export interface Thing {
  readonly id: ThingId;
  readonly kind: ThingKindName;
  /** As its own messages call it; absent until one does. */
  readonly name?: string;
  /** For things that stay in place, degrees WGS-84. */
  readonly lon?: number;
  readonly lat?: number;
  readonly department?: string;
  /** The datastreams' own expected interval, seconds, where it is not the kind's. */
  readonly intervalS?: number;
  readonly attrs: Attributes;
}
