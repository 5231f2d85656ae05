import type { Bilingual } from '../../../geodata/model/text.ts';
import type { Thing } from '../../../ingestion/thing.ts';
import type { Measure } from '../../finding.ts';
import { shown } from '../wording/sentence.ts';
import type { TruckRule } from './breaches.ts';

const KINDS: Readonly<Record<string, Bilingual>> = {
  muck: { zh: '泥头车', en: 'Muck truck' },
  hazmat: { zh: '危化品车', en: 'Hazardous goods truck' },
};
const ANY: Bilingual = { zh: '重点车辆', en: 'Key vehicle' };

const RULE_NAMES: Readonly<Record<TruckRule, Bilingual>> = {
  unlicensed_tipping: { zh: '疑似偷倒', en: 'unlicensed tipping' },
  off_route: { zh: '偏离核准线路', en: 'off its approved route' },
  overspeed: { zh: '超速', en: 'over its speed limit' },
  out_of_hours: { zh: '禁行时段上路', en: 'out of its permitted hours' },
};

/** By its plate; in English without the characters of its province, which no English reader types. */
export function truckName({ id, name, attrs }: Thing): Bilingual {
  const kind = KINDS[String(attrs.load)] ?? ANY;
  const latin = name?.replace(/\p{Script=Han}/gu, '').trim();
  return { zh: `${kind.zh} ${name ?? id}`, en: `${kind.en} ${latin ? latin : id}` };
}

/** The gravest rule with its figures, then the names of the others broken in the same spell. */
export function sentence(name: Bilingual, rule: TruckRule, measure: Measure, others: readonly TruckRule[]): Bilingual {
  const { zh, en } = SAYS[rule](measure);
  const also = others.map((other) => RULE_NAMES[other]);
  return {
    zh: `${name.zh} ${zh}${also.length > 0 ? `；同时：${also.map((each) => each.zh).join('、')}` : ''}。`,
    en: `${name.en} ${en}${also.length > 0 ? `; also ${also.map((each) => each.en).join(', ')}` : ''}.`,
  };
}

const SAYS: Readonly<Record<TruckRule, (measure: Measure) => Bilingual>> = {
  unlicensed_tipping: ({ value }) => ({
    zh: `在核准线路之外停留 ${shown(value, 0)} 分钟，疑似偷倒渣土`,
    en: `has been standing off its approved route for ${shown(value, 0)} min: it seems to tip its load without a licence`,
  }),
  off_route: ({ value, limit }) => ({
    zh: `偏离核准线路 ${shown(value, 0)} 米（允许 ${shown(limit, 0)} 米）`,
    en: `is ${shown(value, 0)} m off its approved route (${shown(limit, 0)} m allowed)`,
  }),
  overspeed: ({ value, limit }) => ({
    zh: `车速 ${shown(value, 0)} km/h，超过限速 ${shown(limit, 0)} km/h`,
    en: `drives at ${shown(value, 0)} km/h; its limit is ${shown(limit, 0)} km/h`,
  }),
  out_of_hours: ({ value, limit }) => ({
    zh: `${clock(value)} 在禁行时段行驶（准行时段界限 ${clock(limit)}）`,
    en: `is on the road at ${clock(value)}, outside of its permitted hours (limit ${clock(limit)})`,
  }),
};

/** 5.5 → 05:30 */
function clock(hour: number): string {
  const minutes = Math.floor(hour * 60) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
