import type { Bilingual } from '../../model/text.ts';
import type { Tags } from './osm-features.ts';

/** In both languages; where only the local name is known it serves for both. */
export function nameOf(tags: Tags): Bilingual | undefined {
  const local = tags.name ?? tags['name:zh'] ?? tags['name:en'];
  return local === undefined ? undefined : { zh: tags['name:zh'] ?? local, en: tags['name:en'] ?? local };
}
