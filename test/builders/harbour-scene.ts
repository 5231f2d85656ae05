import type { AlertDetail, IncidentDetail, ThingView } from '../../backend/api/contract.ts';
import type { Frame } from '../../backend/push/protocol.ts';
import { toLonLat } from '../../geodata/city/harbour/frame.ts';
import { seededRandom } from '../../geodata/city/seeded-random.ts';
import { destination, type LonLat } from '../../geodata/model/geometry.ts';
import { MPS_PER_KNOT } from '../../geodata/model/units.ts';

/** A vessel on a straight course through `at` at the scene's start. */
export interface SceneVessel {
  readonly number: number;
  readonly view: ThingView;
  readonly at: LonLat;
  readonly speedKn: number;
  readonly courseDeg: number;
  readonly status: number;
  /** Last heard of this long before now, ms. */
  readonly silentMs: number;
}

type Row = readonly [
  name: string,
  eastKm: number,
  northKm: number,
  courseDeg: number,
  speedKn: number,
  lengthM: number,
  shipType: number,
  status?: number,
  silentMin?: number,
];

/** Named ones, that the incidents are about. */
const NAMED: readonly Row[] = [
  ['LAN YOU 305', 3.4, -8.2, 243, 14.8, 42, 60],
  ['JIN HAI 68', 1.9, -11.6, 350, 11.4, 189, 70],
  ['鹏游 116', -3.8, -3.2, 38, 17.6, 14, 37],
  ['海巡 0921', -2.2, -8.2, 20, 9.2, 40, 55],
  ['顺达 77', 3.2, -14.6, 332, 12.1, 148, 70],
  ['TUG GANG 12', -0.9, 0.8, 76, 6.4, 28, 52],
  ['PILOT 3', -1.8, -5.2, 170, 18.2, 16, 50],
  ['澜渔 20114', 7.6, -4.2, 60, 7.8, 24, 30, 7, 14],
  ['澜渔 20358', 9.2, -8.4, 245, 8.3, 22, 30, 7],
  ['YUE HAI 7', 4.6, -17.4, 334, 10.7, 220, 80],
  ['东方之星', -4.3, -10.7, 110, 0.6, 62, 37, 1],
  ['OCEAN LILY', 6.4, -12.4, 40, 0.1, 171, 70, 1],
  ['HUA SHENG 9', 7.4, -13.1, 52, 0.2, 96, 79, 1],
  ['GLORY PEARL', 6.9, -13.5, 33, 0.1, 228, 80, 1],
  ['青螺 2 号', -6.0, -0.9, 128, 8.8, 32, 60],
  ['白沙快艇 08', -7.4, -4.4, 12, 22.4, 9, 37],
  ['LNG SINCERITY', 5.4, 0.2, 180, 0, 290, 84, 5],
  ['长顺 1', -2.6, 2.2, 90, 0, 88, 70, 5],
];

const vessel = (row: Row, index: number, now: number): SceneVessel => {
  const [name, east, north, courseDeg, speedKn, lengthM, shipType, status = 0, silentMin = 0] = row;
  const at = toLonLat([east * 1000, north * 1000]);
  const mmsi = 413_000_000 + index * 7919;
  return {
    number: index,
    at,
    speedKn,
    courseDeg,
    status,
    silentMs: silentMin * 60_000 + (index % 9) * 700,
    view: {
      id: `mmsi-${mmsi}`,
      name,
      kind: 'vessel',
      family: 'vessel',
      status: silentMin > 0 ? 'offline' : 'online',
      lastSeenAt: new Date(now - silentMin * 60_000).toISOString(),
      position: [...at],
      speedKn,
      courseDeg,
      attrs: {
        mmsi,
        lengthM,
        beamM: Math.round(lengthM / 6),
        shipType,
        callSign: `B${String(mmsi).slice(-5)}`,
        destination: 'LANWAN',
        draughtM: Math.round(lengthM / 4) / 10,
      },
    },
  };
};

/** A lively afternoon off Lanwan: the named vessels and `more` ordinary ones, the same for the same seed. */
export function harbourVessels(now: number, more = 60): readonly SceneVessel[] {
  const random = seededRandom(7);
  const others = Array.from({ length: more }, (_, index): Row => {
    const east = -6 + random() * 22;
    const north = -21 + random() * 12;
    const anchored = random() < 0.2;
    return [
      `VESSEL ${index + 1}`,
      east,
      north,
      random() * 360,
      anchored ? 0.1 : 4 + random() * 12,
      8 + random() ** 2 * 220,
      30 + Math.floor(random() * 55),
      anchored ? 1 : 0,
      random() < 0.05 ? 9 : 0,
    ];
  });
  return [...NAMED, ...others].map((row, index) => vessel(row, index, now));
}

/** Where each is `elapsedMs` after the start; they turn back after ten minutes so that the scene stays in its waters. */
export function frameOf(
  vessels: readonly SceneVessel[],
  start: number,
  now: number,
  sequence: number,
  full: boolean,
): Frame {
  const count = vessels.length;
  const frame = {
    sequence,
    full,
    count,
    number: new Uint32Array(count),
    lon: new Float64Array(count),
    lat: new Float64Array(count),
    time: new Float64Array(count),
    speedKn: new Float32Array(count),
    courseDeg: new Float32Array(count),
    headingDeg: new Float32Array(count),
    status: new Uint8Array(count),
    quality: new Uint8Array(count),
  };
  vessels.forEach((one, index) => {
    const heard = now - one.silentMs;
    const [lon, lat] = destination(one.at, one.courseDeg, (one.speedKn * MPS_PER_KNOT * (heard - start)) / 1000);
    frame.number[index] = one.number;
    frame.lon[index] = lon;
    frame.lat[index] = lat;
    frame.time[index] = heard;
    frame.speedKn[index] = one.speedKn;
    frame.courseDeg[index] = one.courseDeg;
    frame.headingDeg[index] = one.courseDeg;
    frame.status[index] = one.status;
  });
  return frame;
}

interface Case {
  readonly kind: string;
  readonly grade: 1 | 2 | 3 | 4;
  readonly zh: string;
  readonly en: string;
  readonly why: readonly [zh: string, en: string];
  readonly things: readonly number[];
  readonly ageMin: number;
  readonly dueMin: number;
  readonly measure?: AlertDetail['measure'];
  readonly acknowledged?: boolean;
  readonly cleared?: boolean;
  readonly assignee?: string;
  readonly shelvedMin?: number;
  readonly zone?: string;
}

const CASES: readonly Case[] = [
  {
    kind: 'close_quarters',
    grade: 2,
    zh: '两船紧迫局面 CPA 0.08 海里',
    en: 'Close quarters, CPA 0.08 nm',
    why: [
      'LAN YOU 305 与 JIN HAI 68 最近会遇距离 0.08 海里，3 分 20 秒后。双方 6 分钟内均未改向。',
      'LAN YOU 305 and JIN HAI 68 will pass 0.08 nm apart in 3 min 20 s. Neither has altered for 6 min.',
    ],
    things: [0, 1],
    ageMin: 2,
    dueMin: 2,
    measure: { value: 0.08, limit: 0.3, unit: 'nm' },
    zone: '主航道',
  },
  {
    kind: 'overspeed',
    grade: 2,
    zh: '鹏游 116 超速 17.6 节',
    en: 'PENG YOU 116 at 17.6 kn',
    why: [
      '鹏游 116 在限速 8 节的白沙湾浴场水域以 17.6 节航行，已持续 3 分钟。',
      'PENG YOU 116 makes 17.6 kn in the Baisha bathing water, limit 8 kn, for 3 min.',
    ],
    things: [2],
    ageMin: 3,
    dueMin: 12,
    measure: { value: 17.6, limit: 8, unit: 'kn' },
    zone: '白沙湾浴场水域',
  },
  {
    kind: 'restricted_area',
    grade: 3,
    zh: '白沙快艇 08 进入禁入区',
    en: 'BAISHA 08 in a no-go area',
    why: [
      '白沙快艇 08 于 6 分钟前进入浴场禁入水域，尚未离开。',
      'BAISHA 08 entered the closed bathing water 6 min ago and is still inside.',
    ],
    things: [15],
    ageMin: 6,
    dueMin: 24,
    zone: '白沙湾浴场水域',
  },
  {
    kind: 'anchor_drag',
    grade: 2,
    zh: '东方之星 走锚 140 米',
    en: 'DONG FANG ZHI XING dragging, 140 m',
    why: [
      '东方之星 锚泊中，20 分钟内离开锚位 140 米，允许 90 米。',
      'DONG FANG ZHI XING at anchor has moved 140 m from its anchor in 20 min; 90 m is its swing.',
    ],
    things: [10],
    ageMin: 24,
    dueMin: 6,
    measure: { value: 140, limit: 90, unit: 'm' },
    acknowledged: true,
    assignee: '海事 周岚',
    zone: '东涌锚地',
  },
  {
    kind: 'overspeed',
    grade: 3,
    zh: '青螺 2 号 主航道超速',
    en: 'QING LUO 2 too fast in the fairway',
    why: [
      '青螺 2 号 在限速 15 节的主航道以 18.1 节航行。',
      'QING LUO 2 makes 18.1 kn in the main fairway, limit 15 kn.',
    ],
    things: [14],
    ageMin: 12,
    dueMin: -3,
    measure: { value: 18.1, limit: 15, unit: 'kn' },
    acknowledged: true,
    assignee: '港调 李明',
    zone: '主航道',
  },
  {
    kind: 'loitering',
    grade: 3,
    zh: '澜渔 20358 在航道口徘徊',
    en: 'LAN YU 20358 loiters at the fairway',
    why: [
      '澜渔 20358 在航道口 600 米范围内徘徊 41 分钟。',
      'LAN YU 20358 has stayed within 600 m of the fairway entrance for 41 min.',
    ],
    things: [8],
    ageMin: 41,
    dueMin: 33,
    acknowledged: true,
    assignee: 'chen',
  },
  {
    kind: 'night_sailing',
    grade: 4,
    zh: 'PILOT 3 夜航未报',
    en: 'PILOT 3 sails at night unannounced',
    why: ['日落后 22 分钟仍在航，未收到夜航报告。', 'Under way 22 min after sunset without a report.'],
    things: [6],
    ageMin: 52,
    dueMin: 70,
    acknowledged: true,
    assignee: '海巡 0921',
  },
  {
    kind: 'overspeed',
    grade: 4,
    zh: 'TUG GANG 12 港池超速',
    en: 'TUG GANG 12 too fast in the basin',
    why: ['港池限速 8 节，9.6 节已回落。', 'Basin limit 8 kn; 9.6 kn has fallen again.'],
    things: [5],
    ageMin: 58,
    dueMin: 20,
    measure: { value: 9.6, limit: 8, unit: 'kn' },
    acknowledged: true,
    cleared: true,
    assignee: '梁洁',
    zone: '临港港池',
  },
  {
    kind: 'restricted_area',
    grade: 3,
    zh: 'YUE HAI 7 误入避让区',
    en: 'YUE HAI 7 entered the LNG zone',
    why: ['已驶离 LNG 泊位禁入区。', 'It has left the LNG no-go zone.'],
    things: [9],
    ageMin: 72,
    dueMin: 25,
    acknowledged: true,
    cleared: true,
    assignee: '港调 李明',
  },
  {
    kind: 'ais_silence',
    grade: 3,
    zh: '澜渔 20114 断讯 14 分',
    en: 'LAN YU 20114 silent for 14 min',
    why: [
      '澜渔 20114 在航（最后 7.8 节），已 14 分钟收不到 AIS 信号，附近其他船舶正常。',
      'LAN YU 20114, last under way at 7.8 kn, has not been heard for 14 min while others nearby were.',
    ],
    things: [7],
    ageMin: 14,
    dueMin: 38,
  },
  {
    kind: 'stale',
    grade: 4,
    zh: '白沙湾浮标 断报 22 分',
    en: 'Baisha buoy silent for 22 min',
    why: ['浪高每 10 分钟一报，已 22 分钟没有读数。', 'Wave height is due every 10 min; none for 22 min.'],
    things: [11],
    ageMin: 22,
    dueMin: 50,
  },
  {
    kind: 'loitering',
    grade: 4,
    zh: 'HUA SHENG 9 锚地外停留',
    en: 'HUA SHENG 9 stays outside the anchorage',
    why: ['在锚地外停留 2 小时。', 'Outside the anchorage for 2 h.'],
    things: [12],
    ageMin: 120,
    dueMin: 300,
    acknowledged: true,
    shelvedMin: 28,
  },
];

const iso = (epochMs: number) => new Date(epochMs).toISOString();

/** Incidents with their alerts, evidence and log, as `GET /incidents/{id}` tells them. */
export function harbourIncidents(
  vessels: readonly SceneVessel[],
  now: number,
  cases: readonly Case[] = CASES,
  first = 40,
): IncidentDetail[] {
  return cases.map((one, index) => {
    const raisedAt = now - one.ageMin * 60_000;
    const subjects = one.things.map((number) => vessels[number]!);
    const things = subjects.map(({ view: { id, name, kind } }) => ({ id, name, kind }));
    const id = `INC-1120-${String(first + index).padStart(3, '0')}`;
    const message = { zh: one.why[0], en: one.why[1] };
    const base = {
      kind: one.kind,
      family: one.kind === 'stale' ? ('beach' as const) : ('vessel' as const),
      grade: one.grade,
      acknowledged: one.acknowledged ?? false,
      shelved: one.shelvedMin !== undefined,
      ...(one.shelvedMin === undefined ? {} : { shelvedUntil: iso(now + one.shelvedMin * 60_000) }),
      things,
      position: [...subjects[0]!.at] as [number, number],
      ...(one.zone ? { zone: one.zone } : {}),
      ...(one.cleared ? { clearedAt: iso(now - 60_000) } : {}),
    };
    const alert: AlertDetail = {
      ...base,
      id: `ALT-${1000 + first + index}`,
      detector: `vessel.${one.kind}`,
      state: one.cleared ? 'cleared' : 'active',
      raisedAt: iso(raisedAt),
      lastRaisedAt: iso(raisedAt),
      nRaised: 1,
      message,
      incidentId: id,
      ruleVersion: '3',
      ...(one.measure ? { measure: one.measure } : {}),
      evidence: {
        parameters: { dwellS: 30, clearRatio: 0.9, marginKn: 1 },
        ...evidenceOf(one, subjects, raisedAt, now),
      },
      log: [{ time: iso(raisedAt), actor: 'system', action: 'raised', text: message }],
    };
    return {
      ...base,
      id,
      title: { zh: one.zh, en: one.en },
      gradeReason: { zh: '按海上事件定级表第 3 款', en: 'Table of sea events, clause 3' },
      ...{ tags: [], gradeReasons: [], places: [], reportIds: [], clocks: {} },
      state: one.cleared ? 'resolved' : one.assignee ? 'handling' : 'new',
      condition: one.cleared ? 'cleared' : 'active',
      ...(one.assignee ? { assignee: one.assignee } : {}),
      department: '临港海事处',
      occurredAt: iso(raisedAt),
      detectedAt: iso(raisedAt),
      updatedAt: iso(raisedAt),
      dueAt: iso(now + one.dueMin * 60_000),
      overdue: one.dueMin < 0,
      nAlerts: 1,
      nReports: 0,
      alertIds: [alert.id],
      alerts: [alert],
      timeline: [
        { time: iso(raisedAt), actor: 'system', action: 'raised', text: message },
        { time: iso(raisedAt + 2000), actor: 'system', action: 'opened' },
        ...(one.acknowledged ? [{ time: iso(raisedAt + 50_000), actor: 'chen', action: 'acknowledged' }] : []),
        ...(one.assignee
          ? [{ time: iso(raisedAt + 70_000), actor: 'chen', action: 'assigned', note: one.assignee }]
          : []),
      ],
    };
  });
}

/** A trend that breaks its limit at the raising, and the geometry of an encounter. */
function evidenceOf(
  one: Case,
  subjects: readonly SceneVessel[],
  raisedAt: number,
  now: number,
): Pick<AlertDetail['evidence'], 'samples' | 'points'> {
  const { measure } = one;
  const steps = 24;
  const value = (share: number) => {
    if (!measure) return subjects[0]!.speedKn;
    if (one.kind === 'close_quarters') return 2.4 - share * 1.5;
    return (
      measure.limit * 0.7 +
      (measure.value - measure.limit * 0.7) * share ** 0.6 +
      Math.sin(share * 22) * 0.02 * measure.limit
    );
  };
  const samples = Array.from({ length: steps }, (_, index) => {
    const share = index / (steps - 1);
    const time = raisedAt - 6 * 60_000 + share * Math.min(now - raisedAt + 6 * 60_000, 10 * 60_000);
    return {
      time: iso(time),
      value: value(share),
      thing: subjects[0]!.view.id,
      position: [
        ...destination(
          subjects[0]!.at,
          subjects[0]!.courseDeg,
          (subjects[0]!.speedKn * MPS_PER_KNOT * (time - now)) / 1000,
        ),
      ] as [number, number],
    };
  });
  if (one.kind !== 'close_quarters') return { samples };
  const ahead = (vessel: SceneVessel) =>
    [...destination(vessel.at, vessel.courseDeg, vessel.speedKn * MPS_PER_KNOT * 400)] as [number, number];
  return {
    samples,
    points: [
      ...subjects.map(({ view: { name }, at }) => ({
        label: { zh: name, en: name },
        position: [...at] as [number, number],
      })),
      ...subjects.map((vessel) => ({
        label: { zh: `${vessel.view.name} 最近会遇点`, en: `${vessel.view.name} at closest approach` },
        position: ahead(vessel),
      })),
    ],
  };
}

/** One more, for what comes while somebody works. */
export const LATER: readonly Case[] = [
  {
    kind: 'overspeed',
    grade: 3,
    zh: '顺达 77 主航道超速',
    en: 'SHUN DA 77 too fast in the fairway',
    why: ['顺达 77 以 17.2 节航行，限速 15 节。', 'SHUN DA 77 makes 17.2 kn, limit 15 kn.'],
    things: [4],
    ageMin: 0,
    dueMin: 30,
    measure: { value: 17.2, limit: 15, unit: 'kn' },
    zone: '主航道',
  },
];
