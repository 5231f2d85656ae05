import type { EventTime } from '../../geodata/model/time.ts';
import type { Warning } from '../../ingestion/observation.ts';
import { type CapInformation, type CapMessage, capTime, escapeXml, writeCapAlert } from './write-cap.ts';

const SEVERITIES = {
  extreme: 'Extreme',
  severe: 'Severe',
  moderate: 'Moderate',
  minor: 'Minor',
  unknown: 'Unknown',
} as const satisfies Record<Warning['severity'], CapInformation['severity']>;

/** Who a feed speaks for. */
export interface FeedHead {
  /** An IRI that never changes. */
  readonly id: string;
  readonly title: string;
  /** The city, for warnings that name no area. */
  readonly area: string;
  readonly language: string;
  readonly updated: EventTime;
  nameOf(warning: Warning): string;
}

/** A warning as it was heard, in CAP 1.2. What it did not say (urgency, certainty) is said to be unknown. An update's predecessors are not named: whoever reads the feed sees only what is in force. */
export function warningCap(warning: Warning, head: Pick<FeedHead, 'area' | 'language' | 'nameOf'>): CapMessage {
  const { id, thing, time, event, severity, headline, area, effectiveAt, expiresAt } = warning;
  return {
    identifier: id,
    sender: thing,
    sent: time,
    messageType: 'Alert',
    scope: 'Public',
    infos: [
      {
        language: head.language,
        category: 'Met',
        event,
        urgency: 'Unknown',
        severity: SEVERITIES[severity],
        certainty: 'Unknown',
        ...(effectiveAt !== undefined && { effective: effectiveAt }),
        ...(expiresAt !== undefined && { expires: expiresAt }),
        senderName: head.nameOf(warning),
        headline,
        area: { description: area ?? head.area },
      },
    ],
  };
}

/** An Atom feed (RFC 4287) with one CAP alert inside each entry. */
export function writeWarningFeed(warnings: readonly Warning[], head: FeedHead): string {
  const entries = warnings.map((warning) => {
    const cap = writeCapAlert(warningCap(warning, head));
    return `  <entry>
    <id>${escapeXml(`${head.id}/${encodeURIComponent(warning.id)}`)}</id>
    <title>${escapeXml(warning.headline)}</title>
    <updated>${capTime(warning.time)}</updated>
    <content type="application/cap+xml">
${cap}    </content>
  </entry>
`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escapeXml(head.id)}</id>
  <title>${escapeXml(head.title)}</title>
  <updated>${capTime(head.updated)}</updated>
  <author><name>${escapeXml(head.title)}</name></author>
${entries.join('')}</feed>
`;
}
