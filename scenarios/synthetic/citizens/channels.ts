import { thingId } from '../../../geodata/model/ids.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { ThingDescription } from '../../../ingestion/observation.ts';
import type { Channel } from './compose.ts';

/** The channels that take reports. */
export const CHANNELS: Readonly<
  Record<Channel, { readonly thing: ReturnType<typeof thingId>; readonly name: string }>
> = {
  '12345': { thing: thingId('channel-12345'), name: '12345 政务服务热线' },
  app: { thing: thingId('channel-app'), name: '随手报' },
  patrol: { thing: thingId('channel-patrol'), name: '网格巡查' },
};

export const describeChannels = (time: EventTime): ThingDescription[] =>
  Object.values(CHANNELS).map(({ thing, name }) => ({
    kind: 'thing',
    thing,
    time,
    thingKind: 'report_channel',
    name,
    department: '市政务服务数据管理局',
  }));
