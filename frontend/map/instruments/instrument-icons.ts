import { CHART } from '../palette.ts';
import { GLYPHS, type Glyph } from './instrument-kinds.ts';

/** Line drawings in a 16-unit square, as on the drawing standard. */
const PATHS: Readonly<Record<Glyph, string>> = {
  level: 'M3 3v10.5h10V3M3 8.5c1.2-1 2.2-1 3.3 0s2.2 1 3.4 0 2.1-1 3.3 0',
  rain: 'M2.5 3h11l-4 5.5v5h-3v-5z',
  wind: 'M2 6h7.5a2 2 0 1 0-1.9-2.6M2 9h10a2 2 0 1 1-1.9 2.6M2 12h4.5',
  wave: 'M1.8 7c1.6-2 2.9-2 4.1 0s2.6 2 4.2 0 2.6-2 4.1 0M1.8 11.5c1.6-2 2.9-2 4.1 0s2.6 2 4.2 0 2.6-2 4.1 0',
  gas: 'M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6zM5.2 8.6c1-1.7 2-1.7 2.9-.4s1.8 1.2 2.7-.5',
  crowd: 'M8 2.6a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 1 1 0-4.4zM3.6 13.4c.4-3 2-4.4 4.4-4.4s4 1.4 4.4 4.4z',
  traffic: 'M3 13.5L6 2.5M13 13.5L10 2.5M8 3v2M8 7v2.2M8 11.2v2.3',
  parking: 'M5 13.5v-11h3.6a3.2 3.2 0 0 1 0 6.4H5',
  settlement: 'M3 3h10M8 3v9M5.2 9.4L8 12.4l2.8-3M3 14h10',
  convergence: 'M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6zM4.4 8h7.2M6 6.4L4.4 8 6 9.6M10 6.4L11.6 8 10 9.6',
  groundwater: 'M4 2.5v11M12 2.5v11M4 8.5h8M6 10.8h4M7 13h2',
  force: 'M2.5 8h11M4.8 5.8L2.5 8l2.3 2.2M11.2 5.8L13.5 8l-2.3 2.2M8 4.5v7',
  heat: 'M6.6 9.3V3.6a1.5 1.5 0 0 1 3 0v5.7a2.7 2.7 0 1 1-3 0z',
  smoke: 'M4 13h8M8 10.5c-2.5-1.2 1.5-2.6 0-4.2S6.8 3.6 8.4 2.5',
  plain: 'M8 4.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7z',
};

const SIZE = 44;
const PIXEL_RATIO = 2;
/** Of the drawing inside its dark ground. */
const SCALE = 2.1;

export interface ChartImage {
  readonly id: string;
  readonly data: ImageData;
  readonly pixelRatio: number;
}

type Draw = (pen: CanvasRenderingContext2D) => void;

function image(id: string, size: number, draw: Draw): ChartImage {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext('2d')!;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  draw(pen);
  return { id, data: pen.getImageData(0, 0, size, size), pixelRatio: PIXEL_RATIO };
}

/** A dark round ground, so that the lines are read over roads and buildings. */
function ground(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = 'rgb(14 18 22 / 72%)';
  pen.beginPath();
  pen.arc(SIZE / 2, SIZE / 2, SIZE / 2 - 1, 0, 2 * Math.PI);
  pen.fill();
}

function glyph(pen: CanvasRenderingContext2D, path: string, colour: string, dashed = false): void {
  pen.translate((SIZE - 16 * SCALE) / 2, (SIZE - 16 * SCALE) / 2);
  pen.scale(SCALE, SCALE);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.25;
  if (dashed) pen.setLineDash([1.2, 2]);
  pen.stroke(new Path2D(path));
}

const CAMERA = 'M4 11h5v-6H4zM9 8.6l3.4 2V5.4L9 7.4';
const SHIELD = 'M8 2.4a5.6 5.6 0 1 1 0 11.2a5.6 5.6 0 1 1 0-11.2zM8 2.4v11.2M2.4 8h11.2';

/** Fresh and stale pictures of every instrument, and the marks of cameras and shields. */
export const instrumentImages = (): ChartImage[] => [
  ...GLYPHS.flatMap((name) => [
    image(`instrument-${name}`, SIZE, (pen) => {
      ground(pen);
      glyph(pen, PATHS[name], '#b4c0ca');
    }),
    image(`instrument-${name}-stale`, SIZE, (pen) => {
      ground(pen);
      glyph(pen, PATHS[name], CHART.text3, true);
    }),
  ]),
  image('camera', SIZE, (pen) => {
    ground(pen);
    glyph(pen, CAMERA, CHART.text2);
  }),
  image('shield', SIZE, (pen) => {
    ground(pen);
    glyph(pen, SHIELD, CHART.text);
  }),
  image('rain-lines', 24, (pen) => {
    pen.strokeStyle = 'rgb(190 204 214 / 60%)';
    pen.lineWidth = 1.2;
    for (const [x, y] of [
      [6, 2],
      [18, 14],
    ] as const) {
      pen.moveTo(x, y);
      pen.lineTo(x - 3, y + 8);
    }
    pen.stroke();
  }),
];
