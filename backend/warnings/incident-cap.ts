import type { Family } from '../../geodata/model/family.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import { type Incident, isClosed } from '../incidents/incident.ts';
import type { CapInformation, CapMessage } from './write-cap.ts';

const SEVERITIES: Readonly<Record<Grade, CapInformation['severity']>> = {
  1: 'Extreme',
  2: 'Severe',
  3: 'Moderate',
  4: 'Minor',
};
/** CAP 1.2 §3.2.2 "category", by what the incident is about, else by its family. */
const CATEGORY_OF_KIND: Readonly<Record<string, string>> = {
  flooding: 'Met',
  typhoon: 'Met',
  rainstorm: 'Met',
  thunderstorm: 'Met',
  landslide: 'Geo',
  gas_leak: 'Safety',
  fire: 'Fire',
  smoke: 'Fire',
  complaint_hotspot: 'Env',
};
const CATEGORY_OF_FAMILY: Readonly<Record<Family, string>> = {
  city: 'Safety',
  underground: 'Infra',
  beach: 'Safety',
  vessel: 'Transport',
};
/** What is known of an incident's extent is a point: a circle of this radius says where. Ours: two street blocks, km. */
const RADIUS_KM = 0.3;

/**
 * An incident in CAP 1.2, for other centres: an alert while it is open, its cancel when it is closed or void. `Private` (§3.2.1), because incidents are for those in charge
 * and not for the public. Information in Chinese and in English.
 */
export function incidentCap(incident: Incident, sender: string, area: string): CapMessage {
  const over = isClosed(incident);
  const opened = { sender, identifier: incident.id, sent: incident.detectedAt };
  const said = (language: string, headline: string, description: string): CapInformation => ({
    language,
    category: CATEGORY_OF_KIND[incident.kind] ?? CATEGORY_OF_FAMILY[incident.family],
    event: incident.kind,
    urgency: over || incident.condition === 'cleared' ? 'Past' : 'Immediate',
    severity: SEVERITIES[incident.grade],
    certainty: 'Observed',
    effective: incident.occurredAt,
    senderName: sender,
    headline,
    description,
    area: {
      description: area,
      ...(incident.position && {
        circle: { lat: incident.position[1], lon: incident.position[0], radiusKm: RADIUS_KM },
      }),
    },
  });
  return {
    ...opened,
    ...(over && { identifier: `${incident.id}.end`, sent: incident.updatedAt, references: [opened] }),
    messageType: over ? 'Cancel' : 'Alert',
    scope: 'Private',
    infos: [
      said('zh-CN', incident.title.zh, incident.gradeReason.zh),
      said('en', incident.title.en, incident.gradeReason.en),
    ],
  };
}
