import type { CityModel } from '../../geodata/city/city-model.ts';
import type { Random } from '../../geodata/city/seeded-random.ts';
import type { Scenario } from '../scenario.ts';
import { pick } from '../synthetic/days/pick.ts';
import { type DayDefinition, defineDay } from '../synthetic/define-day.ts';
import type { Calendar } from '../synthetic/world/world.ts';

const HOUR_MS = 3_600_000;

/** How often small troubles come, each per 24 h. All ours: what a city of two million gets used to. */
const PER_DAY = {
  truckViolations: 3.5,
  smallFires: 0.35,
  smallGasLeaks: 0.2,
  enterpriseTroubles: 1.2,
  overExcavation: 0.25,
  wallLeaks: 0.12,
  rushes: 0.8,
  complaintWaves: 0.6,
  silentInstruments: 3,
  stuckInstruments: 1,
  showers: 0.6,
} as const;

const WAVES = ['smell', 'sewage', 'tap_water', 'dust'] as const;

type Script = ReturnType<DayDefinition['script']>;

/** Hours on which nothing great happens, and the small things that happen on any of them. */
export function ordinaryStretch({
  durationMs,
  calendar,
}: {
  readonly durationMs: number;
  readonly calendar: Calendar;
}): Scenario {
  return defineDay({
    id: 'ordinary',
    title: { zh: '寻常时日', en: 'Ordinary hours' },
    description: {
      zh: '没有大事的日子，小事不断：泥头车偶有违规，工厂偶有超员，设备时有失联。',
      en: 'Nothing great happens, and small things all the time: a truck off its route, a crowded workshop, a device gone quiet.',
    },
    seed: 1,
    startsAtMs: 0,
    durationMs,
    opensAtMs: 0,
    script: (random, city) => ordinaryScript(random, city, durationMs / HOUR_MS, calendar),
  });
}

function ordinaryScript(random: Random, city: CityModel, hours: number, calendar: Calendar): Script {
  const { gatheringPlaces, sensors } = city;
  const often = (perDay: number): readonly number[] => momentsOf(random, perDay, hours);
  // Only of what reports often is a silence noticed within the day when readings are thinned.
  const watched = sensors.filter(({ intervalS }) => intervalS <= 120);
  const showers = often(PER_DAY.showers);
  const warmest = 20 + 10 * random();
  return {
    calendar,
    weather: {
      airC: [warmest - 4 - 3 * random(), warmest],
      windMps: 1.5 + 4 * random(),
      windFromDeg: 360 * random(),
      rain: showers.map((atH) => ({
        fromH: atH,
        toH: atH + 0.7 + 1.5 * random(),
        veilMmPerH: 0.5 + 2 * random(),
        cellsPerH: 4 * random(),
        peakMmPerH: 15 + 30 * random(),
        courseDeg: 360 * random(),
        speedMps: 6,
      })),
      thunder: showers.filter(() => random() < 0.4).map((atH) => ({ fromH: atH, toH: atH + 0.8 })),
      warnings: showers
        .filter(() => random() < 0.35)
        .slice(0, 1)
        .map((atH) => ({
          event: '雷电' as const,
          steps: [
            { atH: Math.max(0, atH - 0.5), grade: 3 as const },
            { atH: atH + 1.6, grade: 'lifted' as const },
          ],
        })),
    },
    sea: { kind: 'ordinary' },
    crowds: {
      rushes: pick(random, gatheringPlaces, often(PER_DAY.rushes).length).map(({ id }) => {
        const fromH = hours * random();
        return { place: id, fromH, toH: fromH + 1 + random(), share: 0.95 + 0.25 * random(), cause: `rush:${id}` };
      }),
    },
    underground: {
      troubles: [
        ...often(PER_DAY.overExcavation).map((atH) => ({
          kind: 'over_excavation' as const,
          atH,
          lostM3: 3 + 8 * random(),
          stopsAfterH: 1 + 2 * random(),
        })),
        ...often(PER_DAY.wallLeaks).map((atH) => ({ kind: 'wall_leak' as const, atH, sealedAfterH: 1 + random() })),
      ],
    },
    hazards: {
      hazards: [
        ...often(PER_DAY.smallFires).map((atH) => ({
          kind: 'fire' as const,
          atH,
          growth: 'slow' as const,
          peakMW: 0.5 + 1.5 * random(),
          foughtAfterH: 0.25 + 0.25 * random(),
        })),
        ...often(PER_DAY.smallGasLeaks).map((atH) => ({
          kind: 'gas_leak' as const,
          atH,
          holeMm: 10 + 10 * random(),
          shutAfterH: 0.5 + random(),
        })),
      ],
    },
    enterprises: {
      troubles: often(PER_DAY.enterpriseTroubles).map((atH) => ({
        kind: random() < 0.7 ? ('over_staffing' as const) : ('intrusion' as const),
        atH,
        toH: atH + 0.5 + 2 * random(),
      })),
    },
    trucks: {
      violations: often(PER_DAY.truckViolations).map((atH) => ({
        kind: (['overspeed', 'off_route', 'unlicensed_tipping'] as const)[Math.floor(random() * 3)]!,
        atH,
      })),
    },
    citizens: {
      perDay: 380 + 260 * random(),
      waves: often(PER_DAY.complaintWaves).map((atH) => ({
        kind: WAVES[Math.floor(random() * WAVES.length)]!,
        atH,
        toH: atH + 2 + 3 * random(),
        radiusM: 300 + 300 * random(),
        reports: 8 + Math.floor(14 * random()),
      })),
    },
    faults: {
      outages: [
        ...often(PER_DAY.silentInstruments).map((atH) => ({ kind: 'silent' as const, atH, forH: 5 + 6 * random() })),
        ...often(PER_DAY.stuckInstruments).map((atH) => ({ kind: 'stuck' as const, atH, forH: 6 + 8 * random() })),
      ].flatMap(({ kind, atH, forH }, index) =>
        pick(random, watched, 1).map(({ id }) => ({
          id: `${kind}-${index}`,
          fromH: atH,
          toH: Math.min(hours, atH + forH),
          kind,
          things: [id],
          cause: `${kind}:${id}`,
          description:
            kind === 'silent'
              ? { zh: '设备失联', en: 'The device has gone quiet' }
              : { zh: '读数停滞', en: 'Its reading stands still' },
        })),
      ),
    },
  };
}

/** When something happens that comes `perDay` times in 24 h on average: a Poisson process, hours behind the beginning, in order. */
function momentsOf(random: Random, perDay: number, hours: number): readonly number[] {
  const moments: number[] = [];
  const next = () => (-Math.log(1 - random()) * 24) / perDay;
  for (let atH = next(); atH < hours; atH += next()) moments.push(atH);
  return moments;
}
