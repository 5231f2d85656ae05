import { datastreamName, placeOfInstrument } from '../../geodata/model/datastream-names.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import type { Bilingual } from '../../geodata/model/text.ts';
import type { Alert } from '../alerts/alert.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

/** The alert kinds of the public contract, as people call them. */
const KIND_NAMES: Readonly<Record<string, Bilingual>> = {
  overspeed: text('超速', 'overspeed'),
  restricted_area: text('进入限制区', 'in a restricted area'),
  night_sailing: text('夜航', 'night sailing'),
  ais_silence: text('AIS 失联', 'AIS silent'),
  loitering: text('徘徊', 'loitering'),
  anchor_drag: text('走锚', 'dragging anchor'),
  close_quarters: text('紧迫局面', 'close quarters'),
  crowding: text('人员密集', 'crowding'),
  closed_water: text('禁入水域有人', 'people in closed water'),
  night_presence: text('夜间滞留', 'people at night'),
  stranding: text('人员滞留', 'people still on the beach'),
  tent: text('搭设帐篷', 'tent'),
  fire: text('火情', 'fire'),
  smoke: text('烟雾', 'smoke'),
  settlement: text('沉降超限', 'settlement over its limit'),
  settlement_rate: text('沉降速率超限', 'settlement rate over its limit'),
  convergence: text('收敛超限', 'convergence over its limit'),
  groundwater: text('地下水位异常', 'groundwater out of limits'),
  axial_force: text('轴力超限', 'axial force over its limit'),
  karst: text('岩溶风险', 'karst hazard'),
  flooding: text('积水内涝', 'flooding'),
  landslide: text('滑坡风险', 'landslide hazard'),
  gas_leak: text('燃气泄漏', 'gas leak'),
  traffic: text('交通异常', 'traffic trouble'),
  truck_violation: text('重点车辆违规', 'truck violation'),
  ebike_violation: text('电动自行车违法', 'e-bike offence'),
  over_staffing: text('人员超员', 'over-staffed'),
  intrusion: text('区域闯入', 'intrusion'),
  complaint_hotspot: text('多人同诉', 'complaint hotspot'),
  threshold: text('越限', 'limit breached'),
  rate: text('变化过快', 'fast change'),
  anomaly: text('异常', 'anomaly'),
  forecast: text('预测越限', 'limit breach forecast'),
  missing: text('数据缺失', 'data missing'),
  stale: text('数据停更', 'data stale'),
  stuck: text('读数卡死', 'reading stuck'),
  drift: text('读数漂移', 'reading adrift'),
  typhoon: text('台风', 'Typhoon'),
  rainstorm: text('暴雨', 'Rainstorm'),
  thunderstorm: text('雷暴', 'Thunderstorm'),
  gale: text('大风', 'Gale'),
  storm_surge: text('风暴潮', 'Storm surge'),
  outage: text('成片断电断网', 'Power or network failure'),
};

export const kindName = (kind: string): Bilingual => KIND_NAMES[kind] ?? text(kind, kind.replaceAll('_', ' '));

const GRADE_NAMES: Readonly<Record<Grade, Bilingual>> = {
  1: text('Ⅰ 级（红）', 'I (red)'),
  2: text('Ⅱ 级（橙）', 'II (orange)'),
  3: text('Ⅲ 级（黄）', 'III (yellow)'),
  4: text('Ⅳ 级（蓝）', 'IV (blue)'),
};

export const gradeName = (grade: Grade): Bilingual => GRADE_NAMES[grade];

/** Three significant places are what a person reads out. */
const said = (value: number): string =>
  String(
    Number(Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2)),
  );

/**
 * What happens to whom, from the leading alert: 「澜游 305 与 金海 68 紧迫局面」; of a reading also what it reads: 「望海角 阵风 21.3 m/s 越限」.
 * `names` are those of its things, in its order.
 */
export function incidentTitle(leading: Alert, names: readonly string[]): Bilingual {
  const kind = kindName(leading.kind);
  if (leading.datastream === undefined)
    return text(`${names.join(' 与 ')} ${kind.zh}`, `${names.join(' and ')}: ${kind.en}`);
  const places = names.map(placeOfInstrument);
  const series = datastreamName(leading.datastream);
  const { measure } = leading;
  const reads =
    leading.kind === 'threshold' && measure
      ? ` ${said(measure.value)}${measure.unit === '1' ? '' : ` ${measure.unit}`}`
      : '';
  return text(
    `${places.join(' 与 ')} ${series.zh}${reads} ${kind.zh}`,
    `${places.join(' and ')}: ${series.en}${reads}, ${kind.en}`,
  );
}

/** Kinds named in the title of what groups many; the rest is in its list of places. Ours. */
const MOST_NAMED = 4;

/** What a storm or a failure brought about: 「台风：走锚 9 处、积水内涝 6 处」. `kinds` from the most places to the fewest. */
export function groupTitle(
  group: string,
  kinds: readonly { readonly kind: string; readonly places: number }[],
): Bilingual {
  const name = kindName(group);
  const named = kinds.slice(0, MOST_NAMED).map(({ kind, places }) => ({ told: kindName(kind), places }));
  const more = kinds.length > MOST_NAMED;
  return text(
    `${name.zh}：${named.map(({ told, places }) => `${told.zh} ${places} 处`).join('、')}${more ? ' 等' : ''}`,
    `${name.en}: ${named.map(({ told, places }) => `${told.en} (${places})`).join(', ')}${more ? ' and more' : ''}`,
  );
}

/** Why the alerts make it this grade. */
export function reasonOfAlerts(leading: Alert, count: number): Bilingual {
  const grade = gradeName(leading.grade);
  const kind = kindName(leading.kind);
  const among =
    count > 1 ? text(`${count} 条警报中最高`, `the worst of ${count} alerts`) : text('警报等级', 'its alert');
  return text(
    `${among.zh}：${kind.zh} ${grade.zh}。${leading.message.zh}`,
    `${among.en}: ${kind.en}, ${grade.en}. ${leading.message.en}`,
  );
}

/** Why a person made it this grade. */
export const reasonOfPerson = (by: string, reason: string): Bilingual =>
  text(`${by} 改定：${reason}`, `set by ${by}: ${reason}`);
