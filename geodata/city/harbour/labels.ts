import type { Bilingual } from '../../model/text.ts';

export type PlaceKind =
  | 'bay'
  | 'sea'
  | 'town'
  | 'village'
  | 'port'
  | 'pier'
  | 'marina'
  | 'island'
  | 'cape'
  | 'beach'
  | 'hill'
  | 'anchorage'
  | 'fairway';

export interface PlaceLabel {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly name: Bilingual;
  /** 1 is shown from afar, 3 only close by. */
  readonly rank: 1 | 2 | 3;
  readonly eastKm: number;
  readonly northKm: number;
}

const place = (
  id: string,
  kind: PlaceKind,
  zh: string,
  en: string,
  rank: 1 | 2 | 3,
  eastKm: number,
  northKm: number,
): PlaceLabel => ({ id, kind, name: { zh, en }, rank, eastKm, northKm });

export const harbourPlaces: readonly PlaceLabel[] = [
  place('lanwan-bay', 'bay', '澜湾', 'Lanwan Bay', 1, -3.2, -3.9),
  place('lanwan-sea', 'sea', '澜湾外海', 'Lanwan Roads', 1, 2, -26),
  place('lanwan-city', 'town', '澜湾市', 'Lanwan', 1, -6, 4.6),
  place('lingang', 'port', '临港', 'Lingang port', 1, -1.3, 3.9),
  place('qingluo', 'pier', '青螺码头', 'Qingluo pier', 2, -6.5, 0.75),
  place('marina', 'marina', '青螺游艇港', 'Qingluo marina', 3, -5.15, 1.5),
  place('xiaolu', 'island', '小鹭岛', 'Xiaolu Island', 1, 5.2, -6.6),
  place('luoyu', 'island', '螺屿', 'Luoyu', 2, -3.15, -6.6),
  place('shuangjiao', 'island', '双礁', 'Shuangjiao Rocks', 2, 11.8, -9.2),
  place('wanglu', 'cape', '望鹭角', 'Wanglu Cape', 2, -8.2, -10.1),
  place('wanghai', 'cape', '望海角', 'Wanghai Cape', 2, 9.9, -2.9),
  place('wanghai-village', 'village', '望海村', 'Wanghai village', 3, 8.3, -0.9),
  place('dongchong-village', 'village', '东涌村', 'Dongchong village', 3, -9.4, -7.6),
  place('baisha', 'beach', '白沙湾', 'Baisha Beach', 2, -9.2, -4),
  place('lng', 'port', 'LNG 接收站', 'LNG terminal', 3, 6.9, 1.3),
  place('penghu-hill', 'hill', '鹏屿山 612 m', 'Mount Pengyu 612 m', 2, -14, -5.5),
  place('fenghuang-hill', 'hill', '凤冠岭 520 m', 'Fengguan Ridge 520 m', 2, 12.5, 4.5),
  place('anchorage-2', 'anchorage', '2 号锚地', 'No.2 anchorage', 2, 7, -12.8),
  place('dongchong-anchorage', 'anchorage', '东涌锚地', 'Dongchong anchorage', 2, -4, -11),
  place('outer-anchorage', 'anchorage', '外锚地', 'Outer anchorage', 2, 10.9, -19.5),
  place('main-fairway', 'fairway', '主航道', 'Main fairway', 2, 1.9, -11.2),
];
