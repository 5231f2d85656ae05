import type { Bilingual } from '../../geodata/model/text.ts';
import type { Incident } from '../incidents/incident.ts';

/** What a task is called when nobody says so: 「处置：前湾路下穿 积水内涝」. */
export const titleFor = ({ title }: Pick<Incident, 'title'>): Bilingual => ({
  zh: `处置：${title.zh}`,
  en: `Handle: ${title.en}`,
});

/** Why its work counts as the end of the incident. */
export const ALL_VERIFIED = '任务均已核查，警报已解除 / all tasks verified, and the condition cleared';

/** Why nobody needs the task any more. */
export const INCIDENT_OVER = '事件已结案或作废 / its incident was closed or void';
