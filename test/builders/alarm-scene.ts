/** What alarm management tells of one busy afternoon: a flood, what is kept out of the queue, and how the alarm system did. */
import type { AlarmKpis, ArrangementView, SuppressionView } from '../../backend/api/alarm-contract.ts';
import type { AlertView, IncidentView } from '../../backend/api/contract.ts';
import type { Alarms } from '../../backend/push/protocol.ts';
import { seededRandom } from '../../geodata/city/seeded-random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const iso = (time: number) => new Date(time).toISOString();
const text = (zh: string, en: string) => ({ zh, en });

export const flood = (now: number): Alarms => ({
  flood: true,
  since: iso(now - 14 * MINUTE),
  inTenMinutes: 43,
  perOfficer: 21.5,
  officers: 2,
});
export const calm: Alarms = { flood: false, inTenMinutes: 3, perOfficer: 1.5, officers: 2 };

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly grade: 1 | 2 | 3 | 4;
  readonly message: AlertView['message'];
  readonly district: string;
  readonly zone: string;
  readonly ageMin: number;
  readonly acknowledged?: boolean;
  readonly suppression?: SuppressionView;
}

const alertOf = (told: Told, incidentId: string, now: number): AlertView => ({
  id: told.id,
  detector: `city.${told.kind}`,
  kind: told.kind,
  family: 'city',
  grade: told.grade,
  state: 'active',
  acknowledged: told.acknowledged ?? false,
  shelved: false,
  things: [{ id: `${told.id}-thing`, name: told.zone, kind: 'level' }],
  raisedAt: iso(now - told.ageMin * MINUTE),
  lastRaisedAt: iso(now - told.ageMin * MINUTE),
  nRaised: 1,
  message: told.message,
  incidentId,
  ruleVersion: '1',
  priority: told.suppression?.cause === 'diagnostic' ? 'diagnostic' : told.grade <= 2 ? 'high' : 'low',
  district: told.district,
  zone: told.zone,
  ...(told.suppression && { suppression: told.suppression }),
});

const incidentOf = (
  id: string,
  kind: string,
  title: IncidentView['title'],
  alerts: readonly AlertView[],
  now: number,
): IncidentView => {
  const grade = Math.min(...alerts.map((alert) => alert.grade)) as IncidentView['grade'];
  const first = Math.min(...alerts.map(({ raisedAt }) => Date.parse(raisedAt)));
  return {
    id,
    title,
    kind,
    family: 'city',
    grade,
    gradeReason: text('警报中最高', 'the worst of its alerts'),
    state: 'new',
    condition: 'active',
    acknowledged: alerts.every(({ acknowledged }) => acknowledged),
    shelved: false,
    things: alerts.flatMap(({ things }) => things).slice(0, 3),
    occurredAt: iso(first),
    detectedAt: iso(first),
    updatedAt: iso(now),
    dueAt: iso(first + grade * 20 * MINUTE),
    overdue: false,
    nAlerts: alerts.length,
    nReports: 0,
    alertIds: alerts.map((alert) => alert.id),
    district: alerts[0]!.district,
    zone: alerts[0]!.zone,
  };
};

const DISTRICTS = ['福安区', '临港区', '鹏屿区', '云岭区'] as const;
const ROADS = ['新港路', '江滨路', '科苑路', '东湖路', '石桥路', '望海路', '环湾路', '竹坑路'] as const;

/** One rainstorm at many places, single ones of a kind, and sensors that failed with one feeder. */
export function floodScene(now: number): {
  readonly incidents: readonly IncidentView[];
  readonly alerts: readonly AlertView[];
} {
  const incidents: IncidentView[] = [];
  const alerts: AlertView[] = [];
  const put = (id: string, kind: string, title: IncidentView['title'], told: readonly Told[]) => {
    const own = told.map((one) => alertOf(one, id, now));
    alerts.push(...own);
    incidents.push(incidentOf(id, kind, title, own, now));
  };
  const place = (index: number) => ({ district: DISTRICTS[index % 4]!, zone: `${ROADS[index % 8]}下穿` });
  put(
    'INC-1120-101',
    'rainstorm',
    text('暴雨：积水内涝 14 处、滑坡风险 3 处', 'Rainstorm: flooding (14), landslide hazard (3)'),
    Array.from({ length: 17 }, (_, index) => ({
      id: `ALT-R${index}`,
      kind: index < 14 ? 'flooding' : 'landslide',
      grade: index === 0 ? 1 : index < 5 ? 2 : 3,
      message: text(
        `${ROADS[index % 8]} ${index + 1} 号点 积水 ${48 - index * 2} cm`,
        `Point ${index + 1}: ${48 - index * 2} cm of water`,
      ),
      ...place(index),
      zone: `${ROADS[index % 8]} ${index + 1} 号点`,
      ageMin: 13 - index / 2,
      acknowledged: index > 10,
    })),
  );
  put(
    'INC-1120-102',
    'outage',
    text('成片断电断网：数据缺失 21 处', 'Power or network failure: data missing (21)'),
    Array.from({ length: 4 }, (_, index) => ({
      id: `ALT-O${index}`,
      kind: 'missing',
      grade: 3 as const,
      message: text(`临港 3 号站 ${index + 1} 数据缺失`, `Lingang station 3.${index + 1}: data missing`),
      ...place(1),
      zone: `临港 3 号馈线 ${index}`,
      ageMin: 9,
      acknowledged: true,
    })),
  );
  for (let index = 0; index < 9; index++)
    put(
      `INC-1120-12${index}`,
      'crowding',
      text(`${ROADS[index % 8]}站 候车 ${900 + index * 40} 人`, `Station ${index + 1}: ${900 + index * 40} waiting`),
      [
        {
          id: `ALT-C${index}`,
          kind: 'crowding',
          grade: index < 2 ? 3 : 4,
          message: text('候车人数超限', 'crowd over its limit'),
          ...place(index),
          ageMin: 8 - index / 2,
          acknowledged: index % 3 === 0,
        },
      ],
    );
  for (let index = 0; index < 5; index++)
    put(
      `INC-1120-14${index}`,
      'gas_leak',
      text(`${ROADS[index]}井 燃气 ${18 - index} %LEL`, `Manhole ${index + 1}: gas ${18 - index} %LEL`),
      [
        {
          id: `ALT-G${index}`,
          kind: 'gas_leak',
          grade: index === 0 ? 2 : 3,
          message: text('燃气浓度超限', 'gas over its limit'),
          ...place(index + 1),
          ageMin: 6 - index,
        },
      ],
    );
  put(`INC-1120-160`, 'smoke', text('竹坑路 38 号 烟雾', '38 Zhukeng Rd: smoke'), [
    { id: 'ALT-S0', kind: 'smoke', grade: 2, message: text('烟雾', 'smoke'), ...place(7), ageMin: 2 },
  ]);
  alerts.push(...suppressedAlerts(now, incidents));
  return { incidents, alerts };
}

/** 267 in all: followers of a first-out alert, diagnostics, chattering, and a rule. */
function suppressedAlerts(now: number, incidents: IncidentView[]): AlertView[] {
  const told: readonly (readonly [n: number, kind: string, suppression: SuppressionView])[] = [
    [
      198,
      'missing',
      {
        cause: 'first_out',
        reason: text(
          '同一片设备先后失效，由首出报警 ALT-O0 代表',
          'many instruments of one area failed together; the first alert, ALT-O0, stands for them',
        ),
        leader: 'ALT-O0',
      },
    ],
    [
      41,
      'stale',
      {
        cause: 'diagnostic',
        reason: text('设备诊断类，只记录，不呼叫值班员', 'about an instrument: journalled, not put before an officer'),
      },
    ],
    [
      19,
      'threshold',
      {
        cause: 'chattering',
        reason: text(
          '抖动报警：48 秒内触发 3 次，稳定后再显示',
          'chattering: raised 3 times in 48 s; shown once it holds',
        ),
        until: iso(now + 8 * MINUTE),
      },
    ],
    [
      9,
      'threshold',
      {
        cause: 'rule',
        reason: text(
          '按规则抑制（水务局 梁洁）：江滨泵站更换液位计',
          'suppressed by rule (Water, Liang Jie): level gauges of Jiangbin being replaced',
        ),
        owner: '水务局 梁洁',
        arrangement: 'SUP-7',
        until: iso(now + 5 * HOUR),
      },
    ],
  ];
  return told.flatMap(([n, kind, suppression]) =>
    Array.from({ length: n }, (_, index) => {
      const id = `ALT-${suppression.cause}-${index}`;
      const incidentId = `INC-1120-${suppression.cause}`;
      const one = alertOf(
        {
          id,
          kind,
          grade: 4,
          message: text(`${ROADS[index % 8]} ${index + 1} 号仪器`, `Instrument ${index + 1}`),
          district: DISTRICTS[index % 4]!,
          zone: `${ROADS[index % 8]} ${index + 1}`,
          ageMin: 3 + (index % 20),
          suppression,
        },
        incidentId,
        now,
      );
      // One whole incident of suppressed alerts: it must not be in the queue.
      if (suppression.cause === 'chattering' && index === 0)
        incidents.push(incidentOf(incidentId, kind, text('抖动的液位计', 'A level gauge that chatters'), [one], now));
      return one;
    }),
  );
}

const ACTORS = [
  ['江滨路 118 号井液位', 'city.flooding', 61],
  ['临港 3 号站风速', 'city.threshold', 44],
  ['白沙湾 2 号塔', 'beach.crowding', 31],
  ['科苑路燃气井 07', 'city.gas-leak', 22],
  ['石桥站 地表 DB-14', 'underground.settlement', 17],
  ['竹坑雨量站', 'city.missing', 15],
  ['鹏游 116', 'vessel.overspeed', 11],
  ['环湾路断面 4', 'city.traffic', 9],
  ['东湖电子厂 2 车间', 'city.over-staffing', 8],
  ['望海角浮标', 'city.stale', 6],
] as const;

/** A day with one flood in the afternoon. */
export function alarmKpis(from: number, to: number): AlarmKpis {
  const random = seededRandom(11);
  const hours = (to - from) / HOUR;
  const stepS = [600, 1200, 3600, 7200, 21_600].find((step) => (to - from) / 1000 / step <= 150) ?? 21_600;
  const points = Array.from({ length: Math.ceil((to - from) / 1000 / stepS) }, (_, index) => {
    const time = from + index * stepS * 1000;
    const flooded = Math.abs(time - (from + (to - from) * 0.72)) < stepS * 3_000;
    const ordinary = random() < 0.45 ? Math.floor(random() * 4 * (stepS / 600) ** 0.8) : 0;
    const alarms = flooded ? 14 + Math.floor(random() * 18) : ordinary;
    return {
      time: iso(time),
      alarms,
      peakTenMinutes: flooded ? 12 + Math.floor(random() * 6) : Math.min(5, alarms),
      floodShare: flooded ? 1 : 0,
    };
  });
  const alarms = points.reduce((sum, point) => sum + point.alarms, 0);
  const rate = (share: number, start: number, end: number) => ({
    from: iso(start),
    to: iso(end),
    alarms: Math.round(alarms * share),
    perOfficerHour: (alarms * share) / ((end - start) / HOUR) / 2,
    perTenMinutes: (alarms * share) / ((end - start) / HOUR) / 12,
    peakTenMinutes: share > 0.4 ? 21.5 : 4,
    floodShare: share > 0.4 ? 0.09 : 0,
    acknowledgeMedianS: 74 + share * 190,
    acknowledgeP90S: 260 + share * 900,
  });
  const shifts = Math.max(1, Math.round(hours / 8));
  const days = Math.max(1, Math.round(hours / 24));
  const part = (n: number, length: number, index: number) =>
    rate(
      n === 1 ? 1 : index === Math.floor(n * 0.7) ? 0.5 : 0.5 / (n - 1),
      from + index * length,
      Math.min(to, from + (index + 1) * length),
    );
  const SOURCE = 'ISA-18.2-2016 cl. 16 (= IEC 62682:2022 cl. 16), EEMUA 191 3rd ed.';
  const raised = 412;
  return {
    from: iso(from),
    to: iso(to),
    officers: 2,
    total: { ...rate(1, from, to), peakTenMinutes: 21.5, floodShare: 0.042, overfullShare: 0.035, unacknowledged: 7 },
    priorities: [
      { priority: 'high', alarms: Math.round(alarms * 0.07), share: 0.07, goal: 0.05 },
      { priority: 'medium', alarms: Math.round(alarms * 0.22), share: 0.22, goal: 0.15 },
      { priority: 'low', alarms: Math.round(alarms * 0.71), share: 0.71, goal: 0.8 },
    ],
    standing: 38,
    stale: {
      alarms: 3,
      items: [
        {
          id: 'ALT-9',
          detector: 'underground.settlement',
          name: '石桥站 地表 DB-14',
          since: iso(to - 71 * HOUR),
          priority: 'medium',
        },
        {
          id: 'ALT-8',
          detector: 'city.threshold',
          name: '临港 3 号站风速',
          since: iso(to - 40 * HOUR),
          priority: 'low',
        },
        {
          id: 'ALT-7',
          detector: 'city.gas-leak',
          name: '科苑路燃气井 07',
          since: iso(to - 26 * HOUR),
          priority: 'low',
        },
      ],
    },
    badActors: ACTORS.map(([name, detector, n], index) => ({
      detector,
      thing: `thing-${index}`,
      name,
      raised: n,
      annunciated: Math.round(n / (1 + (index % 3))),
      share: n / raised,
    })),
    badActorShare: 224 / raised,
    nuisance: [
      {
        detector: 'city.flooding',
        thing: 'thing-0',
        name: '江滨路 118 号井液位',
        cause: 'chattering',
        alerts: 4,
        raised: 38,
        lastAt: iso(to - HOUR),
      },
      {
        detector: 'city.threshold',
        thing: 'thing-1',
        name: '临港 3 号站风速',
        cause: 'fleeting',
        alerts: 9,
        raised: 21,
        lastAt: iso(to - 3 * HOUR),
      },
    ],
    suppressed: { first_out: 198, diagnostic: 88, on_delay: 41, chattering: 13, fleeting: 9, rule: 17, maintenance: 4 },
    shelved: 6,
    raised,
    byGrade: [
      { grade: 1, alarms: 3, unacknowledged: 0, acknowledgeMedianS: 38, acknowledgeP90S: 71 },
      { grade: 2, alarms: 19, unacknowledged: 1, acknowledgeMedianS: 72, acknowledgeP90S: 214 },
      { grade: 3, alarms: 61, unacknowledged: 2, acknowledgeMedianS: 156, acknowledgeP90S: 655 },
      { grade: 4, alarms: 104, unacknowledged: 4, acknowledgeMedianS: 412, acknowledgeP90S: 1980 },
    ],
    series: { stepS, points },
    byShift: Array.from({ length: shifts }, (_, index) => part(shifts, 8 * HOUR, index)),
    byDay: Array.from({ length: days }, (_, index) => part(days, 24 * HOUR, index)),
    targets: [
      { measure: 'perOfficerHour', acceptable: 6, manageable: 12, source: SOURCE },
      { measure: 'perTenMinutes', acceptable: 1, manageable: 2, source: SOURCE },
      { measure: 'peakTenMinutes', acceptable: 10, source: SOURCE },
      { measure: 'floodShare', acceptable: 0.01, source: SOURCE },
      { measure: 'badActorShare', acceptable: 0.01, manageable: 0.05, source: SOURCE },
      { measure: 'nuisance', acceptable: 0, source: SOURCE },
      { measure: 'stale', acceptable: 5, source: SOURCE },
    ],
  };
}

export const arrangements = (now: number): readonly ArrangementView[] => [
  {
    id: 'SUP-7',
    kind: 'rule',
    state: 'in_force',
    scope: { zone: 'pump-jiangbin', kind: 'threshold' },
    reason: '江滨泵站更换液位计',
    owner: '水务局 梁洁',
    from: iso(now - 3 * HOUR),
    to: iso(now + 5 * HOUR),
    worstGrade: 3,
    createdBy: 'admin',
    createdAt: iso(now - 3 * HOUR),
    suppresses: 9,
  },
  {
    id: 'MNT-4',
    kind: 'maintenance',
    state: 'planned',
    scope: { thing: 'gauge-zhukeng-1' },
    reason: '竹坑雨量站标定',
    owner: '气象局 周岚',
    from: iso(now + 20 * HOUR),
    to: iso(now + 23 * HOUR),
    worstGrade: 1,
    createdBy: 'admin',
    createdAt: iso(now - HOUR),
    suppresses: 0,
  },
  {
    id: 'MNT-3',
    kind: 'maintenance',
    state: 'withdrawn',
    scope: { zone: 'berth-3' },
    reason: '3 号泊位风速仪更换',
    owner: '港口 黎永健',
    from: iso(now - 30 * HOUR),
    to: iso(now - 20 * HOUR),
    withdrawnAt: iso(now - 24 * HOUR),
    withdrawnBy: 'admin',
    worstGrade: 1,
    createdBy: 'admin',
    createdAt: iso(now - 31 * HOUR),
    suppresses: 0,
  },
];
