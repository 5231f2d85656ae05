import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import { distanceM, type LonLat } from '../../geodata/model/geometry.ts';
import { METERS_PER_NAUTICAL_MILE } from '../../geodata/model/units.ts';
import type { Language } from '../clock/city-time.ts';
import type { AlertDetail } from '../feed/model.ts';

type Properties = {
  readonly kind: 'track' | 'measured' | 'forecast' | 'closest' | 'point' | 'label';
  readonly text?: string;
};
export type EvidenceFeatures = FeatureCollection<LineString | Point, Properties>;

export const NO_EVIDENCE: EvidenceFeatures = { type: 'FeatureCollection', features: [] };

/**
 * What an alert rests on, as geometry: where its subjects were, the points that the rule worked with. For two subjects the measured
 * line between them is solid and the way to the closest points dotted: one is known, the other a forecast.
 */
export function evidenceFeatures(
  alert: AlertDetail,
  positionOf: (thing: string) => LonLat | undefined,
  language: Language,
): EvidenceFeatures {
  const features: Feature<LineString | Point, Properties>[] = [];
  const line = (kind: Properties['kind'], points: readonly LonLat[], text?: string) =>
    features.push({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: points.map((point) => [...point]) },
      properties: { kind, ...(text ? { text } : {}) },
    });
  for (const [, track] of tracksOf(alert)) if (track.length > 1) line('track', track);
  const hulls = alert.things.map(({ id }) => positionOf(id));
  const [first, second] = hulls;
  const active = alert.state === 'active';
  if (active && first && second) {
    line('measured', [first, second]);
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2] },
      properties: { kind: 'label', text: `${(distanceM(first, second) / METERS_PER_NAUTICAL_MILE).toFixed(2)} nm` },
    });
  }
  const points = alert.evidence.points ?? [];
  const pairs = hulls.length > 1 && points.length >= 2 * hulls.length;
  // An encounter names its hulls first, then where each will be at the closest approach. The hulls are on the chart already.
  const worth = pairs ? points.slice(hulls.length) : points;
  worth.forEach(({ label, position }, index) => {
    const hull = pairs ? hulls[index] : undefined;
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...position] },
      properties: { kind: 'point', ...(pairs ? {} : { text: language === 'en' ? label.en : label.zh }) },
    });
    if (active && hull) line('forecast', [hull, position]);
  });
  const [closest, other] = worth;
  if (pairs && active && closest && other) line('closest', [closest.position, other.position], closestText(alert));
  return { type: 'FeatureCollection', features };
}

function tracksOf({ evidence, things }: AlertDetail): ReadonlyMap<string, LonLat[]> {
  const tracks = new Map<string, LonLat[]>();
  for (const { thing = things[0]?.id ?? '', position } of evidence.samples) {
    if (!position) continue;
    const track = tracks.get(thing);
    if (track) track.push(position);
    else tracks.set(thing, [position]);
  }
  return tracks;
}

const closestText = ({ measure }: AlertDetail): string =>
  measure ? `CPA ${measure.value.toFixed(2)} ${measure.unit}` : 'CPA';
