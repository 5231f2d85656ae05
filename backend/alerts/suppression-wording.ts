import type { Bilingual } from '../../geodata/model/text.ts';
import type { Alert } from './alert.ts';
import type { Arrangement } from './arrangements.ts';
import type { Suppression } from './suppression.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });
const minutes = (seconds: number): string => String(Math.round(seconds / 6) / 10);

export const reasonOfArrangement = ({ kind, owner, reason }: Arrangement): Bilingual =>
  kind === 'maintenance'
    ? text(`检修停用（${owner}）：${reason}`, `out of service (${owner}): ${reason}`)
    : text(`按规则抑制（${owner}）：${reason}`, `suppressed by rule (${owner}): ${reason}`);

export const DIAGNOSTIC_REASON = text(
  '设备诊断类，只记录，不呼叫值班员',
  'about an instrument: journalled, not put before an officer',
);

export const followsReason = (leader: string): Bilingual =>
  text(
    `同一片设备先后失效，由首出报警 ${leader} 代表`,
    `many instruments of one area failed together; the first alert, ${leader}, stands for them`,
  );

export const failedThingReason = (leader: string): Bilingual =>
  text(
    `设备自身已失效，归入首出报警 ${leader}`,
    `its own instrument has failed: it follows the first alert, ${leader}`,
  );

export const chatteringReason = ({ raises }: Alert): Bilingual => {
  const spanS = Math.round(((raises.at(-1) ?? 0) - (raises[0] ?? 0)) / 1000);
  return text(
    `抖动报警：${spanS} 秒内触发 ${raises.length} 次，稳定后再显示`,
    `chattering: raised ${raises.length} times in ${spanS} s; shown once it holds`,
  );
};

export const onDelayReason = (count: number, onDelayS: number): Bilingual =>
  text(
    `一分钟内触发 ${count} 次报警，III、IV 级持续满 ${minutes(onDelayS)} 分钟再显示`,
    `${count} alarms in one minute: grades III and IV are shown once they have held for ${minutes(onDelayS)} min`,
  );

export const fleetingReason = ({ lastRaisedAt, clearedAt = lastRaisedAt }: Alert): Bilingual => {
  const heldS = Math.round((clearedAt - lastRaisedAt) / 1000);
  return text(`瞬时报警：只持续 ${heldS} 秒`, `fleeting: held for ${heldS} s only`);
};

/** Why it is put before an officer again. */
export function shownReason(alert: Alert, was: Suppression, isLeader: boolean): Bilingual {
  if (isLeader)
    return text('首出报警：代表同一片失效的设备', 'first-out: stands for all instruments that failed with it');
  switch (was.cause) {
    case 'rule':
      return text('抑制规则不再适用', 'the suppression rule covers it no longer');
    case 'maintenance':
      return text('检修停用结束或不再适用', 'out of service no longer');
    case 'chattering':
    case 'fleeting':
    case 'on_delay':
      return alert.grade <= 2
        ? text('升级为 I、II 级，立即显示', 'grade I or II: shown at once')
        : text('持续存在，予以显示', 'it holds: shown');
    case 'diagnostic':
    case 'first_out':
      return text('不再归入首出报警', 'it follows no other alert any more');
  }
}
