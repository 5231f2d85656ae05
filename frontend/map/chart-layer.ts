import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { LayerId } from '../../geodata/layers/registry.ts';
import type { Language } from '../clock/city-time.ts';
import { LABEL_FONT } from './fonts.ts';
import { CHART } from './palette.ts';

/** A layer of the drawn chart and the entry of the layers panel that shows it. */
export type ChartLayer = LayerSpecification & { readonly metadata: { readonly belongs: LayerId } };

export const layer = (belongs: LayerId, specification: LayerSpecification): ChartLayer =>
  ({ ...specification, metadata: { belongs } }) as ChartLayer;

export const labelled = (size: number | ExpressionSpecification) =>
  ({ 'text-font': [LABEL_FONT] as string[], 'text-size': size, 'text-padding': 4 }) as const;

export const halo = (width = 1.2) => ({ 'text-halo-color': CHART.halo, 'text-halo-width': width }) as const;

export const kindIs = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];

export const nameIn = (language: Language): ExpressionSpecification =>
  language === 'en' ? ['coalesce', ['get', 'en'], ['get', 'zh']] : ['get', 'zh'];
