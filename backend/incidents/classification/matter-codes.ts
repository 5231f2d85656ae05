import type { Bilingual } from '../../../geodata/model/text.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

/** One line of the code table. */
export interface MatterCode {
  /**
   * Scheme (`E` event 事件, `P` part 部件), number of the class, then the number within it. Class numbers are those of GB/T 30428.2 and CJ/T 214; a number within a class that
   * begins with `V` is this system's own, because the national tables either have no such matter or its number is left to each city.
   */
  readonly code: string;
  readonly category: Bilingual;
  readonly name: Bilingual;
  /** Alert kinds, or kinds of incidents. */
  readonly kinds: readonly string[];
  /** Of readings: only these series. Absent: any. */
  readonly datastreams?: readonly string[];
  readonly families?: readonly string[];
}

const SANITATION = text('市容环境', 'Urban environment');
const BUILDING = text('施工管理', 'Construction');
const EMERGENCY = text('突发事件', 'Emergencies');
const STREETS = text('街面秩序', 'Street order');
const UTILITIES = text('公用设施', 'Public utilities');
const ROADS = text('道路交通', 'Roads and traffic');
const OTHER_EVENT = text('扩展事件', 'Extended events');
const OTHER_PART = text('其他设施', 'Other facilities');

/** The default table; a city may give its own. The first line that fits gives the leading code, the others that fit stand beside it. */
export const MATTER_CODES: readonly MatterCode[] = [
  { code: 'E04-V01', category: EMERGENCY, name: text('台风灾害', 'Typhoon'), kinds: ['typhoon', 'storm_surge'] },
  {
    code: 'E04-V02',
    category: EMERGENCY,
    name: text('暴雨灾害', 'Rainstorm'),
    kinds: ['rainstorm', 'thunderstorm', 'gale'],
  },
  { code: 'E04-V03', category: EMERGENCY, name: text('道路积水、内涝', 'Flooded road'), kinds: ['flooding'] },
  { code: 'E04-V04', category: EMERGENCY, name: text('边坡险情、滑坡', 'Slope in danger'), kinds: ['landslide'] },
  { code: 'E04-V05', category: EMERGENCY, name: text('燃气泄漏', 'Gas leak'), kinds: ['gas_leak'] },
  { code: 'E04-V06', category: EMERGENCY, name: text('火灾火情', 'Fire'), kinds: ['fire', 'smoke'] },
  { code: 'E04-V07', category: EMERGENCY, name: text('大面积断电断网', 'Power or network failure'), kinds: ['outage'] },
  { code: 'E04-V08', category: EMERGENCY, name: text('人员聚集拥挤', 'Crowding'), kinds: ['crowding'] },
  {
    code: 'E04-V09',
    category: EMERGENCY,
    name: text('滩涂海域涉险', 'People in danger at the shore'),
    kinds: ['closed_water', 'stranding', 'night_presence'],
  },
  {
    code: 'E03-V01',
    category: BUILDING,
    name: text('地下工程监测超控', 'Underground works over a control value'),
    kinds: ['settlement', 'settlement_rate', 'convergence', 'groundwater', 'axial_force', 'karst'],
  },
  {
    code: 'E03-V02',
    category: BUILDING,
    name: text('地下工程监测异常', 'Underground works out of order'),
    kinds: ['threshold', 'rate', 'anomaly', 'forecast'],
    families: ['underground'],
  },
  { code: 'E03-V03', category: BUILDING, name: text('泥头车违规', 'Muck truck offence'), kinds: ['truck_violation'] },
  { code: 'E05-V01', category: STREETS, name: text('非机动车违规', 'E-bike offence'), kinds: ['ebike_violation'] },
  { code: 'E05-V02', category: STREETS, name: text('交通拥堵', 'Congestion'), kinds: ['traffic'] },
  {
    code: 'E01-V01',
    category: SANITATION,
    name: text('野滩扎营、明火', 'Camping and fires on wild strands'),
    kinds: ['tent', 'fire'],
    families: ['beach'],
  },
  {
    code: 'E06-V01',
    category: OTHER_EVENT,
    name: text('多人同诉', 'Many complain of one thing'),
    kinds: ['complaint_hotspot'],
  },
  {
    code: 'E06-V02',
    category: OTHER_EVENT,
    name: text('企业人员超员、闯入', 'Over-staffing and intrusion'),
    kinds: ['over_staffing', 'intrusion'],
  },
  {
    code: 'E06-V03',
    category: OTHER_EVENT,
    name: text('企业工艺超限', 'Process over its limit'),
    kinds: ['threshold', 'rate', 'anomaly', 'forecast'],
    datastreams: ['temperature', 'obscuration', 'people'],
  },
  {
    code: 'E06-V04',
    category: OTHER_EVENT,
    name: text('船舶违规航行', 'Vessel offence'),
    kinds: ['overspeed', 'restricted_area', 'night_sailing', 'loitering'],
  },
  {
    code: 'E06-V05',
    category: OTHER_EVENT,
    name: text('船舶险情', 'Vessel in danger'),
    kinds: ['close_quarters', 'anchor_drag', 'ais_silence'],
  },
  {
    code: 'P01-V01',
    category: UTILITIES,
    name: text('排水、水位设施', 'Drains and gauges'),
    kinds: ['threshold', 'rate', 'anomaly', 'forecast'],
    datastreams: ['level', 'rain', 'discharge'],
  },
  {
    code: 'P01-V02',
    category: UTILITIES,
    name: text('燃气管道与阀井', 'Gas mains and pits'),
    kinds: ['gas_leak', 'threshold', 'rate', 'anomaly', 'forecast'],
    datastreams: ['ch4'],
  },
  {
    code: 'P02-V01',
    category: ROADS,
    name: text('交通感知设施', 'Traffic instruments'),
    kinds: ['threshold', 'rate', 'anomaly', 'forecast'],
    datastreams: ['flow', 'speed', 'occupancy', 'occupied'],
  },
  {
    code: 'P06-V01',
    category: OTHER_PART,
    name: text('感知设备失联、停更、失准', 'Instrument silent, stuck or adrift'),
    kinds: ['missing', 'stale', 'stuck', 'drift'],
  },
  {
    code: 'E06-V99',
    category: OTHER_EVENT,
    name: text('其他监测异常', 'Another reading out of order'),
    kinds: ['threshold', 'rate', 'anomaly', 'forecast'],
  },
];
