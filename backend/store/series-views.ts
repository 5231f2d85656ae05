import type { Bilingual } from '../../geodata/model/text.ts';
import { mayBeSeen, type ReportView } from './report-views.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

const PLACE = {
  district: text('区', 'District, by name'),
  street: text('街道', 'Street (sub-district), by name'),
  grid: text('网格', 'Grid cell, by name'),
  zone: text('管控区域', 'Zone, by name'),
};
const THING = {
  thing_id: text('物联对象编号', 'Id of the thing'),
  thing_name: text('物联对象名称，唯一', 'Name of the thing, unique'),
  thing_kind: text('物联对象类型', 'Kind of the thing: vessel, water_level, gas, …'),
};

/** The noted times are lower bounds: only what is newer is searched for, which is in the newest partitions. */
const NEWER_POSITION = `(select max(p.time) from positions p where p.thing = t.key and p.time > coalesce(t.last_seen_at, '-infinity'))`;
const NEWER_READING = `(select max(o.time) from datastreams d join observations o on o.datastream = d.key
  where d.thing = t.key and o.time > coalesce(t.last_seen_at, '-infinity'))`;
// `offset 0` below keeps the search from being done once for every mention of its result.
const LATEST = (column: string) => `(select p.${column} from positions p
  where p.thing = t.key and p.quality < 2 and p.time >= coalesce(t.positioned_at - interval '7 days', t.last_seen_at, '-infinity')
  order by p.time desc limit 1)`;

export const things: ReportView = {
  name: 'things',
  comment: text(
    '城市中的一切物联对象（传感器、船舶、车辆等），每个一行',
    'Everything that reports: sensors, vessels, vehicles; one row each',
  ),
  sql: `
    select t.id as thing_id, t.name, t.kind, t.family, t.district, t.street, t.grid, t.zone,
      coalesce(t.lon, ${LATEST('lon')}) as lon, coalesce(t.lat, ${LATEST('lat')}) as lat, t.department,
      case
        when seen.at is null or now() - seen.at >= coalesce(k.offline_after, interval '10 min') then 'offline'
        when now() - seen.at >= coalesce(k.stale_after, interval '3 min') then 'stale'
        else 'online'
      end as status,
      t.installed_at, seen.at as last_seen_at
    from things t
    left join thing_kinds k using (kind)
    cross join lateral (select greatest(t.last_seen_at, ${NEWER_POSITION}, ${NEWER_READING}) as at offset 0) seen
    where ${mayBeSeen('t.district')}`,
  columns: {
    thing_id: THING.thing_id,
    name: text('名称，唯一；无名者为编号', 'Name, unique; the id where it has none'),
    kind: THING.thing_kind,
    family: text(
      '风险门类：city 城市、underground 地下、beach 沙滩、vessel 船舶',
      'Family: city, underground, beach, vessel',
    ),
    ...PLACE,
    lon: text('经度，WGS-84 度；移动对象为最新位置', 'Longitude, degrees WGS-84; of moving things the newest'),
    lat: text('纬度，WGS-84 度；移动对象为最新位置', 'Latitude, degrees WGS-84; of moving things the newest'),
    department: text('责任部门', 'Responsible department'),
    status: text(
      '状态：online 在线；stale 超过3个上报周期；offline 超过10个周期（移动对象为6分钟、60分钟）',
      'online; stale after 3 expected intervals; offline after 10 (things that move: 6 and 60 minutes)',
    ),
    installed_at: text('安装时间', 'When it was installed'),
    last_seen_at: text('最后上报时间', 'Event time of its newest message'),
  },
};

const observations: ReportView = {
  name: 'observations',
  comment: text('传感器读数，每个读数一行', 'Readings of sensors, one row each'),
  sql: `
    select o.time, t.id as thing_id, t.name as thing_name, t.kind as thing_kind, d.name as datastream, o.value, d.unit,
      case o.quality when 0 then 'good' when 1 then 'suspect' else 'bad' end as quality,
      t.district, t.street, t.grid, t.zone
    from observations o join datastreams d on d.key = o.datastream join things t on t.key = d.thing
    where ${mayBeSeen('t.district')}`,
  columns: {
    time: text('测量时间', 'When it was measured'),
    ...THING,
    datastream: text('测项', 'What was measured: level, rain, ch4, …'),
    value: text('数值，单位见 unit', 'Value, in the unit beside it'),
    unit: text('单位', 'Unit: m, mm, m/s, %LEL, kN, …'),
    quality: text(
      '质量：good 正常、suspect 可疑、bad 不可用',
      'good, suspect (implausible, use with care) or bad (do not use)',
    ),
    ...PLACE,
  },
};

const hourly: ReportView = {
  name: 'observations_hourly',
  comment: text(
    '每小时统计，含正常与可疑读数，含当前小时',
    'Readings by the hour: good and suspect ones, complete hours and the current one',
  ),
  sql: `
    select h.hour, t.id as thing_id, t.name as thing_name, t.kind as thing_kind, d.name as datastream, d.unit,
      h.n, h.sum / h.n as avg_value, h.min as min_value, h.max as max_value, t.district, t.street, t.grid, t.zone
    from observation_hours h join datastreams d on d.key = h.datastream join things t on t.key = d.thing
    where ${mayBeSeen('t.district')}`,
  columns: {
    hour: text('小时起点', 'Start of the hour'),
    ...THING,
    datastream: text('测项', 'What was measured: level, rain, ch4, …'),
    unit: text('单位', 'Unit: m, mm, m/s, %LEL, kN, …'),
    n: text('读数个数', 'Number of readings'),
    avg_value: text('平均值', 'Mean'),
    min_value: text('最小值', 'Minimum'),
    max_value: text('最大值', 'Maximum'),
    ...PLACE,
  },
};

const tracks: ReportView = {
  name: 'tracks',
  comment: text('移动对象（船舶、车辆等）的位置，每个定位一行', 'Positions of things that move, one row each'),
  sql: `
    select p.time, t.id as thing_id, t.name as thing_name, t.kind as thing_kind, p.lon, p.lat, p.speed_kn, p.course_deg, t.district, t.zone
    from positions p join things t on t.key = p.thing
    where ${mayBeSeen('t.district')}`,
  columns: {
    time: text('定位时间', 'When it was there'),
    ...THING,
    lon: text('经度，WGS-84 度', 'Longitude, degrees WGS-84'),
    lat: text('纬度，WGS-84 度', 'Latitude, degrees WGS-84'),
    speed_kn: text('对地航速，节', 'Speed over ground, knots'),
    course_deg: text('对地航向，度，真北起算', 'Course over ground, degrees true'),
    district: PLACE.district,
    zone: PLACE.zone,
  },
};

export const SERIES_VIEWS: readonly ReportView[] = [things, observations, hourly, tracks];
