import type { SourceView } from './api/contract.ts';
import type { DoorParts } from './door-parts.ts';
import type { MetricFamily } from './metrics.ts';
import type { Hub } from './push/hub.ts';

/** What operators watch, read from the parts' own counts when it is scraped. */
export function metricFamilies({
  pipeline,
  registry,
  detection,
  alertDesk,
  incidentDesk,
  hub,
  sources,
}: DoorParts & { hub: Hub; sources: () => SourceView[] }): MetricFamily[] {
  const perSource = (name: string, help: string, count: (source: SourceView) => number): MetricFamily => ({
    name,
    help,
    labels: ['source'],
    *read() {
      for (const source of sources()) yield [count(source), { source: source.id }];
    },
  });
  const perDetector = (name: string, help: string, counts: () => Readonly<Record<string, number>>): MetricFamily => ({
    name,
    help,
    labels: ['detector'],
    *read() {
      for (const [detector, count] of Object.entries(counts())) yield [count, { detector }];
    },
  });
  const single = (name: string, help: string, value: () => number): MetricFamily => ({
    name,
    help,
    read: () => [[value()]],
  });
  const runtime = () => detection.runtime.stats();
  return [
    perSource('ingest_inputs_total', 'Inputs that a source took in', (source) => source.read.inputs ?? 0),
    perSource('ingest_stored_total', 'Messages committed', (source) => source.stored),
    perSource('ingest_duplicates_total', 'Messages that were there already', (source) => source.duplicates),
    {
      name: 'ingest_rejected_total',
      help: 'Inputs refused, by reason; the newest of them are in the quarantine',
      labels: ['source', 'reason'],
      *read() {
        for (const source of sources()) {
          for (const [reason, count] of Object.entries(source.rejected)) yield [count, { source: source.id, reason }];
        }
      },
    },
    single('ingest_pending', 'Messages accepted and not yet committed', () => pipeline.stats().pending),
    single('things', 'Things known', () => registry.size),
    single('detector_messages_total', 'Messages handed to the detectors', () => runtime().processed),
    single('detector_findings_total', 'Findings of all detectors', () => runtime().findings),
    perDetector('detector_faults_total', 'Calls in which a detector failed and was bypassed', () => runtime().faults),
    perDetector('detector_late_total', 'Messages that came too late for a detector', () => runtime().late),
    single('alerts_open', 'Alerts in the queue', () => alertDesk.open().length),
    single('incidents_open', 'Incidents that are neither closed nor void', () => incidentDesk.open().length),
    single('push_clients', 'Sockets connected', () => hub.statistics().clients),
    single('push_diffs_total', 'Steps of the queue sent', () => hub.statistics().diffs),
    single('push_frames_total', 'Position frames sent', () => hub.statistics().frames),
    single(
      'push_frames_skipped_total',
      'Position frames left out for clients that were too slow',
      () => hub.statistics().framesSkipped,
    ),
  ];
}
