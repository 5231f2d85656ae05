import type { Map as MapLibreMap } from 'maplibre-gl';

/** Charts that look at the same place: whoever is moved moves the others with it, in the same frame. */
export class CameraBond {
  readonly #maps = new Set<MapLibreMap>();
  #passing = false;

  /** A chart that joins later takes the camera of those that are there. Returns what undoes it. */
  join(map: MapLibreMap): () => void {
    const [first] = this.#maps;
    this.#maps.add(map);
    if (first) this.#pass(first);
    const onMove = () => this.#pass(map);
    map.on('move', onMove);
    return () => {
      map.off('move', onMove);
      this.#maps.delete(map);
    };
  }

  #pass(from: MapLibreMap): void {
    if (this.#passing) return;
    this.#passing = true;
    const camera = { center: from.getCenter(), zoom: from.getZoom(), bearing: from.getBearing() };
    for (const map of this.#maps) if (map !== from) map.jumpTo(camera);
    this.#passing = false;
  }
}
