import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { EventTime } from '../../../geodata/model/time.ts';

/** Code values of CAP 1.2 (OASIS Standard, 1 July 2010) §3.2; those of 1.1 are the same where we use them. */
export const STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export const MESSAGE_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
export const SCOPES = ['Public', 'Restricted', 'Private'] as const;
export const CATEGORIES = [
  'Geo',
  'Met',
  'Safety',
  'Security',
  'Rescue',
  'Fire',
  'Health',
  'Env',
  'Transport',
  'Infra',
  'CBRNE',
  'Other',
] as const;
export const URGENCIES = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const;
export const SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const;
/** `Very Likely` is deprecated since 1.1 and means `Likely`. */
export const CERTAINTIES = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown', 'Very Likely'] as const;

/** One `<alert>`, as far as the city has a use for it. */
export interface CapAlert {
  readonly identifier: string;
  readonly sender: string;
  readonly sent: EventTime;
  readonly status: (typeof STATUSES)[number];
  readonly messageType: (typeof MESSAGE_TYPES)[number];
  readonly references: readonly CapReference[];
  readonly infos: readonly CapInfo[];
  /** It carries an XML signature, which is not checked. */
  readonly signed: boolean;
  readonly line: number;
}

export interface CapReference {
  readonly sender: string;
  readonly identifier: string;
}

export interface CapInfo {
  /** RFC 3066; `en-US` where it is not said (CAP 1.2 §3.2.2). */
  readonly language: string;
  readonly event: string;
  readonly severity: (typeof SEVERITIES)[number];
  readonly effective?: EventTime;
  readonly onset?: EventTime;
  readonly expires?: EventTime;
  readonly senderName?: string;
  readonly headline?: string;
  readonly areas: readonly CapArea[];
}

export interface CapArea {
  readonly description: string;
  readonly polygons: readonly (readonly LonLat[])[];
}
