import type { Map as MapLibreMap } from 'maplibre-gl';
import type { LonLat } from '../../../geodata/model/geometry.ts';

/** Charts that look at the same place: whoever is moved moves the others with it, in the same frame. */
class CameraBond {
  readonly #maps = new Set<MapLibreMap>();
  #passing = false;
  /** Whether a person moved it: from then on nothing moves it unasked. */
  touched = false;

  /** A chart that joins later takes the camera of those that are there. Returns what undoes it. */
  join(map: MapLibreMap): () => void {
    const [first] = this.#maps;
    this.#maps.add(map);
    if (first) this.#pass(first);
    const onMove = ({ originalEvent }: { originalEvent?: unknown }) => {
      if (originalEvent) this.touched = true;
      this.#pass(map);
    };
    map.on('move', onMove);
    return () => {
      map.off('move', onMove);
      this.#maps.delete(map);
    };
  }

  /** Whether a place is on the charts now. */
  sees([lon, lat]: LonLat): boolean {
    const [first] = this.#maps;
    return first?.getBounds().contains([lon, lat]) ?? false;
  }

  #pass(from: MapLibreMap): void {
    if (this.#passing) return;
    this.#passing = true;
    const camera = { center: from.getCenter(), zoom: from.getZoom(), bearing: from.getBearing() };
    for (const map of this.#maps) if (map !== from) map.jumpTo(camera);
    this.#passing = false;
  }
}

/** Of the charts of the surface. */
export const cameraBond = new CameraBond();
