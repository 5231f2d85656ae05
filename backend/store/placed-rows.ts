import type { LonLat } from '../../geodata/model/geometry.ts';
import { toJsonb } from './jsonb.ts';
import type { Places } from './places.ts';

/** Rows of the domain's own JSON with the place beside it, from the parameters that {@link placedRows} gives. */
export const PLACED_ROWS = `select value::jsonb, placed, district, street, grid
  from unnest($1::text[], $2::boolean[], $3::text[], $4::text[], $5::text[]) as r (value, placed, district, street, grid)`;

export const PLACE_CHANGES =
  'placed = excluded.placed, district = excluded.district, street = excluded.street, grid = excluded.grid';

/** What has no position, or comes before the city is known, is not placed: readers take the place of its leading thing. */
export function placedRows(items: readonly { readonly position?: LonLat }[], places: Places): unknown[] {
  const found = items.map(({ position }) => places.of(position));
  return [
    items.map(toJsonb),
    items.map(({ position }) => position !== undefined && places.isKnown),
    found.map(({ district }) => district),
    found.map(({ street }) => street),
    found.map(({ grid }) => grid),
  ];
}
