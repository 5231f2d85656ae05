import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { destination, type LonLat } from '../../../geodata/model/geometry.ts';
import { hourOf } from '../../../geodata/model/local-time.ts';
import { type EventTime, toIso } from '../../../geodata/model/time.ts';
import type { Report } from '../../../ingestion/observation.ts';
import { CHANNELS } from './channels.ts';
import { type Channel, compose, composeEnglish, type Draw } from './compose.ts';
import type { Phrases } from './phrases.ts';
import type { PlaceNames } from './place-names.ts';

/** Shares are ours: most callers say where they are, few exactly. */
const VAGUE_SHARE = 0.14;
const WRONG_PLACE_SHARE = 0.04;
const WRONG_BY_M = { least: 800, most: 2500 } as const;
const ENGLISH_SHARE = 0.03;
/** A filing clerk, an app's form and a patrol's form fill the category so often. */
const FILED_SHARE: Readonly<Record<Channel, number>> = { '12345': 0.93, app: 0.68, patrol: 1 };
const VAGUE_PLACES_ZH = [
  '我家楼下',
  '我们小区门口',
  '上班路上',
  '这边路口',
  '学校后面那条路',
  '菜市场旁边',
  '老地方',
] as const;
const VAGUE_PLACES_EN = ['my building', 'the corner here', 'our street'] as const;

/** One person about to tell one thing. */
export interface Telling {
  /** Unique; everything about the report is drawn from it. */
  readonly key: string;
  readonly time: EventTime;
  readonly at: LonLat;
  /** How far from it people stand when they tell, metres. */
  readonly scatterM: number;
  readonly phrases: Phrases;
  /** Share of patrols among the tellers, 0–1. */
  readonly patrolShare: number;
}

/** Puts it into words, with a place that is right, roughly right, wrong or missing. */
export function tell(
  { key, time, at, scatterM, phrases, patrolShare }: Telling,
  seed: number,
  offsetMs: number,
  places: PlaceNames,
): Report {
  const own = nameSeed(seed, key);
  let drawn = 0;
  const draw: Draw = () => hashNoise(own, drawn++);
  const channel = channelOf(draw(), patrolShare);
  const vague = channel !== 'patrol' && draw() < VAGUE_SHARE;
  const stands = destination(at, 360 * draw(), scatterM * Math.sqrt(draw()));
  const isWrong = draw() < WRONG_PLACE_SHARE && channel !== 'patrol';
  const wrongBy = WRONG_BY_M.least + (WRONG_BY_M.most - WRONG_BY_M.least) * draw();
  const told = isWrong ? destination(stands, 360 * draw(), wrongBy) : stands;
  const way = draw();
  const said = vague
    ? { zh: VAGUE_PLACES_ZH[Math.floor(way * VAGUE_PLACES_ZH.length)]!, en: VAGUE_PLACES_EN[Math.floor(way * 3)]! }
    : { zh: places.zh(stands, way), en: places.en(stands, way) };
  const hour = hourOf(time, offsetMs);
  const english = channel !== 'patrol' && draw() < ENGLISH_SHARE;
  const text = english ? composeEnglish(phrases, said, hour, draw) : compose(phrases, channel, said, hour, draw);
  const filed = draw() < FILED_SHARE[channel];
  return {
    kind: 'report',
    thing: CHANNELS[channel].thing,
    id: `${channel}-${toIso(time).replace(/\D/g, '')}-${own.toString(36).padStart(7, '0')}`,
    time,
    channel,
    text,
    ...(filed && { category: phrases.category, matterCode: phrases.matterCode }),
    ...(!vague && { lon: micro(told[0]), lat: micro(told[1]) }),
  };
}

const micro = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

function channelOf(share: number, patrolShare: number): Channel {
  if (share < patrolShare) return 'patrol';
  return (share - patrolShare) / (1 - patrolShare) < 0.57 ? '12345' : 'app';
}
