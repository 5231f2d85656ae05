import type { CitySensor } from '../../../geodata/city/city-model.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { firstReading } from '../instruments/reading-times.ts';
import { Spells } from '../world/spells.ts';
import type { World } from '../world/world.ts';

/** One sensor that may come to tell of one hazard. */
export interface Watched {
  readonly sensor: CitySensor;
  /** Id of the leak or the fire. */
  readonly hazard: string;
  readonly kind: 'gas_leak' | 'smoke';
  readonly cause: string;
  readonly noticed: number;
  readonly description: Bilingual;
}

/** Writes down, sensor by sensor, since when the true value where it stands is beyond its limit. Each time is a condition of its own; of hazards that overlap at a sensor, the first has it. */
export class SensorWatch {
  readonly #watched: Watched;
  readonly #spells = new Spells();

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** @param grade absent while the value is within its limit. */
  judge(world: World, grade: Grade | undefined): void {
    const { sensor, hazard, kind, cause, noticed, description } = this.#watched;
    const { id } = this.#spells.of(`${hazard}/${sensor.id}`, grade !== undefined);
    const thing = thingId(sensor.id);
    const isAnothers = world.truth.active.some(
      (each) => each.kind === kind && each.things[0] === thing && each.id !== id,
    );
    if (grade === undefined || isAnothers) {
      world.truth.close(id, world.now);
      return;
    }
    world.truth.open(
      {
        id,
        family: 'city',
        kind,
        grade,
        things: [thing],
        position: sensor.position,
        ...(sensor.watches !== undefined && { place: sensor.watches }),
        from: world.now,
        visibleFrom: firstReading(world, sensor),
        cause,
        description,
      },
      noticed,
    );
  }
}
