import type { CityCamera, CityModel } from '../../../geodata/city/city-model.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { DetectedGroup } from '../../../ingestion/observation.ts';
import type { FaultScript, Outage } from '../instruments/faults.ts';
import { STEP_MS, type World } from '../world/world.ts';

/** A camera is missed from ten of its minutes on, as `status` offline is (`thing-kinds.ts`). */
const MISSED_AFTER_MS = 10 * STEP_MS;
const HOUR_MS = 3_600_000;

type Blind = 'silent' | readonly DetectedGroup[];

/** Which cameras say nothing, or the same for ever, and the truth about those that are missed. */
export class Blindness {
  readonly #outages: readonly { readonly outage: Outage; readonly cameras: readonly CityCamera[] }[];
  readonly #blind = new Map<string, Blind>();
  readonly #begun = new Set<string>();

  constructor({ outages = [] }: FaultScript, { cameras }: CityModel) {
    this.#outages = outages
      .map((outage) => ({ outage, cameras: cameras.filter(({ id }) => outage.things.includes(id)) }))
      .filter((each) => each.cameras.length > 0);
  }

  of(cameraId: string): Blind | undefined {
    return this.#blind.get(cameraId);
  }

  /** @param picture what a camera tells now, which is what it goes on telling when it is stuck. */
  step(world: World, picture: (cameraId: string) => readonly DetectedGroup[]): void {
    const begin = world.now - STEP_MS;
    for (const { outage, cameras } of this.#outages) {
      const from = eventTime(world.start + Math.round(outage.fromH * HOUR_MS));
      const over = begin >= world.start + outage.toH * HOUR_MS;
      if (begin >= from && !over && !this.#begun.has(outage.id)) {
        this.#begun.add(outage.id);
        for (const { id } of cameras) this.#blind.set(id, outage.kind === 'silent' ? 'silent' : picture(id));
      }
      if (over && this.#begun.delete(outage.id)) {
        for (const { id } of cameras) this.#blind.delete(id);
        world.truth.close(truthId(outage), world.now);
      }
      if (outage.kind !== 'silent' || !this.#begun.has(outage.id) || begin - from < MISSED_AFTER_MS) continue;
      const [first, ...rest] = cameras;
      world.truth.open({
        id: truthId(outage),
        family: 'city',
        kind: 'missing',
        grade: 4,
        things: [thingId(first!.id), ...rest.map(({ id }) => thingId(id))],
        position: first!.position,
        from,
        visibleFrom: eventTime(from + MISSED_AFTER_MS),
        cause: outage.cause,
        description: outage.description,
      });
    }
  }
}

const truthId = ({ id }: Outage): string => `missing-${id}-cameras`;
