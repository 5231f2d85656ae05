import type { Beach } from '../../../geodata/city/city-model.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { DAY_MS } from '../../../geodata/model/local-time.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { ThingDescription, Warning } from '../../../ingestion/observation.ts';
import type { Utterance } from '../world/world.ts';

/** What the managers of a beach send round when they close it: a notice like any other warning, for their own beach, until the next day at most. */
export function utterClosing({ id, name }: Beach, time: EventTime): Utterance {
  const managers = thingId(`${id}-managers`);
  const who: ThingDescription = {
    kind: 'thing',
    thing: managers,
    time,
    thingKind: 'warning_issuer',
    name: `${name.zh}管理处`,
  };
  const notice: Warning = {
    kind: 'warning',
    thing: managers,
    id: `${id}-closed-${time / 60_000}`,
    time,
    status: 'alert',
    event: '沙滩关闭',
    severity: 'moderate',
    grade: 3,
    headline: `${name.zh}管理处公告：即时起关闭${name.zh}，请游客立即离开沙滩和水域`,
    area: name.zh,
    effectiveAt: time,
    expiresAt: eventTime(time + DAY_MS),
  };
  return { time, messages: [who, notice] };
}
