import type { Bilingual } from '../../model/text.ts';

/** What a built-up area is: its blocks, heights and uses follow from it. */
export type SettlementKind = 'core' | 'town' | 'old_town' | 'village' | 'resort' | 'industry' | 'port';

export interface Settlement {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: SettlementKind;
  readonly eastKm: number;
  readonly northKm: number;
  /** Half axes of the ellipse that it fills where the ground lets it, kilometres. */
  readonly alongKm: number;
  readonly acrossKm: number;
  /** Of the long axis and of its streets, degrees counterclockwise from east. */
  readonly turnDeg: number;
}

type Row = readonly [
  slug: string,
  zh: string,
  en: string,
  kind: SettlementKind,
  eastKm: number,
  northKm: number,
  alongKm: number,
  acrossKm: number,
  turnDeg: number,
];

const ROWS: readonly Row[] = [
  // 福安区
  ['fuan-centre', '福安中心区', "Fu'an CBD", 'core', -6.4, 3.5, 1.3, 1, 12],
  ['qingluo', '青螺', 'Qingluo', 'old_town', -7.1, 1.5, 1, 0.8, 28],
  ['shixia', '石厦村', 'Shixia village', 'village', -8.7, 2.6, 0.5, 0.4, 5],
  ['fuqian', '府前', 'Fuqian', 'town', -8.6, 4.8, 1.3, 1, 8],
  ['beihu', '北湖', 'Beihu', 'town', -6.3, 6.1, 1.5, 0.9, 16],
  ['haibin', '海滨', 'Haibin', 'town', -4.9, 2.3, 0.9, 0.55, 32],
  ['xinzhou', '新洲', 'Xinzhou', 'town', -4.4, 4.5, 1.1, 1, 18],
  ['meiling', '梅岭村', 'Meiling village', 'village', -9.2, 6.7, 0.55, 0.4, 40],
  ['gangxia', '岗下村', 'Gangxia village', 'village', -5.2, 5.4, 0.35, 0.3, 18],
  // 临港区
  ['port', '临港港区', 'Lingang port', 'port', -0.8, 3.4, 3.1, 0.5, 0],
  ['xingang', '新港', 'Xingang', 'town', -1.6, 5.5, 1.7, 0.9, 4],
  ['yanpu', '盐埔', 'Yanpu', 'town', 1.6, 5.2, 1.2, 0.9, 2],
  ['yanpu-village', '盐埔村', 'Yanpu village', 'village', 0.6, 4.4, 0.45, 0.28, 0],
  ['shatou', '沙头', 'Shatou', 'town', 4.9, 3.9, 1.1, 0.8, 10],
  ['shatou-village', '沙头角村', 'Shatoujiao village', 'village', 5.5, 2.9, 0.45, 0.3, 20],
  ['donggang', '东港工业区', 'Donggang works', 'industry', 4.9, 5.9, 1.2, 0.8, 6],
  ['lianhe', '联合', 'Lianhe', 'industry', 1.7, 7, 1, 0.6, 0],
  ['lng', 'LNG 接收站', 'LNG terminal', 'port', 6.5, 1.1, 0.4, 0.55, 0],
  // 澜东区
  ['landong', '澜东', 'Landong', 'town', 15.2, 1.3, 1.7, 1, 14],
  ['kuixi', '葵溪', 'Kuixi', 'town', 17.7, 3.5, 1.1, 0.8, 40],
  ['guanhu', '官湖', 'Guanhu', 'resort', 12.4, 0.2, 0.9, 0.5, 8],
  ['jinsha', '金沙', 'Jinsha', 'town', 19.6, 2.5, 0.9, 0.6, 30],
  ['dakeng', '大坑工业区', 'Dakeng works', 'industry', 16.5, 6, 1.2, 0.7, 80],
  ['lingdong', '岭东', 'Lingdong', 'town', 9.5, 2.3, 0.9, 0.7, 70],
  ['wanghai', '望海村', 'Wanghai village', 'village', 8.5, -0.8, 0.5, 0.32, 30],
  ['baishitang', '白石塘村', 'Baishitang village', 'village', 19.5, 6.3, 0.5, 0.4, 60],
  ['xinwei', '新围村', 'Xinwei village', 'village', 14, 2.2, 0.4, 0.32, 20],
  // 云岭区
  ['yuncheng', '云城', 'Yuncheng', 'core', 2.2, 9.7, 1.4, 0.9, 84],
  ['yuncheng-west', '云西', 'Yunxi', 'town', 0.3, 10.5, 1.1, 0.8, 75],
  ['pinggang', '坪岗', 'Pinggang', 'town', 6.3, 10.6, 1.5, 0.9, 10],
  ['hengtang', '横塘工业区', 'Hengtang works', 'industry', 9.7, 10.4, 1.4, 0.8, 0],
  ['nankeng', '南坑', 'Nankeng', 'town', -1.8, 11.6, 1, 0.7, 165],
  ['buwei', '布尾', 'Buwei', 'town', 12.7, 11.5, 1.1, 0.6, 16],
  ['henggang', '横岗村', 'Henggang village', 'village', 4.4, 12.5, 0.6, 0.45, 50],
  ['pingdi', '坪地村', 'Pingdi village', 'village', 7.6, 9.6, 0.45, 0.35, 12],
  ['longbei', '龙背', 'Longbei', 'industry', 9.1, 6.6, 0.9, 0.5, 80],
  ['qingxi', '清溪村', 'Qingxi village', 'village', 17, 12.1, 0.55, 0.4, 5],
  // 梅川区
  ['meichuan', '梅川', 'Meichuan', 'town', -15.5, 6.6, 1.9, 1.1, 12],
  ['meichuan-old', '梅川老墟', 'Meichuan old market', 'village', -14.2, 7.6, 0.5, 0.4, 35],
  ['longtang', '龙塘', 'Longtang', 'town', -19.5, 8.1, 1.4, 0.9, 20],
  ['pingshan', '坪山围工业区', 'Pingshanwei works', 'industry', -17.6, 10.8, 1.5, 0.9, 100],
  ['shangwei', '上围', 'Shangwei', 'town', -12.4, 9.7, 1.1, 0.8, 50],
  ['shangwei-works', '上围工业园', 'Shangwei estate', 'industry', -10.8, 11.2, 0.9, 0.5, 45],
  ['shijing', '石井', 'Shijing', 'town', -21.4, 4.7, 1, 0.8, 150],
  ['maluan', '马峦村', 'Maluan village', 'village', -17.4, 4.2, 0.5, 0.35, 20],
  ['tangkeng', '塘坑村', 'Tangkeng village', 'village', -12.2, 5.6, 0.55, 0.4, 160],
  ['jiaotang', '蕉塘村', 'Jiaotang village', 'village', -21.6, 9.8, 0.55, 0.4, 150],
  // 鹏屿区
  ['nanyu', '南屿', 'Nanyu', 'town', -9.3, -0.5, 1.2, 0.9, 35],
  ['baisha', '白沙', 'Baisha', 'resort', -9.25, -3.9, 0.55, 1.2, 0],
  ['dongchong', '东涌村', 'Dongchong village', 'village', -9.5, -7.6, 0.5, 0.4, 10],
  ['xichong', '西涌村', 'Xichong village', 'village', -14.6, -11.2, 0.6, 0.4, 15],
  ['pengxi', '鹏西', 'Pengxi', 'town', -19.3, -2.4, 1.2, 0.8, 100],
  ['jingkou', '径口村', 'Jingkou village', 'village', -19.6, -7.6, 0.55, 0.45, 80],
  ['congshan', '葱山村', 'Congshan village', 'village', -14.7, 0.4, 0.45, 0.35, 0],
  ['xiaolu', '小鹭村', 'Xiaolu village', 'village', 4.85, -6.2, 0.28, 0.22, 40],
];

/** Ours, by eye: so that the towns of a valley nearly touch. */
const GROWN = 1.18;

export const SETTLEMENTS: readonly Settlement[] = ROWS.map(
  ([id, zh, en, kind, eastKm, northKm, alongKm, acrossKm, turnDeg]) => ({
    id,
    name: { zh, en },
    kind,
    eastKm,
    northKm,
    alongKm: alongKm * GROWN,
    acrossKm: acrossKm * GROWN,
    turnDeg,
  }),
);
