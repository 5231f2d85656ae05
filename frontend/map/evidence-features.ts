import type { Feature, FeatureCollection, Geometry, LineString, Point, Polygon } from 'geojson';
import { distanceM, type LonLat } from '../../geodata/model/geometry.ts';
import { METERS_PER_NAUTICAL_MILE } from '../../geodata/model/units.ts';
import type { Language } from '../clock/city-time.ts';
import type { AlertDetail, Bilingual } from '../feed/model.ts';

type Properties = {
  readonly kind:
    | 'track'
    | 'measured'
    | 'forecast'
    | 'closest'
    | 'point'
    | 'label'
    | 'area'
    | 'shape'
    | 'exposed'
    | 'said';
  readonly text?: string;
  /** Of what is in harm's way: as the inspector's list numbers it. */
  readonly number?: string;
  readonly name?: string;
};
export type EvidenceFeatures = FeatureCollection<LineString | Point | Polygon, Properties>;
type EvidenceFeature = EvidenceFeatures['features'][number];

export const NO_EVIDENCE: EvidenceFeatures = { type: 'FeatureCollection', features: [] };

const feature = <Shape extends Geometry>(geometry: Shape, properties: Properties): Feature<Shape, Properties> => ({
  type: 'Feature',
  geometry,
  properties,
});
const point = (at: LonLat, properties: Properties): EvidenceFeature =>
  feature({ type: 'Point', coordinates: [...at] }, properties);
const line = (kind: Properties['kind'], points: readonly LonLat[], text?: string): EvidenceFeature =>
  feature({ type: 'LineString', coordinates: points.map((at) => [...at]) }, { kind, ...(text ? { text } : {}) });

/**
 * What an alert rests on, as geometry: areas and lines of its evidence, what is in harm's way, where its subjects were, the points that the rule
 * worked with. For two subjects the measured line between them is solid and the way to the closest points dotted: one is known, the other a forecast.
 */
export function evidenceFeatures(
  alert: AlertDetail,
  positionOf: (thing: string) => LonLat | undefined,
  language: Language,
): EvidenceFeatures {
  const say = (text: Bilingual): string => (language === 'en' ? text.en : text.zh);
  const tracks = [...tracksOf(alert).values()].filter((track) => track.length > 1);
  return {
    type: 'FeatureCollection',
    features: [
      ...shapesOf(alert, say),
      ...tracks.map((track) => line('track', track)),
      ...meetingOf(alert, positionOf, say),
      ...saidAt(alert),
      ...exposedAt(alert, say),
    ],
  };
}

function shapesOf({ evidence }: AlertDetail, say: (text: Bilingual) => string): EvidenceFeature[] {
  return (evidence.shapes ?? []).map(({ kind, positions, label }) => {
    const coordinates = positions.map((at) => [...at]);
    return kind === 'area'
      ? feature<Polygon>({ type: 'Polygon', coordinates: [coordinates] }, { kind: 'area', name: say(label) })
      : feature<LineString>({ type: 'LineString', coordinates }, { kind: 'shape', name: say(label) });
  });
}

const exposedAt = ({ evidence }: AlertDetail, say: (text: Bilingual) => string): EvidenceFeature[] =>
  (evidence.exposed ?? []).flatMap(({ position, name }, index) =>
    position ? [point(position, { kind: 'exposed', number: String(index + 1), name: say(name) })] : [],
  );

const saidAt = ({ evidence }: AlertDetail): EvidenceFeature[] =>
  (evidence.reports ?? []).flatMap(({ position }) => (position ? [point(position, { kind: 'said' })] : []));

/** The points of the rule, and for two subjects how near they are and will be. */
function meetingOf(
  alert: AlertDetail,
  positionOf: (thing: string) => LonLat | undefined,
  say: (text: Bilingual) => string,
): EvidenceFeature[] {
  const features: EvidenceFeature[] = [];
  const hulls = alert.things.map(({ id }) => positionOf(id));
  const [first, second] = hulls;
  const active = alert.state === 'active';
  if (active && first && second) {
    const middle: LonLat = [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2];
    const text = `${(distanceM(first, second) / METERS_PER_NAUTICAL_MILE).toFixed(2)} nm`;
    features.push(line('measured', [first, second]), point(middle, { kind: 'label', text }));
  }
  const points = alert.evidence.points ?? [];
  const pairs = hulls.length > 1 && points.length >= 2 * hulls.length;
  // An encounter names its hulls first, then where each will be at the closest approach. The hulls are on the chart already.
  const worth = pairs ? points.slice(hulls.length) : points;
  worth.forEach(({ label, position }, index) => {
    const hull = pairs ? hulls[index] : undefined;
    features.push(point(position, { kind: 'point', ...(pairs ? {} : { text: say(label) }) }));
    if (active && hull) features.push(line('forecast', [hull, position]));
  });
  const [closest, other] = worth;
  if (pairs && active && closest && other)
    features.push(line('closest', [closest.position, other.position], closestText(alert)));
  return features;
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
