import type { EventTime } from '../../geodata/model/time.ts';
import type { ThingDescription } from '../../ingestion/observation.ts';
import type { ThingRegistry } from '../../ingestion/pipeline/thing-registry.ts';

/** Everything that is known of all things, told anew at `time`: what a recording that begins in the middle begins with. */
export function* describeKnown(registry: ThingRegistry, time: EventTime): Generator<ThingDescription> {
  for (const { id, kind, ...known } of registry.all())
    yield { kind: 'thing', thing: id, time, thingKind: kind, ...known };
}
