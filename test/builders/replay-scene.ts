/** One typhoon afternoon as a replay tells it: the lanes, the scorecard and the incidents of a run, as recorded or branched. */
import type { IncidentView, ReplayLanes, ReplayView, Scorecard } from '../../backend/api/contract.ts';
import { toLonLat } from '../../geodata/city/harbour/frame.ts';
import { seededRandom } from '../../geodata/city/seeded-random.ts';
import { incidentView } from './view.ts';

const MINUTE = 60_000;
/** Friday 2026-09-18, 13:30 to 17:30 in Lanwan. */
export const SCENE_FROM = Date.parse('2026-09-18T05:30:00Z');
export const SCENE_TO = Date.parse('2026-09-18T09:30:00Z');

type Lane = ReplayLanes['alerts'][number];
type Row = readonly [
  id: string,
  minute: number,
  lastsMin: number,
  family: Lane['family'],
  kind: string,
  grade: Lane['grade'],
  eastKm: number,
  northKm: number,
  zh: string,
  en: string,
  incident?: string,
];

const ALERTS: readonly Row[] = [
  ['ALT-1', 24, 15, 'city', 'flooding', 4, -4, 5, '万安路下穿积水 12 厘米', 'Wanan underpass: 12 cm of water', 'INC-1'],
  [
    'ALT-2',
    42,
    20,
    'beach',
    'crowding',
    4,
    -7.6,
    -4.6,
    '白沙湾在滩 402 人，近上限',
    'Baisha Bay: 402 people, near its limit',
  ],
  [
    'ALT-3',
    55,
    30,
    'vessel',
    'overspeed',
    3,
    -3.8,
    -3.2,
    '鹏游 116 限速水域 17.6 节',
    'PENG YOU 116: 17.6 kn in a speed zone',
    'INC-2',
  ],
  [
    'ALT-4',
    73,
    60,
    'beach',
    'crowding',
    3,
    -7.6,
    -4.6,
    '白沙湾预警后仍有 408 人',
    'Baisha Bay: 408 people under a warning',
    'INC-3',
  ],
  [
    'ALT-5',
    82,
    25,
    'vessel',
    'restricted_area',
    3,
    -7.4,
    -4.4,
    '白沙快艇 08 进入禁入区',
    'BAISHA 08 in a no-go area',
    'INC-4',
  ],
  ['ALT-6', 92, 12, 'city', 'flooding', 4, -1, 6, '东涌路积水 9 厘米', 'Dongchong Road: 9 cm of water'],
  [
    'ALT-7',
    94,
    40,
    'vessel',
    'close_quarters',
    3,
    3.2,
    -8.2,
    '两船 CPA 0.08 海里',
    'Two vessels, CPA 0.08 nm',
    'INC-5',
  ],
  [
    'ALT-8',
    108,
    45,
    'city',
    'gas_leak',
    2,
    -2.6,
    4.2,
    '鹏屿路阀井甲烷 21 %LEL',
    'Pengyu Road valve pit: CH4 at 21 %LEL',
    'INC-6',
  ],
  [
    'ALT-9',
    116.7,
    43,
    'beach',
    'stranding',
    3,
    -7.6,
    -4.6,
    '白沙湾滞留 61 人',
    'Baisha Bay: 61 people stranded',
    'INC-3',
  ],
  [
    'ALT-10',
    120,
    36,
    'beach',
    'stranding',
    2,
    -7.6,
    -4.6,
    '白沙湾滞留超过 II 级限 30 人',
    'Baisha Bay: stranded, over the grade II limit of 30',
    'INC-3',
  ],
  [
    'ALT-11',
    130,
    60,
    'underground',
    'settlement',
    4,
    -5.5,
    3,
    'DBC-3-114 沉降 -24.6 mm',
    'DBC-3-114: settlement of -24.6 mm',
    'INC-7',
  ],
  [
    'ALT-12',
    168,
    22,
    'city',
    'flooding',
    4,
    -4,
    5,
    '万安路下穿积水 14 厘米',
    'Wanan underpass: 14 cm of water',
    'INC-1',
  ],
  [
    'ALT-13',
    193,
    500,
    'underground',
    'settlement_rate',
    3,
    -5.5,
    3,
    'DBC-3-114 日沉降 3.4 mm',
    'DBC-3-114: 3.4 mm in a day',
    'INC-7',
  ],
];

const INCIDENTS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'INC-1': ['万安路下穿积水', 'Wanan underpass: water'],
  'INC-2': ['鹏游 116 超速', 'PENG YOU 116: overspeed'],
  'INC-3': ['白沙湾人员滞留', 'Baisha Bay: people stranded'],
  'INC-4': ['白沙快艇 08 进入禁入区', 'BAISHA 08: no-go area'],
  'INC-5': ['两船紧迫局面', 'Two vessels: close quarters'],
  'INC-6': ['鹏屿路燃气泄漏', 'Pengyu Road: gas leak'],
  'INC-7': ['DBC-3-114 沉降', 'DBC-3-114: settlement'],
};

/** What does not happen, or ends sooner, once the beach is closed early. */
const SPARED = new Set(['ALT-4', 'ALT-9', 'ALT-10']);

const iso = (epochMs: number) => new Date(epochMs).toISOString();
const at = (minute: number) => iso(SCENE_FROM + minute * MINUTE);

const alertsOf = (branched: boolean): Lane[] =>
  ALERTS.filter(([id]) => !(branched && SPARED.has(id))).map(
    ([id, minute, lasts, family, kind, grade, east, north, zh, en, incidentId]) => {
      const end = SCENE_FROM + (minute + lasts - (branched && id === 'ALT-8' ? 12 : 0)) * MINUTE;
      return {
        id,
        kind,
        family,
        grade,
        raisedAt: at(minute),
        ...(end < SCENE_TO ? { clearedAt: iso(end) } : {}),
        message: { zh, en },
        position: [...toLonLat([east * 1000, north * 1000])] as [number, number],
        ...(incidentId ? { incidentId } : {}),
      };
    },
  );

/** New, filed, dispatched, in hand, resolved, closed: minutes after it began. */
const PACE: Readonly<Record<string, readonly number[]>> = {
  'INC-3': [0, 17, 18, 21, 42, 72],
  'INC-6': [0, 2, 4, 11, 45, 90],
  'INC-4': [0, 5, 9, 14, 30, 61],
};
const STATES = ['new', 'filed', 'dispatched', 'handling', 'resolved', 'closed'] as const;

function incidentsOf(alerts: readonly Lane[]): ReplayLanes['incidents'] {
  return Object.entries(INCIDENTS).flatMap(([id, [zh, en]]) => {
    const own = alerts.filter(({ incidentId }) => incidentId === id);
    const first = own[0];
    if (!first) return [];
    const began = Date.parse(first.raisedAt);
    const pace = PACE[id] ?? [0, 8, 15, 24, 50];
    const phases = pace.flatMap((minute, index) => {
      const from = began + minute * MINUTE;
      const next = pace[index + 1];
      if (from >= SCENE_TO) return [];
      return [
        {
          state: STATES[index]!,
          from: iso(from),
          ...(next === undefined ? {} : { to: iso(began + next * MINUTE) }),
        },
      ];
    });
    const grade = Math.min(...own.map((alert) => alert.grade)) as Lane['grade'];
    return [{ id, title: { zh, en }, family: first.family, grade, phases }];
  });
}

type Act = readonly [minute: number, actor: string, action: string, object: string, note?: string];
const ACTS: readonly Act[] = [
  [59, 'chen', 'acknowledge', 'INC-2'],
  [86, 'liang', 'acknowledge', 'INC-4'],
  [110, 'chen', 'acknowledge', 'INC-6'],
  [112, 'chen', 'dispatch', 'INC-6', '燃气抢修二队'],
  [133.7, 'chen', 'acknowledge', 'INC-3'],
  [134.7, 'lin', 'approve', 'INC-3', 'BCH-P2'],
  [137.7, 'patrol-2', 'arrive', 'INC-3'],
  [159, 'patrol-2', 'resolve', 'INC-3'],
  [189, 'lin', 'verify', 'INC-3'],
];

/** People on the sand and in the water while they should not be: falling after the warning, sooner after an early closure. */
function exposureOf(branched: boolean, branchMinute: number): NonNullable<ReplayLanes['exposure']> {
  const random = seededRandom(11);
  return Array.from({ length: 241 }, (_, minute) => {
    const noise = Math.round((random() - 0.5) * 8);
    const grows = 318 + Math.min(90, minute * 1.1) + noise;
    const leave = branched ? branchMinute : 72;
    const people = minute < leave ? grows : grows * Math.exp(-(minute - leave) / (branched ? 24 : 38));
    return { time: at(minute), people: people < 6 ? 0 : Math.round(people) };
  });
}

export interface SceneRun {
  readonly lanes: ReplayLanes;
  readonly card: Scorecard;
}

/** The run as it was, or with the beach closed from `branchMinute` on. */
export function sceneRun(id: string, branchMinute?: number): SceneRun {
  const branched = branchMinute !== undefined;
  const alerts = alertsOf(branched);
  const random = seededRandom(branched ? 5 : 3);
  const exposure = exposureOf(branched, branchMinute ?? 0);
  const incidents = incidentsOf(alerts);
  const lanes: ReplayLanes = {
    from: iso(SCENE_FROM),
    to: iso(SCENE_TO),
    binMs: MINUTE,
    messages: Array.from({ length: 240 }, (_, minute) =>
      Math.round(
        900 + random() * 240 + (minute > 68 && minute < 96 ? 700 : 0) + (minute > 128 && minute < 164 ? 820 : 0),
      ),
    ),
    alerts,
    incidents,
    actions: ACTS.filter(([, , , object]) => incidents.some((incident) => incident.id === object)).map(
      ([minute, actor, action, objectId, note]) => ({
        time: at(minute),
        actor,
        action,
        objectKind: 'incident',
        objectId,
        ...(note ? { note } : {}),
      }),
    ),
    warnings: [
      { id: 'WRN-1', event: '台风橙色', grade: 2, headline: '台风橙色预警', from: at(70) },
      { id: 'WRN-2', event: '暴雨黄色', grade: 3, headline: '暴雨黄色预警', from: at(128), to: at(200) },
    ],
    exposure,
  };
  return { lanes, card: cardOf(id, lanes, branched) };
}

const score = (truth: number, detected: number, falsePositives: number, lead?: number) => ({
  truth,
  detected,
  truePositives: detected,
  falsePositives,
  ...(detected + falsePositives > 0 ? { precision: detected / (detected + falsePositives) } : {}),
  ...(truth > 0 ? { recall: detected / truth } : {}),
  ...(lead === undefined ? {} : { medianLeadSeconds: lead }),
  falseAlarmsPerHour: falsePositives / 4,
});

function cardOf(id: string, { alerts, incidents, exposure = [] }: ReplayLanes, branched: boolean): Scorecard {
  const cleared = alerts.flatMap(({ clearedAt }) => (clearedAt ? [clearedAt] : [])).sort();
  return {
    replay: id,
    alerts: alerts.length,
    incidents: incidents.length,
    worstGrade: 2,
    stillActive: alerts.filter(({ clearedAt }) => clearedAt === undefined).length,
    firstRaisedAt: alerts[0]!.raisedAt,
    lastClearedAt: cleared.at(-1)!,
    response: {
      raisedToAcknowledged: branched ? 240 : 1020,
      acknowledgedToDispatched: 60,
      ...(branched ? {} : { dispatchedToResolved: 1260 }),
      limits: { raisedToAcknowledged: 600, acknowledgedToDispatched: 300, dispatchedToResolved: 1800 },
    },
    exposure: {
      peakPeople: Math.max(...exposure.map(({ people }) => people)),
      personMinutes: exposure.slice(72).reduce((sum, { people }) => sum + people, 0),
    },
    families: {
      city: score(4, 4, 1, 300),
      underground: score(2, 2, 0, 5400),
      beach: score(branched ? 1 : 4, branched ? 1 : 4, 0, 540),
      vessel: score(4, 3, 1, -20),
    },
    detectors: [
      { detector: 'beach.stranding', ...score(branched ? 0 : 2, branched ? 0 : 2, 0, branched ? undefined : 540) },
      { detector: 'beach.crowding', ...score(2, 2, 0, 60) },
      { detector: 'city.flooding', ...score(3, 3, 1, 300) },
      { detector: 'city.gas_leak', ...score(1, 1, 0, 120) },
      { detector: 'underground.settlement', ...score(2, 2, 0, 5400) },
      { detector: 'vessel.close_quarters', ...score(2, 1, 1, -20) },
      { detector: 'vessel.overspeed', ...score(2, 2, 0, 10) },
    ],
    total: score(14, 13, 2, 320),
  };
}

/** How the incidents of a run stand at a moment, as the socket tells them. */
export function incidentsAt({ lanes }: SceneRun, now: number): IncidentView[] {
  return lanes.incidents.flatMap((incident) => {
    const phase = incident.phases.findLast(({ from }) => Date.parse(from) <= now);
    if (!phase) return [];
    const alerts = lanes.alerts.filter(
      ({ incidentId, raisedAt }) => incidentId === incident.id && Date.parse(raisedAt) <= now,
    );
    const lead = alerts.at(-1)!;
    const open = alerts.some(({ clearedAt }) => clearedAt === undefined || Date.parse(clearedAt) > now);
    const detectedAt = incident.phases[0]!.from;
    return [
      incidentView(incident.id, {
        title: incident.title,
        kind: lead.kind,
        family: incident.family,
        grade: incident.grade,
        state: phase.state as IncidentView['state'],
        condition: open ? 'active' : 'cleared',
        acknowledged: phase.state !== 'new',
        ...(phase.state === 'new' ? {} : { assignee: '陈默' }),
        ...(lead.position ? { position: lead.position } : {}),
        occurredAt: detectedAt,
        detectedAt,
        updatedAt: phase.from,
        dueAt: iso(Date.parse(detectedAt) + 30 * MINUTE),
        nAlerts: alerts.length,
        alertIds: alerts.map(({ id }) => id),
      }),
    ];
  });
}

export const sceneReplay = (id: string, over: Partial<ReplayView> = {}): ReplayView => ({
  id,
  title: { zh: '台风海鸢登陆日', en: 'Typhoon Haiyuan lands' },
  source: { kind: 'scenario', scenario: 'typhoon-day', seed: 7 },
  from: iso(SCENE_FROM),
  to: iso(SCENE_TO),
  position: iso(SCENE_FROM),
  speed: 16,
  state: 'paused',
  analysed: 1,
  simulated: true,
  interventions: [],
  bookmarks: [],
  digest: '9c41a7d20b58e3f64c1127aa90be5d3388f02c6b71d94ee5a0317fc2846be07a',
  messages: 284_113,
  createdBy: 'chen',
  createdAt: '2026-11-20T08:00:00.000Z',
  ...over,
});
