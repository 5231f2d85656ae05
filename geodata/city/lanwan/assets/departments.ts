import type { Family } from '../../../model/family.ts';
import type { Department, District, Street } from '../../city-model.ts';

type Row = readonly [id: string, zh: string, en: string, families: readonly Family[], duties: readonly string[]];

/**
 * Who answers for what. Duties are alert kinds of the public contract and matters in the words of the hotline's catalogue; a kind counts in the department's own families
 * only. The division follows the "three settings" 三定方案 that Chinese coastal cities publish; the city, and so the organisations, are invented.
 */
const CITY_WIDE: readonly Row[] = [
  [
    'emergency',
    '市应急管理局',
    'Emergency Management Bureau',
    ['city'],
    ['over_staffing', 'intrusion', 'threshold', 'forecast', '企业安全生产', '危险化学品', '森林火灾', '应急避难'],
  ],
  [
    'water',
    '市水务局',
    'Water Authority',
    ['city'],
    ['flooding', '内涝', '河道水位', '供水水质', '水库安全', '排水管网'],
  ],
  ['drainage', '市排水公司', 'Drainage Company', ['city'], ['flooding', '井盖缺失', '污水外溢', '管网堵塞']],
  ['water-supply', '市水务集团', 'Water Supply Group', ['city'], ['爆管停水', '供水压力', '二次供水']],
  [
    'housing',
    '市住房和城乡建设局',
    'Housing and Construction Bureau',
    ['city', 'underground'],
    [
      'settlement',
      'settlement_rate',
      'convergence',
      'groundwater',
      'axial_force',
      'karst',
      'intrusion',
      '基坑安全',
      '房屋安全',
      '建筑工地',
    ],
  ],
  [
    'metro-office',
    '市轨道交通建设指挥部办公室',
    'Rail Transit Construction Office',
    ['underground'],
    ['settlement', 'settlement_rate', 'convergence', 'groundwater', 'axial_force', 'karst', '盾构施工', '轨道工地'],
  ],
  [
    'metro-company',
    '澜湾地铁集团',
    'Lanwan Metro Group',
    ['underground', 'city'],
    ['missing', 'stale', 'crowding', '地铁客流', '轨道保护区'],
  ],
  ['gas', '澜湾燃气集团', 'Lanwan Gas Group', ['city'], ['gas_leak', '燃气泄漏', '燃气管道占压', '餐饮用气']],
  ['power', '澜湾供电局', 'Lanwan Power Supply Bureau', ['city'], ['停电', '电力设施', '电缆井']],
  [
    'traffic-police',
    '市公安局交通警察支队',
    'Traffic Police',
    ['city'],
    ['traffic', 'truck_violation', 'ebike_violation', '交通拥堵', '泥头车', '电动自行车违法'],
  ],
  ['police', '市公安局', 'Public Security Bureau', ['city', 'beach'], ['crowding', 'intrusion', '大型活动', '治安']],
  [
    'transport',
    '市交通运输局',
    'Transport Bureau',
    ['city', 'vessel'],
    ['traffic', 'truck_violation', '危险货物运输', '公交', '停车场', '道路养护', '桥梁隧道'],
  ],
  [
    'urban-management',
    '市城市管理和综合执法局',
    'Urban Management Bureau',
    ['city', 'beach'],
    ['tent', 'complaint_hotspot', '市容环境', '垃圾清运', '路灯', '噪声扰民', '违法建设', '公园绿地', '森林防火'],
  ],
  [
    'tourism',
    '市文化广电旅游体育局',
    'Culture, Tourism and Sports Bureau',
    ['beach', 'city'],
    ['crowding', 'closed_water', 'night_presence', 'stranding', 'tent', 'fire', '沙滩管理', '景区客流', '户外运动'],
  ],
  [
    'maritime',
    '澜湾海事局',
    'Maritime Safety Administration',
    ['vessel'],
    [
      'overspeed',
      'restricted_area',
      'night_sailing',
      'ais_silence',
      'loitering',
      'anchor_drag',
      'close_quarters',
      '船舶污染',
      '航道通航',
    ],
  ],
  [
    'maritime-rescue',
    '市海上搜救中心',
    'Maritime Rescue Coordination Centre',
    ['vessel', 'beach'],
    ['close_quarters', 'anchor_drag', 'closed_water', '海上遇险', '溺水救援'],
  ],
  [
    'ocean',
    '市海洋综合执法支队',
    'Marine Law Enforcement',
    ['vessel'],
    ['restricted_area', 'night_sailing', 'loitering', '渔船管理', '非法捕捞', '休闲船艇'],
  ],
  ['port', '澜湾港务集团', 'Lanwan Port Group', ['vessel', 'city'], ['over_staffing', '港口作业', '危货堆场']],
  [
    'fire-rescue',
    '市消防救援支队',
    'Fire and Rescue',
    ['city', 'beach'],
    ['fire', 'smoke', 'gas_leak', '火灾', '消防通道', '抢险救援'],
  ],
  [
    'meteorology',
    '市气象局',
    'Meteorological Bureau',
    ['city', 'beach'],
    ['forecast', '台风', '暴雨', '雷电', '高温', '大风'],
  ],
  [
    'planning',
    '市规划和自然资源局',
    'Planning and Natural Resources Bureau',
    ['city'],
    ['landslide', '地质灾害', '边坡', '海岸侵蚀', '违法用地'],
  ],
  [
    'environment',
    '市生态环境局',
    'Ecology and Environment Bureau',
    ['city'],
    ['anomaly', '水体污染', '臭气扰民', '工业废气'],
  ],
  ['health', '市卫生健康委员会', 'Health Commission', ['city'], ['医疗救护', '公共卫生']],
  [
    'market',
    '市市场监督管理局',
    'Market Regulation Bureau',
    ['city'],
    ['特种设备', '电梯困人', '食品安全', '餐饮商户'],
  ],
  [
    'data',
    '市政务服务和数据管理局',
    'Government Services and Data Bureau',
    ['city'],
    ['missing', 'stale', '视频平台', '感知设备运维'],
  ],
  [
    'hotline',
    '12345 政务服务便民热线',
    '12345 Citizen Hotline',
    ['city'],
    ['complaint_hotspot', '市民诉求', '多人同诉'],
  ],
];

/** Each district has its own of these: `zh` follows the district's name. */
const BRANCHES: readonly Row[] = [
  [
    'emergency',
    '应急管理局',
    'Emergency Management',
    ['city', 'beach'],
    ['over_staffing', 'intrusion', 'threshold', 'stranding', '企业安全生产', '三防', '应急避难'],
  ],
  ['water', '水务局', 'Water Authority', ['city'], ['flooding', '内涝', '河道水位', '排水管网']],
  [
    'traffic-police',
    '交警大队',
    'Traffic Police',
    ['city'],
    ['traffic', 'truck_violation', 'ebike_violation', '交通拥堵', '泥头车', '电动自行车违法'],
  ],
  [
    'urban-management',
    '城市管理和综合执法局',
    'Urban Management',
    ['city', 'beach'],
    ['tent', '市容环境', '垃圾清运', '路灯', '噪声扰民', '违法建设'],
  ],
  [
    'tourism',
    '文化广电旅游体育局',
    'Culture, Tourism and Sports',
    ['beach', 'city'],
    ['crowding', 'closed_water', 'night_presence', 'stranding', 'tent', 'fire', '沙滩管理', '景区客流'],
  ],
];

const STREET_DUTIES = ['网格巡查', '积水点值守', '出租屋消防', '邻里纠纷', '占道经营', '人员转移'];

/** City-wide bodies, then the districts' own, then the streets' offices, which hold the grid teams. */
export function buildDepartments(districts: readonly District[], streets: readonly Street[]): Department[] {
  const whole = CITY_WIDE.map(
    ([id, zh, en, families, duties]): Department => ({ id: `dept-${id}`, name: { zh, en }, families, duties }),
  );
  const branches = districts.flatMap(({ id: districtId, name }) =>
    BRANCHES.map(
      ([id, zh, en, families, duties]): Department => ({
        id: branchId(districtId, id),
        name: { zh: `${name.zh}${zh}`, en: `${name.en} ${en}` },
        families,
        duties,
        districtId,
      }),
    ),
  );
  const offices = streets.map(
    ({ id: streetId, districtId, name }): Department => ({
      id: streetOfficeId(streetId),
      name: { zh: `${name.zh}办事处`, en: `${name.en} Subdistrict Office` },
      families: ['city'],
      duties: STREET_DUTIES,
      districtId,
      streetId,
    }),
  );
  return [...whole, ...branches, ...offices];
}

export const branchId = (districtId: string, branch: string): string => `dept-${branch}-${districtId}`;
export const streetOfficeId = (streetId: string): string => `dept-office-${streetId}`;
