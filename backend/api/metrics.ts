import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { HubStatistics } from '../push/hub.ts';
import type { MetricsPort } from './ports.ts';

/** What the parts of the walk say of themselves when a scraper asks. Totals only grow while the process runs. */
export interface Measurements {
  readonly sources: readonly {
    readonly id: string;
    readonly state: string;
    /** Messages delivered and inputs rejected before they became messages. */
    readonly read: number;
    readonly stored: number;
    readonly duplicates: number;
    readonly rejected: Readonly<Record<string, number>>;
  }[];
  readonly pipeline: {
    /** Messages accepted and not yet committed. */
    readonly pending: number;
    /** Clock minus event time of the newest message, seconds; absent before the first. */
    readonly lagSeconds?: number;
  };
  readonly alerts: readonly { readonly family: string; readonly grade: number; readonly open: number }[];
  readonly openIncidents: number;
  readonly push: HubStatistics;
  /** How often each detector threw and was bypassed. */
  readonly detectorFaults: Readonly<Record<string, number>>;
}

/** The metrics at `/metrics`, read from the parts when they are asked for: nothing is counted twice and nothing is counted on the hot path. */
export function createMetrics(measure: () => Measurements): MetricsPort {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const own = {
    messages: counter(registry, 'vantage_messages_total', 'Messages and inputs by what became of them', [
      'source',
      'outcome',
    ]),
    rejected: counter(registry, 'vantage_rejected_total', 'Refused inputs by reason', ['source', 'reason']),
    running: gauge(registry, 'vantage_source_state', '1 for the state that each source is in', ['source', 'state']),
    pending: gauge(registry, 'vantage_pipeline_pending', 'Messages accepted and not yet committed'),
    lag: gauge(registry, 'vantage_pipeline_lag_seconds', 'Clock minus event time of the newest message'),
    alerts: gauge(registry, 'vantage_alerts_open', 'Alerts that are active or wait for a person', ['family', 'grade']),
    incidents: gauge(registry, 'vantage_incidents_open', 'Incidents neither closed nor void'),
    faults: counter(registry, 'vantage_detector_faults_total', 'How often a detector threw and was bypassed', [
      'detector',
    ]),
    clients: gauge(registry, 'vantage_push_clients', 'Sockets connected to /live'),
    diffs: counter(registry, 'vantage_push_diffs_total', 'Steps of the queue that were pushed'),
    snapshots: counter(
      registry,
      'vantage_push_snapshots_total',
      'Snapshots sent to clients that were new or too far behind',
    ),
    frames: counter(registry, 'vantage_push_frames_total', 'Position frames sent'),
    frameBytes: counter(registry, 'vantage_push_frame_bytes_total', 'Bytes of position frames sent'),
    skipped: counter(
      registry,
      'vantage_push_frames_skipped_total',
      'Position frames not sent because a client was too slow',
    ),
  };
  return {
    text() {
      const now = measure();
      for (const metric of Object.values(own)) metric.reset();
      for (const source of now.sources) {
        own.messages.inc({ source: source.id, outcome: 'read' }, source.read);
        own.messages.inc({ source: source.id, outcome: 'stored' }, source.stored);
        own.messages.inc({ source: source.id, outcome: 'duplicate' }, source.duplicates);
        own.running.set({ source: source.id, state: source.state }, 1);
        for (const [reason, count] of Object.entries(source.rejected)) {
          own.rejected.inc({ source: source.id, reason }, count);
        }
      }
      own.pending.set(now.pipeline.pending);
      if (now.pipeline.lagSeconds !== undefined) own.lag.set(now.pipeline.lagSeconds);
      for (const { family, grade, open } of now.alerts) own.alerts.set({ family, grade }, open);
      own.incidents.set(now.openIncidents);
      for (const [detector, faults] of Object.entries(now.detectorFaults)) own.faults.inc({ detector }, faults);
      own.clients.set(now.push.clients);
      own.diffs.inc(now.push.diffs);
      own.snapshots.inc(now.push.snapshots);
      own.frames.inc(now.push.frames);
      own.frameBytes.inc(now.push.frameBytes);
      own.skipped.inc(now.push.framesSkipped);
      return registry.metrics();
    },
  };
}

const counter = <Label extends string = never>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: Label[] = [],
) => new Counter({ name, help, labelNames, registers: [registry] });
const gauge = <Label extends string = never>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: Label[] = [],
) => new Gauge({ name, help, labelNames, registers: [registry] });
