import type { Bilingual } from '../../geodata/model/text.ts';
import { mayBeSeen, type ReportView } from './report-views.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

const LON = text('经度，WGS-84 度', 'Longitude, degrees WGS-84');
const LAT = text('纬度，WGS-84 度', 'Latitude, degrees WGS-84');
const WORKS = {
  line: text('线路', 'Metro line, by name'),
  work_area: text('工区', 'Work area, by name'),
};

const resources: ReportView = {
  name: 'resources',
  comment: text('应急资源，每个一行', 'Who and what can be sent or used, one row each'),
  sql: `
    select r.resource_id, r.name, r.kind, r.department, r.district, r.status, r.capacity, r.lon, r.lat
    from resources r where ${mayBeSeen('r.district')}`,
  columns: {
    resource_id: text('资源编号', 'Id of the resource'),
    name: text('名称', 'Name'),
    kind: text(
      '类型：team 队伍、vehicle 车辆、boat 船艇、shelter 避难所、pump 水泵、hospital 医院、fire_station 消防站',
      'Kind: team, vehicle, boat, shelter, pump, hospital, fire_station',
    ),
    department: text('所属部门', 'Department it belongs to, by name'),
    district: text('区', 'District, by name'),
    status: text('状态：available 可用、assigned 已派、out_of_service 停用', 'available, assigned or out_of_service'),
    capacity: text(
      '能力：队伍、车、船、避难所为人数，医院为床位，水泵为立方米每小时',
      'Capacity: persons (team, vehicle, boat, shelter), beds (hospital), m3/h (pump)',
    ),
    lon: LON,
    lat: LAT,
  },
};

const riskSources: ReportView = {
  name: 'risk_sources',
  comment: text('地下工程风险源，每个一行', 'Risk sources of underground works, one row each'),
  sql: `
    select s.risk_source_id, s.name, s.line, s.work_area, s.section, s.kind, s.grade, s.geology, s.hazard_chain, s.owner,
      s.contractor, s.supervisor, s.status, s.lon, s.lat, s.depth_m
    from risk_sources s where ${mayBeSeen('s.district')}`,
  columns: {
    risk_source_id: text('风险源编号', 'Id of the risk source'),
    name: text('名称', 'Name'),
    ...WORKS,
    section: text('区间或车站', 'Section or station, by name'),
    kind: text(
      '类型：盾构、竖井、基坑、联络通道、溶洞区等',
      'Kind: 盾构 shield, 竖井 shaft, 基坑 pit, 联络通道 cross passage, 溶洞区 karst, …',
    ),
    grade: text('等级：1 红（最重）至 4 蓝', 'Grade: 1 (I, red, worst) to 4 (IV, blue)'),
    geology: text('地质条件', 'Geology, in words'),
    hazard_chain: text('灾害链', 'What it may lead to, in words'),
    owner: text('建设单位', 'Owner'),
    contractor: text('施工单位', 'Contractor'),
    supervisor: text('监理单位', 'Supervisor'),
    status: text(
      '状态：planned 未施工、active 在施、passed 已通过、closed 已销项',
      'planned, active, passed or closed',
    ),
    lon: LON,
    lat: LAT,
    depth_m: text('埋深，米', 'Depth, metres'),
  },
};

/**
 * Readings of the newest moment and of a day before it. The noted time is a lower bound, so only the newest partitions are searched. Water levels
 * are told by how far they have moved since the first reading, all others are zeroed at installation or judged as they are (forces, pressures).
 */
const LATEST = `
  left join things t on t.id = p.point_id
  left join datastreams d on d.thing = t.key and d.name = p.datastream
  left join lateral (
    select o.time, o.value from observations o
    where o.datastream = d.key and o.quality = 0 and o.time >= coalesce(d.last_seen_at - interval '7 days', '-infinity')
    order by o.time desc limit 1
  ) latest on true
  left join lateral (
    select o.time, o.value from observations o
    where o.datastream = d.key and o.quality = 0 and o.time <= latest.time - interval '1 day' and o.time > latest.time - interval '3 days'
    order by o.time desc limit 1
  ) earlier on true
  left join lateral (
    select o.value from observations o
    where p.kind = 'groundwater' and o.datastream = d.key and o.quality = 0 order by o.time limit 1
  ) first on true
  cross join lateral (
    select latest.value - coalesce(first.value, 0) as cumulative,
      (latest.value - earlier.value) / (extract(epoch from latest.time - earlier.time) / 86400) as rate_per_day
  ) now
  cross join lateral (
    select abs(now.cumulative) / p.control_cumulative as total,
      case when p.control_rate_per_day is null then abs(now.cumulative) / p.control_cumulative
        else coalesce(abs(now.rate_per_day) / p.control_rate_per_day, 0) end as rate
  ) share`;

/**
 * Three levels by two controls, as the commentary of GB 50911-2013 on chapter 9 recommends: yellow when both have come to 70 % of their control values or one to 85 %, orange when both to
 * 85 % or one to 100 %, red when both to 100 %. Where only the total is controlled it stands for both.
 */
const GRADE = `
  case
    when least(share.total, share.rate) >= 1 then 1
    when least(share.total, share.rate) >= 0.85 or greatest(share.total, share.rate) >= 1 then 2
    when least(share.total, share.rate) >= 0.7 or greatest(share.total, share.rate) >= 0.85 then 3
  end`;

const monitoringPoints: ReportView = {
  name: 'monitoring_points',
  comment: text(
    '地下工程监测点及其最新测值，每个一行',
    'Monitoring points of underground works with their latest values, one row each',
  ),
  sql: `
    select p.point_id, p.name, p.item, p.line, p.work_area, p.risk_source_id, p.unit, p.control_cumulative, p.control_rate_per_day,
      now.cumulative as latest_cumulative, now.rate_per_day as latest_rate_per_day, latest.time as latest_at, ${GRADE} as grade
    from monitoring_points p ${LATEST}
    where ${mayBeSeen('p.district')}`,
  columns: {
    point_id: text('测点编号，即物联对象编号', 'Id of the point, that of its thing'),
    name: text('名称', 'Name'),
    item: text(
      '监测项目：地表沉降、建筑物沉降、收敛、地下水位、轴力等',
      'What is monitored, in Chinese: 地表沉降 settlement, 收敛 convergence, 地下水位 groundwater, 轴力 axial force, …',
    ),
    ...WORKS,
    risk_source_id: text('所属风险源编号', 'Id of its risk source'),
    unit: text('单位；速率为每天', 'Unit; of rates, per day'),
    control_cumulative: text('累计控制值，绝对值', 'Control value of the total, a magnitude'),
    control_rate_per_day: text(
      '日变化速率控制值，绝对值；空为不控',
      'Control value of the rate per day, a magnitude; absent: not controlled',
    ),
    latest_cumulative: text(
      '最新累计值，沉降向下为负；水位为相对首次读数',
      'Latest total, signed like the sensor (down is negative); of water levels since the first reading',
    ),
    latest_rate_per_day: text(
      '最近一日变化速率；不足一日为空',
      'Change per day over the last day; absent without a reading a day earlier',
    ),
    latest_at: text('最新正常读数时间', 'Time of the latest good reading'),
    grade: text('等级：1 红、2 橙、3 黄；空为未超限', 'Grade: 1 red, 2 orange, 3 yellow; absent within limits'),
  },
};

export const CITY_VIEWS: readonly ReportView[] = [resources, riskSources, monitoringPoints];
