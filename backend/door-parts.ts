import type { ConfiguredDetector } from '../detectors/runtime/detector-runtime.ts';
import type { Clock } from '../geodata/model/time.ts';
import type { Pipeline } from '../ingestion/pipeline/pipeline.ts';
import type { ThingRegistry } from '../ingestion/pipeline/thing-registry.ts';
import type { SourceRunner } from '../ingestion/source-runner.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { AlertDesk } from './alerts/alert-desk.ts';
import type { IngestPort, PlacePort } from './api/ports.ts';
import type { Views } from './api/views.ts';
import type { CityService } from './city/city-service.ts';
import type { Config } from './config.ts';
import type { Detection } from './detection.ts';
import type { Identity } from './identity/identity.ts';
import type { IncidentDesk } from './incidents/incident-desk.ts';
import type { Logger } from './log.ts';
import type { LiveRecordings } from './replays/live-recordings.ts';
import type { Store } from './store/store.ts';
import type { TaskDesk } from './tasks/task-desk.ts';
import type { Teams } from './tasks/teams.ts';

/** The parts of the walk that can be seen and used from outside. */
export interface DoorParts {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  /** IANA name. */
  readonly timeZone: string;
  readonly store: Store;
  readonly registry: ThingRegistry;
  readonly places: PlacePort;
  readonly city: CityService;
  readonly views: Views;
  readonly identity: Identity;
  readonly pipeline: Pipeline;
  readonly detection: Detection;
  readonly alertDesk: AlertDesk;
  readonly incidentDesk: IncidentDesk;
  readonly taskDesk: TaskDesk;
  readonly teams: Teams;
  readonly runner: SourceRunner;
  readonly recordings: IngestPort['file'];
  /** What can be played, and where what arrives is written down. */
  readonly scenarios: readonly Scenario[];
  readonly liveRecordings: LiveRecordings;
  /** As they run. */
  readonly detectors: readonly ConfiguredDetector[];
}
