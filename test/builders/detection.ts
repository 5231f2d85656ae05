import type { DetectorDescriptor, Input, Surroundings } from '../../detectors/detector.ts';
import type { Finding } from '../../detectors/finding.ts';
import {
  type ConfiguredDetector,
  DetectorRuntime,
  type RuntimeSnapshot,
} from '../../detectors/runtime/detector-runtime.ts';
import type { CityModel } from '../../geodata/city/city-model.ts';
import { emptyCity } from '../../geodata/city/empty-city.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { Zone } from '../../geodata/model/zone.ts';
import type { Thing } from '../../ingestion/thing.ts';

export interface World {
  readonly things?: readonly Thing[];
  readonly zones?: readonly Zone[];
  readonly city?: CityModel;
}

export function surroundingsOf({ things = [], zones = [], city = emptyCity }: World): Surroundings {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const vessel = (id: ThingId): Thing | undefined =>
    id.startsWith('mmsi-') ? { id, kind: 'vessel', attrs: {} } : undefined;
  return { thing: (id) => byId.get(id) ?? vessel(id), zones, city };
}

/** A runtime that collects what it finds and fails the test on a fault. */
export function collectingRuntime(
  detectors: readonly ConfiguredDetector[],
  surroundings: Surroundings,
  latenessMs?: number,
): { runtime: DetectorRuntime; findings: Finding[] } {
  const findings: Finding[] = [];
  const runtime = new DetectorRuntime({
    detectors,
    surroundings,
    emit: (finding) => findings.push(finding),
    onFault: (id, error) => {
      throw new Error(`detector ${id} failed`, { cause: error });
    },
    ...(latenessMs !== undefined && { latenessMs }),
  });
  return { runtime, findings };
}

/** What one detector finds in these messages, handed over in order of time; `quietMs` of nothing follow them. */
export function detect(
  descriptor: DetectorDescriptor,
  messages: readonly Input[],
  { parameters = {}, quietMs = 0, ...world }: World & { parameters?: object; quietMs?: number } = {},
): Finding[] {
  const { runtime, findings } = collectingRuntime([{ descriptor, parameters }], surroundingsOf(world));
  const ordered = [...messages].sort((a, b) => a.time - b.time);
  for (const message of ordered) runtime.process(message);
  const last = ordered.at(-1)?.time ?? 0;
  if (quietMs > 0) runtime.advance(eventTime(last + quietMs));
  return findings;
}

export const kinds = (findings: readonly Finding[]): string[] => findings.map(({ kind }) => kind);

/** The same list for the same set of findings. */
export const canonical = (findings: readonly Finding[]): string[] =>
  findings.map((finding) => JSON.stringify(finding)).sort();

/** As a store keeps it. */
export const throughJson = (snapshot: RuntimeSnapshot): RuntimeSnapshot => JSON.parse(JSON.stringify(snapshot));
