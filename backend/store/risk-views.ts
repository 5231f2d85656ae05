import { mayBeSeen, type ReportView } from './report-views.ts';

export const riskGridView: ReportView = {
  name: 'risk_grid',
  comment: {
    zh: '网格风险指数，每网格每小时一行，当前小时尚未结束',
    en: 'Risk index, one row per grid cell and hour; the current hour is partial',
  },
  sql: `
    select r.hour, r.grid, r.district, r.street, round(r.risk_index::numeric, 1)::float8 as risk_index, r.main_cause
    from risk_grid r where ${mayBeSeen('r.district')}`,
  columns: {
    hour: { zh: '小时（起点）', en: 'Beginning of the hour' },
    grid: { zh: '网格', en: 'Grid cell, by name' },
    district: { zh: '区', en: 'District, by name' },
    street: { zh: '街道', en: 'Street (sub-district), by name' },
    risk_index: { zh: '风险指数，0 至 100', en: 'Risk index, 0 to 100' },
    main_cause: {
      zh: '主要成因：警报类型，或 rain_at_low_point 低洼处降雨、rain_on_slope 边坡降雨、water_at_low_point 低洼处积水、reports 市民反映、slope 边坡、low_point 低洼点、underground_works 地下施工、people 人口；指数为零时为空',
      en: 'Main cause: an alert kind, or rain_at_low_point, rain_on_slope, water_at_low_point, reports, slope, low_point, underground_works, people; NULL where the index is 0',
    },
  },
};
