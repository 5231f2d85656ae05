import type { Bilingual } from './text.ts';
import { THING_KINDS } from './thing-kinds.ts';

const name = (zh: string, en: string): Bilingual => ({ zh, en });

/** Datastreams as people call them; one name fits every kind of thing that has such a datastream. */
const DATASTREAM_NAMES: Readonly<Record<string, Bilingual>> = {
  level: name('水位', 'water level'),
  rain: name('雨量', 'rain'),
  wind_speed: name('风速', 'wind'),
  gust: name('阵风', 'gust'),
  wave_height: name('浪高', 'wave height'),
  discharge: name('流量', 'discharge'),
  ch4: name('甲烷', 'methane'),
  settlement: name('沉降', 'settlement'),
  convergence: name('收敛', 'convergence'),
  force: name('轴力', 'axial force'),
  pressure: name('孔隙水压', 'pore pressure'),
  displacement: name('位移', 'displacement'),
  people: name('人数', 'people'),
  flow: name('车流', 'traffic flow'),
  speed: name('车速', 'traffic speed'),
  occupancy: name('占有率', 'occupancy'),
  occupied: name('已停车', 'cars parked'),
  capacity: name('容量', 'capacity'),
  obscuration: name('烟雾', 'smoke'),
  temperature: name('温度', 'temperature'),
};

/** A datastream that nobody has named is called what its source calls it. */
export const datastreamName = (datastream: string): Bilingual =>
  DATASTREAM_NAMES[datastream] ?? name(datastream, datastream.replaceAll('_', ' '));

/** Longest first, so that 工地风速仪 goes whole. What names of instruments end with says only what they measure. */
const INSTRUMENT_WORDS: readonly string[] = [
  ...Object.values(THING_KINDS).map(({ name: { zh } }) => zh),
  '工地风速仪',
  '雨量站',
  '气温站',
  '液位计',
  '前池水位计',
  '浪标',
  '燃气报警器',
  '入口客流计',
  '车间人员计数器',
  '停车场车位检测',
  '车位检测',
  '深层位移计',
].toSorted((a, b) => b.length - a.length);

/** 望海角风速仪 is at 望海角: where an instrument stands, for sentences that say what it reads anyway. */
export function placeOfInstrument(instrument: string): string {
  const word = INSTRUMENT_WORDS.find((each) => instrument.endsWith(each) && instrument.length > each.length);
  return word === undefined ? instrument : instrument.slice(0, -word.length).trim();
}
