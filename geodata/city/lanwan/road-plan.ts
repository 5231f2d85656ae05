import type { Bilingual } from '../../model/text.ts';
import type { RoadEdge } from '../city-model.ts';

/** `T`: the stretch to the next point is bored through a ridge. */
type RoadPoint = readonly [eastKm: number, northKm: number, tunnel?: 'T'];

export interface RoadPlan {
  readonly id: string;
  readonly name: Bilingual;
  readonly class: RoadEdge['class'];
  readonly points: readonly RoadPoint[];
}

const road = (id: string, zh: string, en: string, roadClass: RoadEdge['class'], ...points: RoadPoint[]): RoadPlan => ({
  id,
  name: { zh, en },
  class: roadClass,
  points,
});

/** The roads that join the towns, drawn by hand through the valleys that they follow. Motorways pass over the others and meet them at interchanges. */
export const ROAD_PLANS: readonly RoadPlan[] = [
  // biome-ignore format: one line a road
  road('s30', 'S30 澜湾北环高速', 'S30 Lanwan North Ring', 'motorway', [-25.2, 2.6], [-21.6, 2.7], [-18.4, 2.9, 'T'], [-15.6, 4.4], [-12.4, 4.5, 'T'], [-10.2, 6.1], [-7.8, 7.6], [-4.4, 7.4, 'T'], [-2.2, 6.9], [1.6, 6.2], [4.6, 6.9], [7.6, 6.2], [9.2, 5.2, 'T'], [13.4, 5.2], [16.2, 4.8], [18.6, 5.1], [22.2, 4.9]),
  // biome-ignore format: one line a road
  road('s26', 'S26 疏港高速', 'S26 Port Expressway', 'motorway', [-0.3, 4.6], [-0.1, 6.5], [-0.2, 7.4, 'T'], [-0.9, 9.3], [-1, 10.7], [0.4, 12.6], [0.6, 15]),
  // biome-ignore format: one line a road
  road('g25', 'G2518 梅川支线', 'G2518 Meichuan Spur', 'motorway', [-15.2, 3.2], [-14.3, 4.6], [-13.7, 6.6], [-14.1, 8.9], [-15.2, 11.2], [-15.4, 15]),
  // biome-ignore format: one line a road
  road('huanwan', '环湾路', 'Huanwan Road', 'trunk', [-8.95, -7.2], [-9.15, -5.9], [-8.95, -4.6], [-8.85, -3.3], [-8.3, -2.3], [-7.45, -1.5], [-7.3, -0.2], [-7, 0.8], [-6, 1.6], [-4.9, 1.75], [-4.3, 2.6], [-3.7, 3.8], [-2.4, 4.35], [-0.3, 4.4], [1.6, 3.8], [2.9, 2.9], [4.2, 2.7], [5.2, 3.1], [6.1, 2.6], [7.1, 1.3], [7.75, 0.2], [8.6, -0.3], [9.9, -0.7], [11, -0.3], [12.2, 0.4], [14.4, 0.2], [16.6, 0.9], [18.6, 1.7], [20.2, 2.7], [22.2, 3.1]),
  // biome-ignore format: one line a road
  road('xingang', '新港路', 'Xingang Road', 'primary', [-6.4, 3.5], [-5.4, 3.6], [-4.3, 4.2], [-3, 5.1], [-1.5, 5.5], [0.4, 5.3], [1.8, 5.2], [3.4, 4.9], [5, 4.8], [6.6, 4.2], [8, 3.1], [9.4, 2.4]),
  // biome-ignore format: one line a road
  road('jiangbin', '江滨路', 'Jiangbin Road', 'primary', [2.7, 3], [2.75, 4.2], [2.8, 5.2], [2.9, 6.8], [3.2, 8.2], [2.9, 9.6], [3, 11.2], [3.9, 12.4], [4.6, 15]),
  // biome-ignore format: one line a road
  road('baisha', '白沙路', 'Baisha Road', 'primary', [-8.9, -3.8], [-9.6, -3.2], [-9.9, -2.2], [-9.5, -0.9], [-8.9, 0.4], [-8.3, 1.6], [-8.1, 2.9], [-8.2, 4.6], [-7.9, 6.2], [-7.8, 7.6]),
  // biome-ignore format: one line a road
  road('lanwan', '澜湾大道', 'Lanwan Avenue', 'trunk', [-25.2, 5.6], [-21.6, 4.8], [-18.6, 5.7], [-15.5, 6.5], [-13.3, 6], [-12, 5.4], [-10.6, 4.6, 'T'], [-9.4, 4.6], [-8.2, 4.6], [-6.4, 4.3], [-4.3, 4.2]),
  // biome-ignore format: one line a road
  road('shennan', '福安大道', "Fu'an Avenue", 'primary', [-8.1, 2.9], [-7.2, 3.1], [-6.4, 3.5], [-6.4, 4.3], [-6.3, 5.2], [-6.2, 6.2], [-6.9, 7.4], [-7.8, 7.6]),
  // biome-ignore format: one line a road
  road('haibin', '海滨大道', 'Haibin Avenue', 'primary', [-7, 0.8], [-7.2, 2], [-7.2, 3.1]),
  // biome-ignore format: one line a road
  road('meilong', '梅龙路', 'Meilong Road', 'primary', [-15.5, 6.5], [-17.4, 7.4], [-19.5, 8.1], [-21.5, 9.6], [-23, 10.2], [-25.2, 10.6]),
  // biome-ignore format: one line a road
  road('pingshan', '坪山大道', 'Pingshan Avenue', 'primary', [-15.5, 6.5], [-16.3, 8.4], [-17.4, 10.2], [-17.7, 11.6], [-18.2, 15]),
  // biome-ignore format: one line a road
  road('shangwei', '上围路', 'Shangwei Road', 'primary', [-15.5, 6.5], [-14.1, 7.5], [-12.4, 9.6], [-10.6, 11.2], [-8.6, 12], [-6.2, 12.2], [-4, 12], [-1.8, 11.5], [0.3, 10.6], [2.2, 9.9], [2.9, 9.6]),
  // biome-ignore format: one line a road
  road('beihuan', '北湖路', 'Beihu Road', 'secondary', [-6.2, 6.2], [-5, 7.6], [-4.9, 8.4, 'T'], [-4.8, 10.4], [-4, 12]),
  // biome-ignore format: one line a road
  road('yunling', '云岭大道', 'Yunling Avenue', 'trunk', [2.9, 9.6], [4.4, 10.3], [6.3, 10.6], [8, 10.5], [9.7, 10.3], [11.2, 11], [12.7, 11.6], [15, 12.3], [17, 12], [19, 12.4], [22.2, 12.2]),
  // biome-ignore format: one line a road
  road('hengping', '横坪路', 'Hengping Road', 'primary', [9.7, 10.3], [9.6, 9.2], [9.4, 8.4, 'T'], [9.1, 7.1], [9, 5.2], [9.3, 3.6], [9.4, 2.4], [8.8, 1.2], [8.6, -0.3]),
  // biome-ignore format: one line a road
  road('kuixi', '葵溪路', 'Kuixi Road', 'primary', [14.4, 0.2], [15.2, 1.3], [16.4, 2.4], [17.6, 3.4], [16.9, 4.9], [16.5, 6.2], [16.2, 7.8], [16.4, 8.9, 'T'], [16.9, 10.9], [17, 12]),
  // biome-ignore format: one line a road
  road('jinsha', '金沙路', 'Jinsha Road', 'secondary', [17.6, 3.4], [18.8, 3.1], [19.6, 2.6], [20.2, 2.7]),
  // biome-ignore format: one line a road
  road('baishitang', '白石塘路', 'Baishitang Road', 'secondary', [16.9, 4.9], [18, 6], [19.5, 6.3], [22.2, 7]),
  // biome-ignore format: one line a road
  road('pengfei', '鹏飞路', 'Pengfei Road', 'primary', [-9.5, -0.9], [-11, -0.5], [-12.6, 0.1], [-14.7, 0.2], [-16, -0.4, 'T'], [-17.8, -1.5], [-19.3, -2.4], [-22, -2.6], [-25.2, -1.9]),
  // biome-ignore format: one line a road
  road('shijing', '石井路', 'Shijing Road', 'secondary', [-21.6, 4.8], [-21.6, 2.7], [-21.2, 1], [-20.2, -0.8], [-19.3, -2.4], [-19.2, -5], [-19.6, -7.4], [-18.4, -9.2], [-16.6, -10.4], [-14.6, -11.1], [-13.2, -11], [-11.8, -9.9], [-10.6, -8.6], [-9.5, -7.6], [-8.95, -7.2]),
  // biome-ignore format: one line a road
  road('congshan', '葱山路', 'Congshan Road', 'tertiary', [-14.7, 0.2], [-14.9, 1.6], [-16.2, 2.9], [-17.4, 4.2], [-18.6, 5.7]),
  // biome-ignore format: one line a road
  road('pengyu', '鹏屿山路', 'Pengyu Hill Road', 'track', [-9.9, -2.2], [-11.2, -2.6], [-12.4, -3.4], [-13.2, -4.6], [-13.9, -5.3]),
  // biome-ignore format: one line a road
  road('fengguan', '凤冠岭路', 'Fengguan Ridge Road', 'track', [13.9, 2.2], [13.4, 3], [12.9, 3.7], [12.5, 4.4]),
  // biome-ignore format: one line a road
  road('xinwei', '新围路', 'Xinwei Road', 'tertiary', [14.4, 0.2], [14, 1.2], [13.9, 2.2], [15.2, 1.3]),
  // biome-ignore format: one line a road
  road('donggang', '东港路', 'Donggang Road', 'secondary', [4.2, 2.7], [4.6, 3.9], [5, 4.8], [4.9, 5.9], [4.6, 6.9], [2.9, 6.8], [1.6, 7], [0.6, 6.6], [-0.1, 6.5]),
  // biome-ignore format: one line a road
  road('haishan', '海山路', 'Haishan Road', 'secondary', [6.1, 2.6], [6.3, 1.6], [6.5, 0.9]),
  // biome-ignore format: one line a road
  road('gangwan', '港湾路', 'Gangwan Road', 'secondary', [-3.7, 3.8], [-2.6, 3.6], [-0.3, 3.55], [1, 3.3], [2.1, 3.1], [2.9, 2.9]),
  // biome-ignore format: one line a road
  road('shugang', '疏港路', 'Shugang Road', 'secondary', [-0.3, 3.55], [-0.3, 4.4], [-0.3, 4.6], [0.4, 5.3]),
  // biome-ignore format: one line a road
  road('longbei', '龙背路', 'Longbei Road', 'secondary', [4.6, 6.9], [6.4, 7.4], [7.8, 7.2], [9.1, 7.1]),
  // biome-ignore format: one line a road
  road('yuanshan', '园山路', 'Yuanshan Road', 'tertiary', [3.2, 8.2], [4.8, 8.4], [5.9, 9.2], [6.3, 10.6]),
  // biome-ignore format: one line a road
  road('henggang', '横岗路', 'Henggang Road', 'secondary', [3.9, 12.4], [5.2, 12], [6.3, 10.6]),
  // biome-ignore format: one line a road
  road('tangkeng', '塘坑路', 'Tangkeng Road', 'secondary', [-12.4, 9.6], [-11.8, 8.2], [-10.2, 7.2], [-9.2, 6.7], [-7.9, 6.2]),
];

/** Rivers are where valleys are: the lines along which the ground is lowered, from the head to the sea or to the river that takes them on, with heights in metres. */
export const VALLEY_PLANS: readonly {
  readonly id: string;
  readonly name: Bilingual;
  /** Of its mouth; the head lies `headM` above that. */
  readonly mouthM?: number;
  readonly headM: number;
  readonly widthM: number;
  readonly points: readonly (readonly [eastKm: number, northKm: number])[];
}[] = [
  // biome-ignore format: one line a river
  { id: 'lanjiang', name: { zh: '澜江', en: 'Lan River' }, headM: 46, widthM: 60, points: [[3.2, 15], [3.3, 12.6], [2.5, 11.3], [2.4, 10], [2.7, 8.3], [2.4, 6.6], [2.3, 5.2], [2.5, 3.9], [3.5, 2.6], [3.7, 1.7]] },
  // biome-ignore format: one line a river
  { id: 'fuan', name: { zh: '福安河', en: "Fu'an River" }, headM: 60, widthM: 34, points: [[-9.6, 8.6], [-8.6, 7.2], [-7.4, 5.6], [-7.3, 4.2], [-7.7, 2.6], [-7.7, 1.2], [-7.2, 0.1], [-6.7, -0.5]] },
  // biome-ignore format: one line a river
  { id: 'meichuan', name: { zh: '梅川河', en: 'Meichuan River' }, mouthM: 22, headM: 36, widthM: 40, points: [[-12.2, 7.2], [-14.1, 6.2], [-15.8, 7.3], [-17.6, 8.4], [-18.9, 9.8], [-19.6, 11.6], [-20.2, 15]] },
  // biome-ignore format: one line a river
  { id: 'kuixi', name: { zh: '葵溪河', en: 'Kuixi River' }, headM: 70, widthM: 30, points: [[15.6, 8.4], [16, 6.4], [16.6, 4.4], [16, 2.9], [14.6, 1.7], [13.4, 0.6], [13, -0.8]] },
  // biome-ignore format: one line a river
  { id: 'nanyu', name: { zh: '南屿河', en: 'Nanyu River' }, headM: 60, widthM: 22, points: [[-13.6, 0.8], [-11.6, 0.1], [-10, -1.2], [-8.6, -1.7], [-7.5, -2.3], [-7.2, -2.5]] },
  // biome-ignore format: one line a river
  { id: 'dongchong', name: { zh: '东涌河', en: 'Dongchong River' }, headM: 80, widthM: 18, points: [[-12, -7.2], [-10.6, -7.6], [-9.4, -8], [-8.4, -7.9]] },
  // biome-ignore format: one line a river
  { id: 'pengxi', name: { zh: '鹏西河', en: 'Pengxi River' }, headM: 70, widthM: 24, points: [[-18.4, 1.4], [-18.9, -1.2], [-19.8, -3.6], [-20.1, -6.4], [-19, -8.8], [-17.2, -10.8], [-15.2, -11.8], [-14.6, -12.7]] },
  // biome-ignore format: one line a river
  { id: 'hengtang', name: { zh: '横塘河', en: 'Hengtang River' }, mouthM: 29, headM: 34, widthM: 26, points: [[12.4, 12.2], [10.2, 11], [7.8, 11], [5.4, 11.2], [4, 11.2], [2.5, 11.3]] },
];
