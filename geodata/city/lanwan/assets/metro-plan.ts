import type { Bilingual } from '../../../model/text.ts';

type Stop = readonly [slug: string, zh: string, en: string, eastKm: number, northKm: number];

/** One site under way: a station's pit (`at`), or the shield drives between two neighbouring stops (`from`). `karst` marks marble with caves. */
type PlannedWork = { readonly at: string } | { readonly from: string; readonly karst?: boolean };

export interface LinePlan {
  readonly id: string;
  /** As it stands in the names of monitoring points: DBC-3-114. */
  readonly code: string;
  readonly name: Bilingual;
  readonly colour: string;
  /** Of the tunnels' axes below ground. */
  readonly depthM: number;
  readonly diameterM: number;
  readonly stops: readonly Stop[];
  readonly works: readonly PlannedWork[];
}

/** Four lines that are being built, drawn along the streets' centres; where stations stand exactly is fitted to the roads. Invented. */
export const LINE_PLANS: readonly LinePlan[] = [
  {
    id: 'metro-3',
    code: '3',
    name: { zh: '3号线', en: 'Line 3' },
    colour: '#00a3c4',
    depthM: 25,
    diameterM: 6.2,
    stops: [
      ['nanyu', '南屿', 'Nanyu', -9.4, -0.7],
      ['qingluo', '青螺', 'Qingluo', -7.3, 1.5],
      ['fuan', '福安', "Fu'an", -6.4, 3.4],
      ['xinzhou', '新洲', 'Xinzhou', -4.4, 4.3],
      ['xinganglu', '新港路', 'Xingang Road', -2.9, 5.1],
      ['xingang', '新港', 'Xingang', -1.4, 5.5],
      ['shiqiao', '石桥', 'Shiqiao', 1, 5.25],
      ['jiangbin', '江滨', 'Jiangbin', 2.75, 5.03],
      ['donggang', '东港', 'Donggang', 4.5, 4.85],
      ['haishan', '海山', 'Haishan', 6.4, 4.3],
    ],
    works: [
      { from: 'xinzhou' },
      { at: 'xinganglu' },
      { from: 'xinganglu' },
      { from: 'shiqiao', karst: true },
      { at: 'jiangbin' },
      { from: 'jiangbin' },
    ],
  },
  {
    id: 'metro-7',
    code: '7',
    name: { zh: '7号线', en: 'Line 7' },
    colour: '#8e5bd0',
    depthM: 14,
    diameterM: 6.2,
    stops: [
      ['meichuan', '梅川', 'Meichuan', -15.3, 6.5],
      ['tangkeng', '塘坑', 'Tangkeng', -12.9, 5.8],
      ['meiling', '梅岭', 'Meiling', -10.6, 5.6],
      ['fuqian', '府前', 'Fuqian', -8.5, 4.7],
      ['fuan-zhongxin', '福安中心', "Fu'an Central", -6.5, 4.2],
      ['haibin', '海滨', 'Haibin', -4.9, 2.6],
      ['gangwan', '港湾', 'Gangwan', -2.6, 3.6],
      ['yanpu', '盐埔', 'Yanpu', 0.9, 3.9],
      ['shatou', '沙头', 'Shatou', 4.5, 3.9],
    ],
    works: [{ at: 'fuqian' }, { from: 'fuqian' }, { from: 'fuan-zhongxin' }, { at: 'haibin' }, { from: 'haibin' }],
  },
  {
    id: 'metro-11b',
    code: '11',
    name: { zh: '11号线支线', en: 'Line 11 branch' },
    colour: '#c07a35',
    depthM: 26,
    diameterM: 6.7,
    stops: [
      ['kuiao', '葵澳', "Kui'ao", -9.5, -0.9],
      ['baisha-bei', '白沙北', 'Baisha North', -9.5, -2.5],
      ['baishawan', '白沙湾', 'Baisha Bay', -9.4, -4.1],
      ['pengyu', '鹏屿', 'Pengyu', -9.15, -5.6],
      ['dongchong', '东涌', 'Dongchong', -9, -7],
    ],
    works: [{ at: 'baisha-bei' }, { from: 'baisha-bei' }, { at: 'baishawan' }, { from: 'baishawan' }],
  },
  {
    id: 'metro-12',
    code: '12',
    name: { zh: '12号线', en: 'Line 12' },
    colour: '#d6457a',
    depthM: 22,
    diameterM: 6.7,
    stops: [
      ['hengtang', '横塘', 'Hengtang', 9.7, 10.3],
      ['pingdi', '坪地', 'Pingdi', 8, 10.5],
      ['pinggang', '坪岗', 'Pinggang', 6.3, 10.6],
      ['yuanshan', '园山', 'Yuanshan', 4.5, 10.3],
      ['yuncheng-bei', '云城北', 'Yuncheng North', 2.9, 9.9],
      ['yunxi', '云西', 'Yunxi', 0.5, 10.5],
      ['nankeng', '南坑', 'Nankeng', -1.6, 11.4],
    ],
    works: [
      { at: 'pingdi' },
      { from: 'pingdi', karst: true },
      { at: 'pinggang' },
      { from: 'pinggang' },
      { at: 'yuanshan' },
    ],
  },
];

/** Firms that build, supervise and own. Invented. */
export const CONTRACTORS = [
  '澜建隧道工程有限公司',
  '南岭轨道建设集团有限公司',
  '海桥盾构工程有限公司',
  '远岭地下工程有限公司',
  '云山基础工程有限公司',
];
export const SUPERVISORS = ['正衡工程监理有限公司', '明澜建设监理有限公司', '岭南通达工程咨询有限公司'];
export const OWNER = '澜湾地铁集团有限公司';
