import { defineDay } from '../define-day.ts';
import { pick } from './pick.ts';

const HOUR_MS = 3_600_000;
/** Trades that smell when something goes wrong. */
const SMELLY: readonly string[] = ['电镀', '锂电池制造', '危险化学品仓储', '塑胶注塑', '印刷包装'];

/** Hundreds of citizens, three causes: a plant that nobody names, a drain that has collapsed, a main with rust in it. */
export const complaintWave = defineDay({
  id: 'complaint-wave',
  title: { zh: '多人同诉', en: 'Many citizens, one cause' },
  description: {
    zh: '热线平平常常的一天里藏着三件事：清晨起，一家工厂工艺超温，异味飘进居民区；午后一段污水主管塌陷，几条街同时冒溢；傍晚一片小区自来水发黄。没有人说得出原因，只有合在一起才看得见。',
    en: 'In an ordinary day of the hotline three things are hidden: from the morning on a plant runs too hot and its smell drifts over houses; after noon a sewer collapses and several streets flood with sewage; towards evening the tap water of one quarter runs yellow. Nobody names a cause: only together can it be seen.',
  },
  seed: 20260415,
  startsAtMs: 6 * HOUR_MS,
  durationMs: 16 * HOUR_MS,
  opensAtMs: 3.2 * HOUR_MS,
  script: (random, { enterprises, sensors, utilityNodes }) => {
    const warm = new Set(sensors.filter(({ kind }) => kind === 'temperature').map(({ watches }) => watches));
    const smelly = enterprises.filter(({ trade }) => SMELLY.includes(trade));
    const [plant] = pick(
      random,
      smelly.filter(({ id }) => warm.has(id)),
      1,
    );
    const [drain] = pick(
      random,
      utilityNodes.filter(({ medium, kind }) => medium === 'sewer' && kind === 'manhole'),
      1,
    );
    const cause = `plant:${plant?.id ?? 'unknown'}`;
    return {
      calendar: 'workday',
      weather: { airC: [18, 25], windMps: 2, windFromDeg: 120 },
      sea: { kind: 'ordinary' },
      enterprises: {
        troubles: plant
          ? [{ kind: 'process_temperature', atH: 1.4, toH: 6.5, enterprise: plant.id, degC: 92, cause }]
          : [],
      },
      citizens: {
        perDay: 720,
        waves: [
          { kind: 'smell', atH: 2, toH: 8.5, ...(plant && { asset: plant.id }), radiusM: 900, reports: 64, cause },
          { kind: 'sewage', atH: 6.8, toH: 14, ...(drain && { asset: drain.id }), radiusM: 350, reports: 38 },
          { kind: 'tap_water', atH: 10.5, toH: 15.5, radiusM: 700, reports: 30 },
        ],
      },
    };
  },
});
