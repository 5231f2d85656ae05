import type { EventTime } from '../../../geodata/model/time.ts';
import type { Zone } from '../../../geodata/model/zone.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector } from '../../detector.ts';
import type { EvidenceSample } from '../../finding.ts';
import { NOTHING_YET, type Recent, remember, yesCount } from '../conditions/recent.ts';
import { keepSample } from '../conditions/samples.ts';
import { vesselName } from '../vessels/vessel.ts';
import { vesselClass } from '../vessels/vessel-class.ts';
import { fixSample, vesselClear, vesselRaise } from '../vessels/vessel-finding.ts';
import { durationEn, durationZh, shown } from '../wording/sentence.ts';
import { zoneIndex } from '../zones/zone-index.ts';
import { type RestrictedAreaParameters, RULE } from './parameters.ts';

interface Visit {
  /** Of the first fix inside. */
  since: EventTime;
  inside: Recent;
  /** Fixes in a row outside. */
  outside: number;
  raised: boolean;
  samples: EvidenceSample[];
}

/** Visits by zone id: a vessel may be in two such zones at once. */
type State = Record<string, Visit>;

export function restrictedArea(parameters: RestrictedAreaParameters): KeyedDetector<Position, State> {
  return {
    shape: 'keyed',
    key: ({ thing }) => thing,
    onMessage(position, context) {
      const zones = zoneIndex(context.surroundings.zones).at(position.lon, position.lat);
      if (context.state !== undefined) leave(position, zones, context, parameters);
      for (const zone of zones) if (zone.kind === 'no_go') stay(position, zone, context, parameters);
    },
  };
}

function stay(position: Position, zone: Zone, context: Context<State>, parameters: RestrictedAreaParameters): void {
  if (parameters.exemptClasses.includes(vesselClass(context.surroundings.thing(position.thing)))) return;
  context.state ??= {};
  const visit = context.state[zone.id] ?? {
    since: position.time,
    inside: NOTHING_YET,
    outside: 0,
    raised: false,
    samples: [],
  };
  context.state[zone.id] = visit;
  visit.inside = remember(visit.inside, true, parameters.outOf);
  visit.outside = 0;
  keepSample(visit.samples, fixSample(position, position.speedKn ?? 0));
  if (visit.raised || yesCount(visit.inside) < parameters.need) return;
  const insideS = (position.time - visit.since) / 1000;
  if (insideS < parameters.dwellS) return;
  visit.raised = true;
  context.emit(vesselRaise(RULE, position, told(position, zone, visit, insideS, context, parameters), zone.id));
}

/** Counts a fix outside for every zone the vessel was in and no longer is. */
function leave(
  position: Position,
  zones: readonly Zone[],
  context: Context<State>,
  { outOf, clearNeed }: RestrictedAreaParameters,
): void {
  const visits = context.state!;
  for (const id in visits) {
    if (zones.some((zone) => zone.id === id)) continue;
    const visit = visits[id]!;
    visit.inside = remember(visit.inside, false, outOf);
    visit.outside++;
    if (visit.outside < clearNeed) continue;
    if (visit.raised) {
      const left = { zh: '已驶离禁航区。', en: 'Has left the restricted area.' };
      context.emit(vesselClear(RULE, position.thing, position.time, left, id));
    }
    delete visits[id];
  }
  if (Object.keys(visits).length === 0) context.state = undefined;
}

function told(
  { thing, speedKn }: Position,
  zone: Zone,
  visit: Visit,
  insideS: number,
  { surroundings }: Context<State>,
  { grade, need, outOf, dwellS }: RestrictedAreaParameters,
) {
  const name = vesselName(thing, surroundings);
  const speed =
    speedKn === undefined ? { zh: '', en: '' } : { zh: `,航速 ${shown(speedKn)} 节`, en: ` at ${shown(speedKn)} kn` };
  const since =
    insideS > 0 ? { zh: `已 ${durationZh(insideS)}`, en: ` for ${durationEn(insideS)}` } : { zh: '', en: '' };
  return {
    grade,
    zone: zone.id,
    measure: { value: insideS, limit: dwellS, unit: 's' },
    message: {
      zh: `${name} 进入${zone.name.zh}${since.zh}${speed.zh}。`,
      en: `${name} has been inside ${zone.name.en}${since.en}${speed.en}.`,
    },
    evidence: { parameters: { need, outOf, dwellS }, samples: [...visit.samples] },
  };
}
