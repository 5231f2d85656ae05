import type { Layer, PickingInfo } from '@deck.gl/core';
import { IconLayer, LineLayer, ScatterplotLayer } from '@deck.gl/layers';
import { type FleetPicture, HULL } from '../feed/fleet-picture.ts';
import { ABOVE_VESSELS } from './evidence-layers.ts';
import { BRIGHT, type HullAtlas, iconOf, NOTHING } from './hull-atlas.ts';
import { RGBA } from './palette.ts';

export interface FleetLook {
  readonly atlas: HullAtlas;
  readonly vessels: boolean;
  readonly vehicles: boolean;
  /** Row of what is selected, or -1. */
  readonly selectedRow: number;
  /** Rows that the selected incident is about. */
  readonly relatedRows: readonly number[];
  onPick(row: number): void;
}

/** Flat marks on a flat chart: drawn in order, never hidden by depth. */
const FLAT = { parameters: { depthWriteEnabled: false, depthCompare: 'always' as const }, beforeId: ABOVE_VESSELS };

/** Wakes, vectors, hulls and the rings around what matters, straight from the worker's columns. */
export function fleetLayers(picture: FleetPicture, look: FleetLook): Layer[] {
  return [
    new LineLayer({
      id: 'wakes',
      ...FLAT,
      visible: look.vessels,
      data: {
        length: picture.segments,
        attributes: {
          getSourcePosition: { value: picture.wakeStart, size: 2 },
          getTargetPosition: { value: picture.wakeEnd, size: 2 },
          getColor: { value: picture.wakeColor, size: 4, normalized: true },
        },
      },
      getWidth: 1.6,
      widthUnits: 'pixels',
    }),
    new LineLayer({
      id: 'vectors',
      ...FLAT,
      visible: look.vessels,
      data: {
        length: picture.count,
        attributes: {
          getSourcePosition: { value: picture.lonLat, size: 2 },
          getTargetPosition: { value: picture.vectorEnd, size: 2 },
        },
      },
      getColor: RGBA.vector,
      getWidth: 1.2,
      widthUnits: 'pixels',
    }),
    new ScatterplotLayer({
      id: 'vector-ends',
      ...FLAT,
      visible: look.vessels,
      data: { length: picture.count, attributes: { getPosition: { value: picture.vectorEnd, size: 2 } } },
      getRadius: 1.8,
      radiusUnits: 'pixels',
      getFillColor: RGBA.vector,
    }),
    hulls(picture, look),
    ...related(picture, look),
    ...ring(picture, look),
  ];
}

const isShown = (hull: number, { vessels, vehicles }: FleetLook): boolean =>
  hull === HULL.vehicle ? vehicles : vessels;

function hulls(picture: FleetPicture, look: FleetLook): Layer {
  return new IconLayer({
    id: 'hulls',
    ...FLAT,
    visible: look.vessels || look.vehicles,
    data: {
      length: picture.count,
      attributes: {
        getPosition: { value: picture.lonLat, size: 2 },
        getAngle: { value: picture.angle, size: 1 },
        getSize: { value: picture.size, size: 1 },
      },
    },
    iconAtlas: look.atlas.image as never,
    iconMapping: look.atlas.mapping,
    getIcon: (_: unknown, { index }: { index: number }) =>
      isShown(picture.hull[index]!, look) ? iconOf(picture.hull[index]!) : NOTHING,
    updateTriggers: { getIcon: [picture, look.vessels, look.vehicles] },
    sizeUnits: 'pixels',
    billboard: false,
    alphaCutoff: 0.02,
    pickable: true,
    onClick: ({ index }: PickingInfo) => {
      if (index >= 0) look.onPick(index);
      return true;
    },
  });
}

/** What the open incident is about stands out by brightness, not by a colour that could be taken for a grade. */
function related(picture: FleetPicture, look: FleetLook): Layer[] {
  const rows = [...new Set([...look.relatedRows, look.selectedRow])].filter(
    (row) => row >= 0 && picture.hull[row]! < 2,
  );
  if (rows.length === 0) return [];
  return [
    new IconLayer<number>({
      id: 'related',
      ...FLAT,
      data: rows,
      iconAtlas: look.atlas.image as never,
      iconMapping: look.atlas.mapping,
      getIcon: () => BRIGHT,
      getPosition: (row) => [picture.lonLat[row * 2]!, picture.lonLat[row * 2 + 1]!],
      getAngle: (row) => picture.angle[row]!,
      getSize: (row) => picture.size[row]! + 2,
      updateTriggers: { getPosition: picture, getAngle: picture, getSize: picture },
      sizeUnits: 'pixels',
      billboard: false,
    }),
  ];
}

function ring(picture: FleetPicture, look: FleetLook): Layer[] {
  if (look.selectedRow < 0) return [];
  return [
    new ScatterplotLayer<number>({
      id: 'ring',
      ...FLAT,
      data: [look.selectedRow],
      getPosition: (row) => [picture.lonLat[row * 2]!, picture.lonLat[row * 2 + 1]!],
      getRadius: (row) => picture.size[row]! / 2 + 9,
      updateTriggers: { getPosition: picture, getRadius: picture },
      radiusUnits: 'pixels',
      filled: false,
      stroked: true,
      getLineColor: RGBA.selection,
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
    }),
  ];
}
