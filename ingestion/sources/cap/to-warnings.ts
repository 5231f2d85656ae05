import type { Grade } from '../../../geodata/model/grade.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { ThingDescription, Warning } from '../../observation.ts';
import type { CapAlert, CapInfo, CapReference } from './cap-alert.ts';
import { MOST_INFOS } from './decode-alert.ts';
import { eventName } from './event-names.ts';

/** Severity as the four colours of China's warning signals; `Unknown` has none. Ours, as national practice has it. */
const GRADES: Readonly<Record<Exclude<CapInfo['severity'], 'Unknown'>, Grade>> = {
  Extreme: 1,
  Severe: 2,
  Moderate: 3,
  Minor: 4,
};
const STATUS = { Alert: 'alert', Update: 'update', Cancel: 'cancel' } as const;

/** What an alert says to the city. Empty with a reason when it says nothing: a test, an acknowledgement, no information. */
export interface Told {
  readonly messages: readonly (ThingDescription | Warning)[];
  readonly unstored?: string;
}

/**
 * One warning for each information block of the language that the city speaks best. The first has the alert's own id, `sender,identifier`, the others that with `#2`, `#3`, …;
 * a reference ends them all.
 */
export function toWarnings(alert: CapAlert): Told {
  const { messageType, status } = alert;
  if (status !== 'Actual') return { messages: [], unstored: `status_${status.toLowerCase()}` };
  if (messageType === 'Ack' || messageType === 'Error')
    return { messages: [], unstored: `type_${messageType.toLowerCase()}` };
  const infos = ofBestLanguage(alert.infos);
  if (infos.length === 0 && messageType !== 'Cancel') return { messages: [], unstored: 'no_info' };
  const issuer = thingId(`cap-${slug(alert.sender)}`);
  const base = idOf(alert);
  const replaces = alert.references.flatMap((reference) => idsOf(idOf(reference)));
  const about = { kind: 'warning', thing: issuer, time: alert.sent, status: STATUS[messageType] } as const;
  const warnings = infos.map(
    (info, index): Warning => ({
      ...about,
      id: index === 0 ? base : `${base}#${index + 1}`,
      ...saidIn(info, alert),
      ...(replaces.length > 0 && { replaces }),
    }),
  );
  const called = { ...about, id: base, event: '解除', severity: 'unknown', headline: '解除预警', replaces } as const;
  return {
    messages: [
      {
        kind: 'thing',
        thing: issuer,
        time: alert.sent,
        thingKind: 'warning_issuer',
        name: infos[0]?.senderName ?? alert.sender,
      },
      ...(warnings.length > 0 ? warnings : [called]),
    ],
  };
}

function saidIn({ event, severity, headline, areas, effective, expires }: CapInfo, { sent }: CapAlert) {
  const begins = effective ?? sent;
  return {
    event: eventName(event),
    severity: severity.toLowerCase() as Lowercase<CapInfo['severity']>,
    ...(severity !== 'Unknown' && { grade: GRADES[severity] }),
    headline: headline ?? event,
    ...(areas.length > 0 && { area: areas.map(({ description }) => description).join('；') }),
    ...(effective !== undefined && { effectiveAt: effective }),
    // Some agencies let a message that all is clear expire before it begins.
    ...(expires !== undefined && expires >= begins && { expiresAt: expires }),
  };
}

/** Chinese, else English, else whichever comes first. */
function ofBestLanguage(infos: readonly CapInfo[]): readonly CapInfo[] {
  const languages = [...new Set(infos.map(({ language }) => language))];
  const best = ['zh', 'en'].flatMap((wanted) => languages.find((each) => each.toLowerCase().startsWith(wanted)) ?? []);
  return infos.filter(({ language }) => language === (best[0] ?? languages[0]));
}

const idOf = ({ sender, identifier }: CapReference): string => `${sender},${identifier}`;
const idsOf = (base: string): string[] => [
  base,
  ...Array.from({ length: MOST_INFOS - 1 }, (_, n) => `${base}#${n + 2}`),
];
const slug = (sender: string): string =>
  sender
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100) || 'sender';
