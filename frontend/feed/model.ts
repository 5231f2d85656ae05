/** The shapes of the city as the server tells them. The rest of the frontend takes them from here and never sees the contracts. */
import type { LogEntry } from '../../backend/api/contract.ts';

export type {
  AlertDetail,
  AlertView,
  EvidenceView,
  IncidentDetail,
  IncidentView,
  LogEntry,
  SourceView,
  SuppressionView,
  TaskView,
  TeamChoice,
  ThingView,
  TrackPoint,
  ZoneView,
} from '../../backend/api/contract.ts';
export type { ReportNotice, View, WarningNotice } from '../../backend/push/protocol.ts';

/** Both languages of one sentence. */
export type Bilingual = NonNullable<LogEntry['text']>;
