import type { Bilingual } from '../../geodata/model/text.ts';

export const NOTICE_LOCALES = ['zh-CN', 'en'] as const;
export type NoticeLocale = (typeof NOTICE_LOCALES)[number];

const text = (zh: string, en: string): Bilingual => ({ zh, en });

/** The fixed words of a notice. Its own face is Chinese official style after GB/T 9704-2012; the English one says the same plainly. */
export const WORDS = {
  draft: text('草稿（未签发）', 'DRAFT, NOT ISSUED'),
  head: {
    city: text('城市安全风险提示单', 'City Safety Risk Notice'),
    underground: text('地下工程风险提示单', 'Underground Works Risk Notice'),
    beach: text('沙滩安全风险提示单', 'Beach Safety Risk Notice'),
    vessel: text('海上交通安全风险提示单', 'Maritime Safety Risk Notice'),
  },
  nobody: text('责任单位（待定）', 'The responsible department (to be named)'),
  situation: text('风险情况', 'The situation'),
  grade: text('等级与依据', 'Grade and reasons'),
  readings: text('监测数据', 'Readings'),
  surroundings: text('周边环境与影响对象', 'Surroundings and what is exposed'),
  said: text('群众反映', 'What people reported'),
  measures: text('建议措施（草拟，待责任单位确认）', 'Suggested measures (draft, for the department to confirm)'),
  place: text('位置', 'Place'),
  kind: text('事项', 'Matter'),
  level: text('等级', 'Grade'),
  since: text('发生时间', 'Since'),
  measured: text('实测与限值', 'Measured and limit'),
  timeToAct: text('可处置时间', 'Time to act'),
  people: text('受影响人数', 'People at risk'),
  chain: text('致灾链条', 'Hazard chain'),
  limit: text('限值', 'Limit'),
  raised: text('警报', 'alert'),
  forecast: text('预测', 'forecast'),
  measuredPoints: text('实测', 'measured'),
  fitted: text('拟合', 'fitted'),
  north: text('北', 'N'),
  number: text('序号', 'No.'),
  object: text('对象', 'What'),
  type: text('类别', 'Kind'),
  distance: text('距离', 'Distance'),
  persons: text('人数', 'People'),
  unit: text('签发单位（章）：', 'Issued by (seal):'),
  signer: text('签发人：', 'Signed:'),
  date: text('签发日期：　　　　年　　月　　日', 'Date of issue:'),
  made: text(
    '本单由系统依据监测数据自动拟稿，须经责任单位核实、签发后生效。',
    'Drafted by the system from monitoring data. It takes effect only once the responsible department has checked and issued it.',
  ),
  asOf: text('数据截至', 'Data as of'),
  incident: text('事件', 'Incident'),
} as const;

export const EXPOSED_KINDS: Readonly<Record<string, Bilingual>> = {
  building: text('建筑', 'building'),
  main: text('管线', 'main'),
  road: text('道路', 'road'),
  enterprise: text('企业', 'enterprise'),
  metro: text('轨道交通', 'metro'),
  people: text('人员', 'people'),
  place: text('场所', 'place'),
};

/** Grades by colour and numeral, as contingency plans write them. */
export const GRADES: Readonly<Record<1 | 2 | 3 | 4, Bilingual>> = {
  1: text('红色（Ⅰ级）', 'Red (I)'),
  2: text('橙色（Ⅱ级）', 'Orange (II)'),
  3: text('黄色（Ⅲ级）', 'Yellow (III)'),
  4: text('蓝色（Ⅳ级）', 'Blue (IV)'),
};

const CHINESE_NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** First-level headings are numbered 一、 二、 … (GB/T 9704-2012 §7.3.3). */
export const headingText = (index: number, heading: string, locale: NoticeLocale): string =>
  locale === 'en' ? `${index + 1}. ${heading}` : `${CHINESE_NUMERALS[index]}、${heading}`;

/** Three significant places, with a true minus sign. */
export const figureText = (value: number): string =>
  String(
    Number.isInteger(value)
      ? value
      : Number(Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2)),
  ).replace('-', '−');

/** A figure with its unit; counts have none of their own. */
export const quantity = (value: number, unit: string): string =>
  unit === '1' ? figureText(value) : `${figureText(value)} ${unit}`;

/** Minutes up to two hours, then hours. */
export function spanText(seconds: number, locale: NoticeLocale): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 120) return locale === 'en' ? `${minutes} min` : `${minutes} 分钟`;
  const hours = figureText(Math.round(minutes / 6) / 10);
  return locale === 'en' ? `${hours} h` : `${hours} 小时`;
}

/** City time to the minute: 2026年9月18日 15:42 / 18 September 2026, 15:42. */
export const momentText = (time: number, timeZone: string, locale: NoticeLocale): string => {
  const parts = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone,
    year: 'numeric',
    month: locale === 'en' ? 'long' : 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(time);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const clock = `${of('hour')}:${of('minute')}`;
  return locale === 'en'
    ? `${of('day')} ${of('month')} ${of('year')}, ${clock}`
    : `${of('year')}年${of('month')}月${of('day')}日 ${clock}`;
};
