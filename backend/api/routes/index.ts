import type { Endpoint } from '../endpoint.ts';
import type { ServerPorts } from '../ports.ts';
import type { Views } from '../views.ts';
import { alarmRoutes } from './alarms.ts';
import { alertRoutes } from './alerts.ts';
import { backtestRoutes } from './backtests.ts';
import { capRoutes } from './cap.ts';
import { cityRoutes } from './city.ts';
import { historyRoutes } from './history.ts';
import { incidentRoutes } from './incidents.ts';
import { ingestRoutes } from './ingest.ts';
import { noticeRoutes } from './notices.ts';
import { recordingRoutes } from './recordings.ts';
import { replayRoutes } from './replays.ts';
import { reportRoutes } from './report.ts';
import { riskRoutes } from './risk.ts';
import { sessionRoutes } from './session.ts';
import { sourceRoutes } from './sources.ts';
import { taskRoutes } from './tasks.ts';
import { thingRoutes } from './things.ts';
import { userRoutes } from './users.ts';

/** Every route under `/api/v1`: what the server mounts, the tests walk over and the OpenAPI document describes. */
export const routes = (ports: ServerPorts, views: Views): readonly Endpoint[] => [
  ...sessionRoutes(ports),
  ...alertRoutes(ports, views),
  ...alarmRoutes(ports),
  ...incidentRoutes(ports, views),
  ...noticeRoutes(ports, views),
  ...taskRoutes(ports, views),
  ...thingRoutes(ports, views),
  ...cityRoutes(ports),
  ...capRoutes(ports, views),
  ...historyRoutes(ports, views),
  ...ingestRoutes(ports),
  ...sourceRoutes(ports),
  ...reportRoutes(ports),
  ...riskRoutes(ports),
  ...userRoutes(ports),
  ...replayRoutes(ports, views),
  ...recordingRoutes(ports),
  ...backtestRoutes(ports),
];
