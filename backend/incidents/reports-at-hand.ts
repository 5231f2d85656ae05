import { distanceM } from '../../geodata/model/geometry.ts';
import type { Bilingual } from '../../geodata/model/text.ts';
import type { Report } from '../../ingestion/observation.ts';
import type { Alert } from '../alerts/alert.ts';

const MINUTE_MS = 60_000;
/** Who calls about a trouble calls from so long before it is noticed until so long after it was seen last. Ours. */
const BEFORE_MS = 60 * MINUTE_MS;
const AFTER_MS = 30 * MINUTE_MS;
/** Callers stand so far from what they see: within sight and earshot, and two street blocks of error in the place they give. Ours. */
const NEAR_M = 300;

/** What people call it, by what an alert calls it. */
const WORDS: readonly { readonly kinds: readonly string[]; readonly said: RegExp }[] = [
  { kinds: ['flooding', 'forecast', 'threshold'], said: /积水|内涝|水淹|被淹|淹了|漫水|flood|under water/i },
  { kinds: ['landslide'], said: /滑坡|山体|边坡|泥石|落石|landslide|slope/i },
  { kinds: ['gas_leak'], said: /燃气|煤气|瓦斯|天然气|臭鸡蛋|smell of gas|gas leak|rotten egg/i },
  { kinds: ['fire', 'smoke'], said: /着火|起火|火灾|明火|浓烟|冒烟|烧起来|fire|smoke/i },
  {
    kinds: ['settlement', 'settlement_rate', 'convergence', 'groundwater', 'axial_force', 'karst'],
    said: /塌|下沉|沉降|裂缝|裂了|陷|冒泥|sink|crack|collapse/i,
  },
  { kinds: ['crowding', 'stranding'], said: /拥挤|挤满|人太多|滞留|人山人海|crowd|stranded/i },
  { kinds: ['closed_water', 'night_presence'], said: /下海|游泳|溺水|禁泳|swim|drown/i },
  { kinds: ['tent'], said: /帐篷|露营|扎营|tent|camping/i },
  { kinds: ['truck_violation'], said: /泥头车|渣土|偷倒|muck truck|tipping/i },
  { kinds: ['traffic'], said: /堵车|拥堵|堵死|traffic jam|congest/i },
  { kinds: ['over_staffing', 'intrusion'], said: /厂里|车间|闯入|workshop|intru/i },
];

/** Why a report belongs to what an alert is about; `undefined` when it does not. */
export function reportAbout(report: Report, alert: Alert): Bilingual | undefined {
  if (alert.evidence.reports?.some(({ id }) => id === report.id))
    return { zh: '警报的依据之一', en: 'among what the alert rests on' };
  const { lon, lat, time } = report;
  if (lon === undefined || lat === undefined || !alert.position) return undefined;
  const last = alert.state === 'active' ? time : (alert.clearedAt ?? alert.lastRaisedAt);
  if (time < alert.raisedAt - BEFORE_MS || time > last + AFTER_MS) return undefined;
  const words = `${report.category ?? ''} ${report.text}`;
  if (!WORDS.some(({ kinds, said }) => kinds.includes(alert.kind) && said.test(words))) return undefined;
  const meters = distanceM([lon, lat], alert.position);
  if (meters > NEAR_M) return undefined;
  const minutes = Math.round(Math.abs(time - alert.raisedAt) / MINUTE_MS);
  return {
    zh: `同一事项，相距 ${Math.round(meters)} 米、${minutes} 分钟`,
    en: `the same matter, ${Math.round(meters)} m and ${minutes} min apart`,
  };
}

/** Reports of the last hour that no incident has taken in yet: the trouble that they tell of may be noticed any moment. */
export class ReportsAtHand {
  #reports: Report[] = [];

  keep(report: Report): void {
    this.#reports = this.#reports.filter(({ time, id }) => time >= report.time - BEFORE_MS && id !== report.id);
    this.#reports.push(report);
  }

  /** Takes out those that are about this alert, each with the reason, in the order in which they came. */
  take(alert: Alert): readonly { readonly report: Report; readonly reason: Bilingual }[] {
    const taken = this.#reports.flatMap((report) => {
      const reason = reportAbout(report, alert);
      return reason ? [{ report, reason }] : [];
    });
    if (taken.length > 0) {
      const ids = new Set(taken.map(({ report }) => report.id));
      this.#reports = this.#reports.filter(({ id }) => !ids.has(id));
    }
    return taken;
  }

  snapshot(): readonly Report[] {
    return [...this.#reports];
  }

  restore(reports: readonly Report[]): void {
    this.#reports = [...reports];
  }
}
