import type { LonLat } from '../../../../geodata/model/geometry.ts';
import type { AlertDetail } from '../../../feed/model.ts';

/** Where everything is that an alert rests on and threatens: what a view of it should hold. */
export const extentOf = ({ position, evidence }: AlertDetail): readonly LonLat[] => [
  ...(position ? [position] : []),
  ...(evidence.shapes ?? []).filter(({ kind }) => kind === 'area').flatMap(({ positions }) => positions),
  ...(evidence.points ?? []).map((point) => point.position),
  ...[...(evidence.exposed ?? []), ...(evidence.reports ?? []), ...evidence.samples].flatMap((each) =>
    each.position ? [each.position] : [],
  ),
];
