import type { Bilingual } from '../../geodata/model/text.ts';
import { mayBeSeen, type ReportView } from './report-views.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

const PLACE = {
  district: text('区', 'District, by name'),
  street: text('街道', 'Street (sub-district), by name'),
  grid: text('网格', 'Grid cell, by name'),
};

const detections: ReportView = {
  name: 'detections',
  comment: text(
    '摄像机识别结果，按摄像机、类别、分钟各一行；没有目标的分钟无行，不可用画面不计',
    'What cameras saw: one row a camera, class and minute; no row for a minute without any; views marked bad do not count',
  ),
  sql: `
    select m.time, t.id as camera_id, t.name as camera_name, coalesce(z.name, m.zone, t.zone) as zone, t.district,
      m.class, m.n, m.max_score
    from detection_minutes m join things t on t.key = m.thing left join zones z on z.zone_id = m.zone
    where ${mayBeSeen('t.district')}`,
  columns: {
    time: text('分钟起点', 'Start of the minute'),
    camera_id: text('摄像机编号', 'Id of the camera'),
    camera_name: text('摄像机名称，唯一', 'Name of the camera, unique'),
    zone: text('所看的管控区域', 'Zone that it looks at, by name'),
    district: PLACE.district,
    class: text(
      '类别：person 人、vessel 船、car 车、truck 货车、tent 帐篷、fire 明火、smoke 烟雾等',
      'Class: person, vessel, car, truck, bicycle, tent, fire, smoke, …',
    ),
    n: text('该分钟内同时看到的最大数量', 'Largest number seen at once in that minute'),
    max_score: text('最高置信度，0 至 1', 'Highest score, 0 to 1'),
  },
};

const warnings: ReportView = {
  name: 'warnings',
  comment: text(
    '主管部门发布的预警，每条一行；解除通知不另成行，只使原预警到期。人人可见',
    'Warnings of the authorities, one row each; a cancel is no row of its own but ends the one it names. Everybody may see them',
  ),
  sql: `
    select warning_id, event, severity, grade, area, issued_at, effective_at, least(expires_at, ended_at) as expires_at, headline
    from warnings where status <> 'cancel'`,
  columns: {
    warning_id: text('预警编号', 'Id of the warning'),
    event: text(
      '灾种：台风、暴雨、雷电、高温、大风等',
      'Event: 台风 typhoon, 暴雨 rainstorm, 雷电 lightning, 高温 heat, 大风 gale, …',
    ),
    severity: text(
      '严重程度（CAP）：extreme、severe、moderate、minor、unknown',
      'CAP severity: extreme, severe, moderate, minor, unknown',
    ),
    grade: text('等级：1 红（最重）至 4 蓝', 'Grade: 1 (I, red, worst) to 4 (IV, blue)'),
    area: text('影响区域；空为全市', 'Where, in words; absent: the whole city'),
    issued_at: text('发布时间', 'When it was issued'),
    effective_at: text('生效时间；空为发布时', 'From when it holds; absent: since it was issued'),
    expires_at: text(
      '失效时间；空为未解除',
      'Until when it holds, updates and cancels taken into account; absent: open',
    ),
    headline: text('标题', 'Headline'),
  },
};

const reports: ReportView = {
  name: 'reports',
  comment: text('市民与巡查上报，每件一行', 'What citizens and patrols reported, one row each'),
  sql: `
    select r.report_id, r.category, r.matter_code, r.text, r.channel, r.district, r.street, r.grid, r.lon, r.lat,
      r.time as reported_at, r.incident_id
    from reports r where ${mayBeSeen('r.district')}`,
  columns: {
    report_id: text('上报编号', 'Id of the report'),
    category: text('类别', 'Category'),
    matter_code: text('事项编码', 'Code of the matter'),
    text: text('原文', 'In the own words of whoever told it'),
    channel: text('渠道：12345 热线、app 应用、patrol 巡查', 'Channel: 12345 (hotline), app, patrol'),
    ...PLACE,
    lon: text('经度，WGS-84 度', 'Longitude, degrees WGS-84'),
    lat: text('纬度，WGS-84 度', 'Latitude, degrees WGS-84'),
    reported_at: text('上报时间', 'When it was reported'),
    incident_id: text('所属事件编号', 'Id of its incident'),
  },
};

export const TOLD_VIEWS: readonly ReportView[] = [detections, warnings, reports];
