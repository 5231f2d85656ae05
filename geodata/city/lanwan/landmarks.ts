import type { Building } from '../city-model.ts';
import { km } from '../harbour/frame.ts';
import type { PlacedBuilding, Site } from './buildings.ts';
import type { PlacedGathering } from './gathering-places.ts';
import type { OrientedBox } from './oriented-box.ts';
import { settlementAt } from './street-grid.ts';

export interface Landmark extends PlacedBuilding {
  readonly slug: string;
  readonly name: { readonly zh: string; readonly en: string };
}

type Row = readonly [
  slug: string,
  zh: string,
  en: string,
  use: Building['use'],
  eastKm: number,
  northKm: number,
  lengthM: number,
  depthM: number,
  heightM: number,
];

/** Buildings that everybody knows by name. Heights of the towers are in the range of Shenzhen's, one above the rest. */
const ROWS: readonly Row[] = [
  // biome-ignore-start format: one line a building
  ['tower', '澜湾中心大厦', 'Lanwan Centre Tower', 'office', -6.3, 3.6, 52, 52, 388],
  ['finance', '福安金融中心', "Fu'an Finance Centre", 'office', -6.1, 3.3, 48, 44, 296],
  ['port-tower', '临港航运大厦', 'Lingang Shipping Tower', 'office', -1.8, 5, 46, 40, 168],
  ['yun-tower', '云城国际大厦', 'Yuncheng International Tower', 'office', 2.1, 9.6, 44, 42, 212],
  ['city-hall', '澜湾市民中心', 'Lanwan Civic Centre', 'public', -6.7, 4.1, 160, 50, 34],
  ['port-office', '澜湾海事局', 'Lanwan Maritime Safety Administration', 'public', -3.9, 3.6, 50, 26, 42],
  ['emergency', '澜湾市应急指挥中心', 'Lanwan Emergency Command Centre', 'public', -7.1, 4.6, 60, 30, 52],
  ['hospital-1', '澜湾市第一人民医院', "Lanwan First People's Hospital", 'hospital', -7.4, 3.7, 120, 45, 62],
  ['hospital-2', '福安区中医院', "Fu'an TCM Hospital", 'hospital', -6.4, 6, 80, 36, 44],
  ['hospital-3', '临港区人民医院', "Lingang People's Hospital", 'hospital', -0.6, 5.7, 100, 40, 52],
  ['hospital-4', '澜东区人民医院', "Landong People's Hospital", 'hospital', 15.5, 1.9, 90, 38, 44],
  ['hospital-5', '云岭区中心医院', 'Yunling Central Hospital', 'hospital', 1.5, 9.8, 110, 42, 58],
  ['hospital-6', '梅川区人民医院', "Meichuan People's Hospital", 'hospital', -15.2, 6.4, 100, 40, 48],
  ['hospital-7', '鹏屿区人民医院', "Pengyu People's Hospital", 'hospital', -9.4, -0.7, 80, 36, 36],
  ['hospital-8', '龙塘医院', 'Longtang Hospital', 'hospital', -19.4, 8, 70, 32, 32],
  ['hospital-9', '坪岗医院', 'Pinggang Hospital', 'hospital', 6.2, 10.8, 76, 34, 36],
  ['hospital-10', '葵溪医院', 'Kuixi Hospital', 'hospital', 17.5, 3.7, 60, 30, 26],
  // biome-ignore-end format: one line a building
];

/** The known buildings, each as near to its place as streets leave room for. */
export function placeLandmarks(site: Site): Landmark[] {
  return ROWS.flatMap(([slug, zh, en, use, east, north, lengthM, depthM, heightM]) => {
    const [x, y] = km([east, north]);
    const settlement = settlementAt([x, y]);
    const turn = ((settlement?.turnDeg ?? 0) * Math.PI) / 180;
    for (const size of [1, 0.8, 0.6])
      for (let step = 0; step < 120; step++) {
        const [radius, angle] = [step * 6, step * 2.4];
        const box: OrientedBox = {
          centre: [x + radius * Math.cos(angle), y + radius * Math.sin(angle)],
          along: [Math.cos(turn), Math.sin(turn)],
          halfLengthM: (lengthM * size) / 2,
          halfDepthM: (depthM * size) / 2,
        };
        if (site.take(box)) return [{ slug, name: { zh, en }, box, use, heightM, settlement }];
      }
    return [];
  });
}

/** Classrooms on a school's plot, beside its sports ground. */
export const schoolBuildings = (gatherings: readonly PlacedGathering[]): PlacedBuilding[] =>
  gatherings
    .filter(({ place }) => place.kind === 'school')
    .map(({ box }) => {
      const [ux, uy] = box.along;
      const aside = box.halfDepthM * 0.55;
      return {
        box: {
          ...box,
          centre: [box.centre[0] - uy * aside, box.centre[1] + ux * aside],
          halfLengthM: box.halfLengthM * 0.9,
          halfDepthM: box.halfDepthM * 0.3,
        },
        heightM: 18.6,
        use: 'school',
        settlement: settlementAt(box.centre),
      };
    });
