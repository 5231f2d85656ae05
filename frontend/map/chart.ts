import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { FeatureCollection } from 'geojson';
import {
  addProtocol,
  type GeoJSONSource,
  type MapGeoJSONFeature,
  Map as MapLibreMap,
  type PaddingOptions,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { Camera } from '../app/view-link.ts';
import type { Language } from '../clock/city-time.ts';
import type { FleetPicture } from '../feed/fleet-picture.ts';
import type { View } from '../feed/model.ts';
import type { BaseMap } from './base-map-layers.ts';
import { baseStyle, type ChartSource, chartLayers } from './base-style.ts';
import type { CameraOrder } from './camera.ts';
import { CITY_SOURCES, type CitySource } from './city-layers.ts';
import { type FleetLook, fleetLayers } from './fleet-layers.ts';
import { graticule } from './graticule.ts';
import { drawHatch } from './hatch.ts';
import { instrumentImages } from './instruments/instrument-icons.ts';
import { POINTABLE } from './instruments/instrument-layers.ts';
import { BLOCKER_PX, blockerFeatures, blockerSquares, type Covered } from './label-blockers.ts';

setWorkerUrl(workerUrl);
addProtocol('pmtiles', new Protocol().tile);

/** Ours: close enough to see two hulls apart, and their surroundings. */
const FLY_ZOOM = 13;
const FLY_MS = 900;
/** Room for the marks and labels at the edges of what is fitted, pixels. */
const FIT_PADDING = 60;
/** Ours: how far from a mark a press still means it. */
const REACH_PX = 5;
/** About half as wide as the longest label of the graticule. */
const LABEL_PX = 40;

/** A mark under the pointer. */
export interface Pointed {
  readonly layer: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Pixels from the chart's upper left. */
  readonly x: number;
  readonly y: number;
}

export interface ChartOptions {
  readonly container: HTMLElement;
  readonly camera: Camera | undefined;
  /** What to show without a camera. */
  readonly home: BoundingBox;
  /** Pixels at each edge that `home` is kept clear of. */
  readonly homePadding: PaddingOptions;
  readonly language: Language;
  readonly baseMaps: readonly BaseMap[];
  readonly reducedMotion: boolean;
  /** Where a layer of the city is to be had. */
  layerUrl(layer: CitySource): string;
  onCamera(camera: Camera): void;
  onView(view: View): void;
  /** Each drawn frame while the camera moves. */
  onMove(): void;
  onPointer(position: readonly [number, number] | undefined): void;
  /** A press on open water. */
  onEmpty(): void;
  /** A press on a mark. */
  onMark(mark: Pointed): void;
  onHover(mark: Pointed | undefined): void;
  /** What lies over the chart now. */
  covered(): readonly Covered[];
  onReady(): void;
}

/** The map engine and the vessels over it, behind the few calls that the console makes. `remove` frees all of it. */
export class Chart {
  readonly map: MapLibreMap;
  readonly #overlay = new MapLibreOverlay({ interleaved: true, layers: [], pickingRadius: 8 } as never);
  readonly #options: ChartOptions;
  #loaded = false;
  #width: number;
  #waiting = new Map<ChartSource, FeatureCollection>();
  #hovered: Pointed | undefined;

  /** @throws Error when the browser has no WebGL 2. */
  constructor(options: ChartOptions) {
    this.#options = options;
    this.#width = options.container.clientWidth;
    const { camera, home, homePadding } = options;
    this.map = new MapLibreMap({
      container: options.container,
      style: baseStyle(options.language, options.baseMaps),
      ...(camera
        ? { center: [camera.lon, camera.lat], zoom: camera.zoom, bearing: camera.bearing }
        : { bounds: [...home] as [number, number, number, number], fitBoundsOptions: { padding: homePadding } }),
      minZoom: 1,
      maxZoom: 19,
      maxPitch: 0,
      pitchWithRotate: false,
      renderWorldCopies: false,
      attributionControl: false,
      fadeDuration: options.reducedMotion ? 0 : 120,
      // The console's own keys move through the queue.
      keyboard: false,
    });
    this.map.on('load', () => this.#onLoad());
    this.map.on('resize', () => {
      this.#width = options.container.clientWidth;
    });
    this.map.on('move', () => options.onMove());
    this.map.on('moveend', () => this.#onMoveEnd());
    this.map.on('mousemove', ({ lngLat, point }) => {
      options.onPointer([lngLat.lng, lngLat.lat]);
      this.#hover(this.#markAt(point));
    });
    this.map.on('mouseout', () => {
      options.onPointer(undefined);
      this.#hover(undefined);
    });
    this.map.on('click', ({ point }) => {
      const mark = this.#markAt(point);
      if (mark) options.onMark(mark);
      else options.onEmpty();
    });
  }

  get zoom(): number {
    return this.map.getZoom();
  }

  /** Pixels. Kept: asking the page each time would lay it out anew. */
  get width(): number {
    return this.#width;
  }

  show(source: ChartSource, data: FeatureCollection): void {
    if (this.#loaded) (this.map.getSource(source) as GeoJSONSource | undefined)?.setData(data);
    else this.#waiting.set(source, data);
  }

  drawFleet(picture: FleetPicture, look: FleetLook): void {
    if (this.#loaded) this.#overlay.setProps({ layers: fleetLayers(picture, look) } as never);
  }

  /** Shows the layers whose entry in the panel is on. */
  setHidden(hidden: ReadonlySet<string>): void {
    if (!this.#loaded) return;
    for (const { id, metadata } of chartLayers(this.#options.language, this.#options.baseMaps))
      this.map.setLayoutProperty(id, 'visibility', hidden.has(metadata.belongs) ? 'none' : 'visible');
  }

  setLanguage(language: Language): void {
    if (!this.#loaded) return;
    for (const layer of chartLayers(language, this.#options.baseMaps))
      if (layer.type === 'symbol' && layer.layout?.['text-field'])
        this.map.setLayoutProperty(layer.id, 'text-field', layer.layout['text-field']);
  }

  /** Says something of one feature of a layer of the city, by its id, without drawing the layer anew. */
  mark(source: CitySource, id: string, state: Readonly<Record<string, number>>): void {
    if (this.#loaded) this.map.setFeatureState({ source, id }, { ...state });
  }

  get bounds(): readonly [number, number, number, number] {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  /** Keeps labels out of what the panels cover; called again when a panel opens or closes. */
  clearLabels(): void {
    const { clientWidth, clientHeight } = this.#options.container;
    this.show(
      'blockers',
      blockerFeatures(blockerSquares(clientWidth, clientHeight, this.#options.covered()), (x, y) => {
        const { lng, lat } = this.map.unproject([x, y]);
        return [lng, lat];
      }),
    );
  }

  go(order: CameraOrder): void {
    const duration = this.#options.reducedMotion ? 0 : FLY_MS;
    switch (order.kind) {
      case 'fly':
        this.map.easeTo({
          center: [...order.position] as [number, number],
          zoom: Math.max(this.zoom, order.zoom ?? FLY_ZOOM),
          duration,
        });
        return;
      case 'fit':
        this.map.fitBounds([...order.bounds] as [number, number, number, number], {
          padding: FIT_PADDING,
          maxZoom: FLY_ZOOM,
          duration,
        });
        return;
      case 'zoom':
        this.map.easeTo({ zoom: this.zoom + order.by, duration: duration / 4 });
        return;
      case 'north':
        this.map.easeTo({ bearing: 0, duration: duration / 4 });
    }
  }

  remove(): void {
    this.map.remove();
  }

  #onLoad(): void {
    this.map.addImage('hatch', drawHatch(), { pixelRatio: 2 });
    this.map.addImage('blocker', new ImageData(BLOCKER_PX, BLOCKER_PX));
    for (const { id, data, pixelRatio } of instrumentImages()) this.map.addImage(id, data, { pixelRatio });
    this.map.addControl(this.#overlay as never);
    this.#loaded = true;
    // The engine's worker fetches and cuts them: nothing of it happens on this thread.
    for (const source of CITY_SOURCES)
      (this.map.getSource(source) as GeoJSONSource | undefined)?.setData(this.#options.layerUrl(source));
    for (const [source, data] of this.#waiting) this.show(source, data);
    this.#waiting.clear();
    this.#onMoveEnd();
    this.#options.onReady();
  }

  #onMoveEnd(): void {
    const bounds = this.map.getBounds();
    const clamp = (value: number, most: number) => Math.max(-most, Math.min(most, value));
    const view: View = {
      bounds: [
        clamp(bounds.getWest(), 180),
        clamp(bounds.getSouth(), 90),
        clamp(bounds.getEast(), 180),
        clamp(bounds.getNorth(), 90),
      ],
      zoom: this.zoom,
    };
    this.show('graticule', this.#uncut(graticule(view.bounds)));
    this.clearLabels();
    this.#options.onView(view);
    const { lng, lat } = this.map.getCenter();
    this.#options.onCamera({ lon: lng, lat, zoom: this.zoom, bearing: this.map.getBearing() });
    this.#options.onMove();
  }

  /** Without the labels that an edge would cut. */
  #uncut(lines: FeatureCollection): FeatureCollection {
    const { clientHeight } = this.#options.container;
    const features = lines.features.filter(({ geometry }) => {
      if (geometry.type !== 'Point') return true;
      const { x, y } = this.map.project(geometry.coordinates as [number, number]);
      const isAtop = y < LABEL_PX / 2;
      return isAtop ? x > LABEL_PX && x < this.#width - LABEL_PX : y > LABEL_PX / 2 && y < clientHeight - LABEL_PX / 2;
    });
    return { type: 'FeatureCollection', features };
  }

  #markAt({ x, y }: { readonly x: number; readonly y: number }): Pointed | undefined {
    if (!this.#loaded) return undefined;
    const [feature] = this.map.queryRenderedFeatures(
      [
        [x - REACH_PX, y - REACH_PX],
        [x + REACH_PX, y + REACH_PX],
      ],
      { layers: [...POINTABLE] },
    ) as MapGeoJSONFeature[];
    return feature && { layer: feature.layer.id, properties: feature.properties, x, y };
  }

  #hover(mark: Pointed | undefined): void {
    const same =
      mark?.layer === this.#hovered?.layer &&
      mark?.properties.id === this.#hovered?.properties.id &&
      mark?.properties.thing === this.#hovered?.properties.thing;
    if (same) return;
    this.#hovered = mark;
    this.map.getCanvas().style.cursor = mark ? 'pointer' : '';
    this.#options.onHover(mark);
  }
}
