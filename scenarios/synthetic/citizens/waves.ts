import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { TruthCondition } from '../../scenario.ts';
import type { Setting, World } from '../world/world.ts';
import { CHANNELS } from './channels.ts';
import { peopledCells, pickCell } from './everyday.ts';
import type { PlaceNames } from './place-names.ts';
import type { CitizensScript, ComplaintWave } from './script.ts';
import { type Telling, tell } from './tell.ts';
import { WAVE_PHRASES, type WaveKind } from './trouble-phrases.ts';

const HOUR_MS = 3_600_000;
const REPORTS = 40;
const RADIUS_M = 450;
const PATROL_SHARE = 0.08;
/** So many about one thing are no chance. Ours: 多人同诉 is counted from the third, and only where they say is anything to count by: one in six says no place, or a wrong one. */
const MANY = 3;

/** A wave made concrete. */
export interface PlannedWave {
  readonly condition: Omit<TruthCondition, 'to'>;
  readonly toMs: number;
  readonly tellings: readonly Telling[];
}

/** Whether the report says where, and not elsewhere. */
function isTold(telling: Telling, { seed, offsetMs }: Setting, places: PlaceNames): boolean {
  const { lon, lat } = tell(telling, seed, offsetMs, places);
  return lon !== undefined && lat !== undefined && distanceM([lon, lat], telling.at) <= telling.scatterM + 1;
}

const CAUSES: Readonly<Record<WaveKind, Bilingual>> = {
  smell: {
    zh: '多名市民反映异味，疑为同一排放源',
    en: 'Many citizens complain of a smell that seems to have one source',
  },
  sewage: {
    zh: '多名市民反映污水冒溢，疑为主管塌陷',
    en: 'Many citizens complain of sewage: a collapsed drain, it seems',
  },
  tap_water: {
    zh: '多名市民反映自来水发黄，疑为管网故障',
    en: 'Many citizens complain of yellow tap water: a fault of one main, it seems',
  },
  dust: { zh: '多名市民反映扬尘，疑为同一工地', en: 'Many citizens complain of dust that seems to come from one site' },
};

export function planWaves(
  script: CitizensScript | undefined,
  setting: Setting,
  places: PlaceNames,
): readonly PlannedWave[] {
  return (script?.waves ?? []).flatMap((wave, index) => {
    const at = sourceOf(wave, index, setting);
    return at ? [planWave({ wave, index, at }, setting, places)] : [];
  });
}

function sourceOf(wave: ComplaintWave, index: number, { city, seed }: Setting): LonLat | undefined {
  if (wave.at) return wave.at;
  const assets = [...city.enterprises, ...city.utilityNodes];
  const asset = wave.asset === undefined ? undefined : assets.find(({ id }) => id === wave.asset);
  if (asset) return asset.position;
  const cells = peopledCells(city);
  return cells.length === 0 ? undefined : pickCell(cells, hashNoise(nameSeed(seed, 'waves'), index)).rings[0]![0];
}

interface PlacedWave {
  readonly wave: ComplaintWave;
  readonly index: number;
  readonly at: LonLat;
}

function planWave({ wave, index, at }: PlacedWave, setting: Setting, places: PlaceNames): PlannedWave {
  const { seed, start } = setting;
  const [fromMs, toMs] = [start + wave.atH * HOUR_MS, start + wave.toH * HOUR_MS];
  const reports = wave.reports ?? REPORTS;
  const own = nameSeed(seed, `wave ${index}`);
  const tellings = Array.from({ length: reports }, (_, i): Telling => {
    // The first hesitate, then everybody calls: a triangular rise and fall with its peak at a third of the time.
    const share = triangular(hashNoise(own, i));
    return {
      key: `wave ${index} ${i}`,
      time: eventTime(Math.floor(fromMs + share * (toMs - fromMs))),
      at,
      scatterM: wave.radiusM ?? RADIUS_M,
      phrases: WAVE_PHRASES[wave.kind],
      patrolShare: PATROL_SHARE,
    };
  }).sort((a, b) => a.time - b.time);
  const visibleFrom = tellings.filter((telling) => isTold(telling, setting, places))[MANY - 1]?.time ?? eventTime(toMs);
  return {
    toMs,
    tellings,
    condition: {
      id: `complaint-wave-${index + 1}`,
      family: 'city',
      kind: 'complaint_hotspot',
      grade: reports >= 30 ? 2 : 3,
      things: [CHANNELS['12345'].thing, CHANNELS.app.thing],
      position: at,
      ...(wave.asset !== undefined && { place: wave.asset }),
      from: tellings[0]?.time ?? eventTime(fromMs),
      visibleFrom,
      cause: wave.cause ?? `${wave.kind}:${wave.asset ?? `wave-${index + 1}`}`,
      description: CAUSES[wave.kind],
    },
  };
}

const PEAK = 1 / 3;
/** Inverse of the triangular distribution on [0, 1]. */
const triangular = (share: number): number =>
  share < PEAK ? Math.sqrt(share * PEAK) : 1 - Math.sqrt((1 - share) * (1 - PEAK));

/** Opens and closes a wave's condition. */
export function followWave(world: World, { condition, toMs }: PlannedWave, exposed: number): void {
  if (world.now < condition.from) return;
  if (world.now >= toMs) {
    world.truth.close(condition.id, eventTime(toMs) satisfies EventTime);
    return;
  }
  world.truth.open(condition);
  world.truth.expose(exposed, 'city');
}
