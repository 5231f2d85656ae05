import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import type { CityView } from '../../backend/api/contract.ts';
import { keepTimeOf } from '../clock/city-time.ts';
import { getJson } from './rest.ts';

export type { CityView } from '../../backend/api/contract.ts';

/** Which city is watched. Live and replayed views share it; it changes only when the system is started anew. */
export const useCity = () =>
  useQuery({
    queryKey: ['city'],
    queryFn: async ({ signal }) => {
      const city = await getJson<CityView>('/city', signal);
      keepTimeOf(city.timeZone);
      return city;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where a map engine fetches a layer of the city, or a base map by ranges, by itself. */
export const cityLayerUrl = (layer: string): string => new URL(`/api/v1/city/layers/${layer}`, location.href).href;
export const baseMapUrl = (id: string): string => new URL(`/api/v1/city/base-maps/${id}`, location.href).href;

/** A layer of the city that the page itself reads, small ones only; the map engine fetches its own. */
export const useCityLayer = (layer: string) =>
  useQuery({
    queryKey: ['city-features', layer],
    queryFn: ({ signal }) => getJson<FeatureCollection>(`/city/layers/${layer}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
