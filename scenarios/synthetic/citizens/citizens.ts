import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Message } from '../../../ingestion/observation.ts';
import { rhythm } from '../world/rhythm.ts';
import { type CreatePart, STEP_MS, type Utterance, type World } from '../world/world.ts';
import { describeChannels } from './channels.ts';
import { everydayTellings } from './everyday.ts';
import { createPlaceNames } from './place-names.ts';
import { createResidents, type Residents } from './residents.ts';
import type { CitizensScript } from './script.ts';
import { type Telling, tell } from './tell.ts';
import { TROUBLE_PHRASES } from './trouble-phrases.ts';
import { followWave, planWaves } from './waves.ts';

export type { CitizensScript } from './script.ts';

/** Whoever is this near sees, hears or smells it. Ours. */
const NOTICE_M = 300;
/** Calls per hour about something as noticeable as can be: with nobody living near (passers-by), more for every so many who do, and at most. Ours. */
const CALLS = { passersBy: 2, peopleForOneMore: 250, most: 15 } as const;
/** Of the radius in which a nuisance is noticed, that in which it harms. Ours. */
const HARMED_SHARE = 0.25;
/** People look twice, then call: the rate comes up in so long; and they tire of it. Ours. */
const HESITATION_MS = 8 * 60_000;
const TIRED_AFTER_MS = 4 * 3_600_000;
const TIRED_SHARE = 0.35;
/** Who is awake and about, by the hour. */
const AWAKE = [0.4, 0.25, 0.2, 0.18, 0.2, 0.35, 0.65, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.95, 0.8, 0.6];
const SCATTER_M = 160;
const PATROL_SHARE = 0.12;

/** Citizens and patrols who tell what they see, in their own words. */
export const createCitizens: CreatePart<CitizensScript, undefined> = (script, setting) => {
  const { city, seed, start, offsetMs } = setting;
  const places = createPlaceNames(city);
  const residents = createResidents(city);
  const waves = planWaves(script, setting, places);
  const exposed = waves.map(({ condition, tellings }) =>
    Math.round(residents.within(condition.position, (tellings[0]?.scatterM ?? 0) * HARMED_SHARE)),
  );
  const planned = [...everydayTellings(setting, script?.perDay), ...waves.flatMap(({ tellings }) => tellings)].sort(
    (a, b) => a.time - b.time,
  );
  const nearby = rememberNearby(residents);
  return {
    id: 'citizens',
    slice: undefined,
    step(world) {
      waves.forEach((wave, index) => {
        followWave(world, wave, exposed[index]!);
      });
    },
    *utter(world) {
      const from = world.now - STEP_MS;
      if (from <= start) yield { time: start, messages: describeChannels(start) };
      const tellings = [...plannedWithin(planned, from, world.now), ...ofTrouble(world, seed, nearby)];
      tellings.sort((a, b) => a.time - b.time || (a.key < b.key ? -1 : 1));
      for (const telling of tellings)
        yield {
          time: telling.time,
          messages: [tell(telling, seed, offsetMs, places) satisfies Message],
        } satisfies Utterance;
    },
  };
};

/** Residents within {@link NOTICE_M} of each condition, counted once. */
function rememberNearby(residents: Residents) {
  const counted = new Map<string, number>();
  return ({ id, position }: World['truth']['active'][number]): number => {
    const known = counted.get(id) ?? residents.within(position, NOTICE_M);
    counted.set(id, known);
    return known;
  };
}

function plannedWithin(planned: readonly Telling[], from: number, to: number): readonly Telling[] {
  let [low, high] = [0, planned.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (planned[middle]!.time < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < planned.length && planned[end]!.time < to) end++;
  return planned.slice(low, end);
}

/** Calls in this step about what holds now. Conditions of one kind and cause are one thing to people. */
function ofTrouble(
  world: World,
  seed: number,
  nearby: (condition: World['truth']['active'][number]) => number,
): readonly Telling[] {
  const tellings: Telling[] = [];
  const seen = new Set<string>();
  for (const condition of world.truth.active) {
    const phrases = TROUBLE_PHRASES[`${condition.family}.${condition.kind}`] ?? TROUBLE_PHRASES[condition.kind];
    const one = `${condition.cause} ${condition.kind}`;
    if (condition.noticed <= 0 || !phrases || seen.has(one)) continue;
    seen.add(one);
    const perStep = (callsPerHour(world, condition, nearby(condition)) * STEP_MS) / 3_600_000;
    const key = `${condition.id} ${world.now}`;
    const own = nameSeed(seed, key);
    const calls = poisson(perStep, hashNoise(own, 0));
    for (let i = 0; i < calls; i++)
      tellings.push({
        key: `${key} ${i}`,
        time: withinStep(world.now, hashNoise(own, i + 1)),
        at: condition.position,
        scatterM: SCATTER_M,
        phrases,
        patrolShare: PATROL_SHARE,
      });
  }
  return tellings;
}

const withinStep = (now: EventTime, share: number): EventTime => eventTime(now - STEP_MS + Math.floor(share * STEP_MS));

function callsPerHour(world: World, { noticed, from }: World['truth']['active'][number], people: number): number {
  const ageMs = world.now - from;
  const most = Math.min(CALLS.most, CALLS.passersBy + people / CALLS.peopleForOneMore);
  const fresh = 1 - Math.exp(-ageMs / HESITATION_MS);
  return noticed * most * fresh * rhythm(AWAKE, world.hour) * (ageMs > TIRED_AFTER_MS ? TIRED_SHARE : 1);
}

/** Number of events of a Poisson process, by inversion (Devroye 1986). */
function poisson(mean: number, share: number): number {
  let probability = Math.exp(-mean);
  let sum = probability;
  let count = 0;
  while (share > sum && count < 20) {
    count++;
    probability *= mean / count;
    sum += probability;
  }
  return count;
}
