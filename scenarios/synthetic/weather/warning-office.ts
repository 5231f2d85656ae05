import type { Grade } from '../../../geodata/model/grade.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { ThingDescription, Warning } from '../../../ingestion/observation.ts';
import type { Setting, Utterance } from '../world/world.ts';

type WarningEvent = '台风' | '暴雨' | '雷电' | '大风' | '高温';

/** One warning's life: issued, raised or lowered, lifted. */
export interface BulletinScript {
  readonly event: WarningEvent;
  /** In order of time. `lifted` ends it. */
  readonly steps: readonly { readonly atH: number; readonly grade: Grade | 'lifted' }[];
}

const WEATHER_OFFICE = thingId('weather-office');
const COLOURS: Readonly<Record<Grade, string>> = { 1: '红色', 2: '橙色', 3: '黄色', 4: '蓝色' };
const SEVERITIES = { 1: 'extreme', 2: 'severe', 3: 'moderate', 4: 'minor' } as const;

/** What each colour says. 气象灾害预警信号发布与传播办法 (中国气象局令第16号, 2007), annex; by event, red to blue. */
const CRITERIA: Readonly<Record<WarningEvent, Readonly<Partial<Record<Grade, string>>>>> = {
  台风: {
    1: '6小时内平均风力达12级以上或阵风达14级以上',
    2: '12小时内平均风力达10级以上或阵风达12级以上',
    3: '24小时内平均风力达8级以上或阵风达10级以上',
    4: '24小时内平均风力达6级以上或阵风达8级以上',
  },
  暴雨: {
    1: '3小时内降雨量将达100毫米以上',
    2: '3小时内降雨量将达50毫米以上',
    3: '6小时内降雨量将达50毫米以上',
    4: '12小时内降雨量将达50毫米以上',
  },
  雷电: {
    1: '2小时内发生强烈雷电活动的可能性非常大',
    2: '2小时内发生雷电活动的可能性很大',
    3: '6小时内可能发生雷电活动',
  },
  大风: {
    1: '6小时内平均风力达12级以上或阵风达13级以上',
    2: '6小时内平均风力达10级以上或阵风达11级以上',
    3: '12小时内平均风力达8级以上或阵风达9级以上',
    4: '24小时内平均风力达6级以上或阵风达7级以上',
  },
  高温: { 1: '24小时内最高气温将升至40℃以上', 2: '24小时内最高气温将升至37℃以上', 3: '连续三天最高气温将在35℃以上' },
};

/** Every message that the weather office sends on such a day, in order of time. */
export function writeWarnings(bulletins: readonly BulletinScript[], setting: Setting): readonly Warning[] {
  return bulletins.flatMap((bulletin) => writeLife(bulletin, setting)).sort((a, b) => a.time - b.time);
}

function writeLife({ event, steps }: BulletinScript, setting: Setting): Warning[] {
  const warnings: Warning[] = [];
  let before: Warning | undefined;
  for (const { atH, grade } of steps) {
    const time = eventTime(setting.start + Math.round(atH * 60) * 60_000);
    const office = `${setting.city.name.zh}气象台${clockTime(time, setting.offsetMs)}`;
    const old: Grade | undefined = before?.grade;
    if (grade === 'lifted' && (old === undefined || before === undefined)) continue;
    before = {
      kind: 'warning',
      thing: WEATHER_OFFICE,
      id: `${setting.city.id}-${time / 60_000}-${event}`,
      time,
      status: grade === 'lifted' ? 'cancel' : old === undefined ? 'alert' : 'update',
      event,
      severity: grade === 'lifted' ? 'minor' : SEVERITIES[grade],
      ...(grade !== 'lifted' && { grade }),
      headline: headline(office, event, old, grade),
      effectiveAt: time,
      ...(before && { replaces: [before.id] }),
    };
    warnings.push(before);
  }
  return warnings;
}

function headline(office: string, event: WarningEvent, old: Grade | undefined, grade: Grade | 'lifted'): string {
  if (grade === 'lifted') return `${office}解除${event}${old ? COLOURS[old] : ''}预警信号`;
  const why = CRITERIA[event][grade];
  const reason = why ? `：${why}` : '';
  if (old === undefined) return `${office}发布${event}${COLOURS[grade]}预警信号${reason}`;
  return `${office}将${event}${COLOURS[old]}预警信号${grade < old ? '升级' : '降级'}为${COLOURS[grade]}${reason}`;
}

function clockTime(time: EventTime, offsetMs: number): string {
  const local = new Date(time + offsetMs);
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日${local.getUTCHours()}时${String(local.getUTCMinutes()).padStart(2, '0')}分`;
}

/** Those that are in force at a moment. */
export function inForce(warnings: readonly Warning[], at: EventTime): readonly Warning[] {
  const issued = warnings.filter(({ time }) => time <= at);
  const ended = new Set(issued.flatMap(({ replaces = [] }) => replaces));
  return issued.filter(
    ({ id, status, expiresAt }) => status !== 'cancel' && !ended.has(id) && (expiresAt === undefined || at < expiresAt),
  );
}

/** Who speaks is told with every warning: whoever tunes in late must know the office too. */
export function utterWarning(warning: Warning, setting: Setting): Utterance {
  const office: ThingDescription = {
    kind: 'thing',
    thing: WEATHER_OFFICE,
    time: warning.time,
    thingKind: 'warning_issuer',
    name: `${setting.city.name.zh}气象台`,
  };
  return { time: warning.time, messages: [office, warning] };
}
