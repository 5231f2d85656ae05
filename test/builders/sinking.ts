import type { Raise } from '../../detectors/finding.ts';
import { thingId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';
import { MINUTE, raise, START } from './finding.ts';

const at = (minutes: number) => eventTime(START + minutes * MINUTE);

/** A settlement point beyond its control value, with everything that evidence can hold. */
export const sinking = (over: Partial<Raise> = {}): Raise =>
  raise(0, {
    detector: 'underground.settlement',
    alertKind: 'settlement',
    key: 'underground.settlement/dbc-1',
    family: 'underground',
    grade: 2,
    things: [thingId('dbc-1')],
    datastream: 'settlement',
    position: [114.55, 22.45],
    measure: { value: -24.6, limit: -20, unit: 'mm' },
    timeToActS: 5400,
    peopleAtRisk: 35,
    message: { zh: 'DBC-1 累计 -24.6 mm，控制值 20 mm。', en: 'DBC-1 stands at -24.6 mm, control 20 mm.' },
    cause: 'works/shield',
    evidence: {
      parameters: { controlCumulative: 20 },
      samples: [0, 10, 20, 30, 40].map((minutes) => ({
        time: at(minutes - 40),
        value: -20 - minutes * 0.115,
        thing: thingId('dbc-1'),
      })),
      points: [{ label: { zh: '掘进面', en: 'Face' }, position: [114.551, 22.45] }],
      shapes: [
        {
          label: { zh: '左线', en: 'Left drive' },
          kind: 'line',
          positions: [
            [114.549, 22.45],
            [114.552, 22.45],
          ],
        },
        {
          label: { zh: '沉降槽', en: 'Trough' },
          kind: 'area',
          positions: [
            [114.549, 22.4495],
            [114.551, 22.4495],
            [114.551, 22.4505],
            [114.549, 22.4495],
          ],
        },
      ],
      limits: [
        { label: { zh: '黄色', en: 'Yellow' }, value: 17, grade: 3 },
        { label: { zh: '控制值', en: 'Control' }, value: 20, grade: 2 },
        { label: { zh: '红色', en: 'Red' }, value: 30, grade: 1 },
      ],
      forecast: {
        method: 'linear trend',
        coverage: 0.8,
        points: [10, 20, 30].map((minutes) => ({
          time: at(minutes),
          median: -24.6 - minutes / 10,
          low: -24.6 - minutes / 5,
          high: -24.6,
        })),
        crossesAt: at(54),
        probability: 0.82,
      },
      profile: {
        x: { label: { zh: '距轴线', en: 'Distance from the axis' }, unit: 'm' },
        y: { label: { zh: '沉降', en: 'Settlement' }, unit: 'mm' },
        measured: [-10, 0, 10].map((x) => ({ x, y: x === 0 ? -24.6 : -12, thing: thingId(`dbc-${x === 0 ? 1 : x}`) })),
        fitted: [-20, -10, 0, 10, 20].map((x) => ({ x, y: -25 * Math.exp(-(x * x) / 200) })),
        figures: [{ label: { zh: '地层损失率', en: 'Volume loss' }, value: 1.85, unit: '%' }],
      },
      exposed: [
        { kind: 'main', id: 'gas-1', name: { zh: '燃气管 DN400', en: 'Gas main DN400' }, distanceM: 1 },
        {
          kind: 'building',
          name: { zh: '幸福里 3 栋', en: 'Xingfuli Block 3' },
          distanceM: 12,
          people: 35,
          position: [114.5503, 22.4502],
        },
      ],
      hazardChain: { zh: '地层损失→地表沉降→管线破裂', en: 'Ground loss → settlement → broken mains' },
      reports: [{ id: 'r-1', time: at(-5), text: '路面开裂了', position: [114.5501, 22.4501] }],
    },
    ...over,
  });
