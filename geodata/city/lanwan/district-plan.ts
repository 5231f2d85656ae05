import type { Bilingual } from '../../model/text.ts';

export interface DistrictPlan {
  readonly id: string;
  readonly name: Bilingual;
  /** Streets 街道: slug, names, and the kilometres of the office round which the street lies. */
  readonly streets: readonly (readonly [slug: string, zh: string, en: string, eastKm: number, northKm: number])[];
}

/** Six districts and their streets, invented; the names follow how places on the Daya Bay coast are named (塘, 坑, 涌, 围, 埔, 澳). */
export const DISTRICT_PLANS: readonly DistrictPlan[] = [
  {
    id: 'fuan',
    name: { zh: '福安区', en: "Fu'an" },
    streets: [
      ['qingluo', '青螺', 'Qingluo', -6.9, 1.4],
      ['fuan', '福安', "Fu'an", -6.3, 3.3],
      ['fuqian', '府前', 'Fuqian', -8.5, 4.7],
      ['beihu', '北湖', 'Beihu', -6.2, 6.2],
      ['shixia', '石厦', 'Shixia', -8.6, 2.7],
      ['haibin', '海滨', 'Haibin', -4.7, 2.5],
      ['xinzhou', '新洲', 'Xinzhou', -4.4, 4.8],
      ['meilin', '梅岭', 'Meiling', -9.3, 7],
    ],
  },
  {
    id: 'lingang',
    name: { zh: '临港区', en: 'Lingang' },
    streets: [
      ['gangqu', '港湾', 'Gangwan', -1.6, 3.6],
      ['xingang', '新港', 'Xingang', -1.2, 5.5],
      ['yanbu', '盐埔', 'Yanpu', 1.4, 4.2],
      ['shatou', '沙头', 'Shatou', 4.9, 3.7],
      ['donggang', '东港', 'Donggang', 4.6, 5.9],
      ['lianhe', '联合', 'Lianhe', 1.8, 6.6],
      ['haishan', '海山', 'Haishan', 6.6, 1.4],
      ['niuling', '牛岭', 'Niuling', -2.4, 7.7],
    ],
  },
  {
    id: 'landong',
    name: { zh: '澜东区', en: 'Landong' },
    streets: [
      ['landong', '澜东', 'Landong', 15.2, 1.4],
      ['kuixi', '葵溪', 'Kuixi', 17.7, 3.5],
      ['guanhu', '官湖', 'Guanhu', 12.2, 0.4],
      ['jinsha', '金沙', 'Jinsha', 19.8, 2.7],
      ['dakeng', '大坑', 'Dakeng', 16.3, 6.1],
      ['lingdong', '岭东', 'Lingdong', 9.5, 2.4],
      ['wanghai', '望海', 'Wanghai', 8.7, -0.9],
      ['fengguan', '凤冠', 'Fengguan', 12.6, 4.8],
      ['baishitang', '白石塘', 'Baishitang', 19.9, 6.4],
    ],
  },
  {
    id: 'yunling',
    name: { zh: '云岭区', en: 'Yunling' },
    streets: [
      ['yuncheng', '云城', 'Yuncheng', 2.1, 9.6],
      ['pinggang', '坪岗', 'Pinggang', 6.4, 10.5],
      ['hengtang', '横塘', 'Hengtang', 9.8, 10.2],
      ['nankeng', '南坑', 'Nankeng', -1.5, 11.4],
      ['buwei', '布尾', 'Buwei', 12.8, 11.7],
      ['henggang', '横岗', 'Henggang', 4.6, 12.8],
      ['yuanshan', '园山', 'Yuanshan', 5.6, 8.3],
      ['longbei', '龙背', 'Longbei', 9.3, 7.2],
      ['qingxi', '清溪', 'Qingxi', 17.4, 11.3],
    ],
  },
  {
    id: 'meichuan',
    name: { zh: '梅川区', en: 'Meichuan' },
    streets: [
      ['meichuan', '梅川', 'Meichuan', -15.4, 6.7],
      ['longtang', '龙塘', 'Longtang', -19.5, 8],
      ['pingshan', '坪山围', 'Pingshanwei', -17.4, 10.8],
      ['shangwei', '上围', 'Shangwei', -12.3, 9.7],
      ['shijing', '石井', 'Shijing', -21.5, 4.7],
      ['maluan', '马峦', 'Maluan', -17.4, 3.5],
      ['bijia', '笔架', 'Bijia', -8.2, 11.2],
      ['tangkeng', '塘坑', 'Tangkeng', -12.6, 5.6],
      ['jiaotang', '蕉塘', 'Jiaotang', -21.7, 11.4],
    ],
  },
  {
    id: 'pengyu',
    name: { zh: '鹏屿区', en: 'Pengyu' },
    streets: [
      ['nanyu', '南屿', 'Nanyu', -9.5, -0.4],
      ['baisha', '白沙', 'Baisha', -9.6, -4],
      ['dongchong', '东涌', 'Dongchong', -9.5, -7.6],
      ['xichong', '西涌', 'Xichong', -14.6, -10.8],
      ['pengyu', '鹏屿', 'Pengyu', -13.6, -3.4],
      ['pengxi', '鹏西', 'Pengxi', -19.4, -2.4],
      ['jingkou', '径口', 'Jingkou', -19.4, -7.6],
      ['chongshan', '葱山', 'Congshan', -14.8, 0.6],
    ],
  },
];

/** Xiaolu and the rocks beyond are a street of their own, of 鹏屿区. */
export const ISLAND_STREET = { slug: 'xiaolu', zh: '小鹭岛', en: 'Xiaolu Island', districtId: 'pengyu' } as const;

/** Kilometres of the city's landward border, from its western end at the shore over the north to its eastern end. Ours: along ridges where there are any. */
export const BORDER_KM: readonly (readonly [eastKm: number, northKm: number])[] = [
  [-15.9, -14.4],
  [-16.3, -12],
  [-17.8, -10.6],
  [-20.6, -10.2],
  [-22.8, -8.6],
  [-23.6, -5.6],
  [-24, -2.2],
  [-23.3, 1.4],
  [-24.1, 4.6],
  [-23.4, 7.9],
  [-24, 10.6],
  [-22.6, 12.7],
  [-19.6, 13.3],
  [-16.6, 12.8],
  [-13.4, 13.4],
  [-10, 13],
  [-6.6, 13.6],
  [-2.8, 13],
  [0.6, 13.7],
  [4.6, 14.1],
  [8.2, 13.2],
  [11.8, 13.8],
  [15.6, 13.3],
  [18.8, 13],
  [20.4, 10.8],
  [20.2, 8.6],
  [21.3, 6.2],
  [20.9, 3.9],
  [21.4, 1],
  [21.4, -14.4],
];
