import { HULL } from '../feed/fleet-picture.ts';

/** Drawn once into one canvas; hulls point north. */
export interface HullAtlas {
  readonly image: HTMLCanvasElement;
  readonly mapping: Record<string, { x: number; y: number; width: number; height: number; mask: boolean }>;
}

const TALL = 112;
const WIDE = 64;

interface Look {
  readonly fill: string | undefined;
  readonly line: string;
  readonly dash?: number[];
}

const LOOKS: Readonly<Record<string, Look>> = {
  underway: { fill: '#7c8a96', line: '#dfe6ec' },
  still: { fill: '#4d5a65', line: '#93a1ad' },
  silent: { fill: undefined, line: '#84929d', dash: [9, 7] },
  bright: { fill: '#cfd8e0', line: '#ffffff' },
  headless: { fill: '#4d5a65', line: '#93a1ad' },
  fixed: { fill: undefined, line: '#7d8a95' },
  vehicle: { fill: '#5d6a75', line: '#aab6c0' },
  nothing: { fill: undefined, line: 'transparent' },
};

/** By {@link HULL}. */
const ICONS = ['underway', 'still', 'silent', 'headless', 'fixed', 'vehicle'] as const;
export const iconOf = (hull: number): string => ICONS[hull] ?? ICONS[HULL.underway];
export const BRIGHT = 'bright';
/** For what is switched off. */
export const NOTHING = 'nothing';

export function drawHullAtlas(): HullAtlas {
  const names = Object.keys(LOOKS);
  const image = document.createElement('canvas');
  image.width = WIDE * names.length;
  image.height = TALL;
  const pen = image.getContext('2d')!;
  pen.lineJoin = 'round';
  names.forEach((name, index) => {
    const { fill, line, dash } = LOOKS[name]!;
    pen.save();
    pen.translate(index * WIDE + WIDE / 2, TALL / 2);
    outline(pen, name);
    if (fill) {
      pen.fillStyle = fill;
      pen.fill();
    }
    pen.setLineDash(dash ?? []);
    pen.lineWidth = 5;
    pen.strokeStyle = line;
    pen.stroke();
    pen.restore();
  });
  const mapping = Object.fromEntries(
    names.map((name, index) => [name, { x: index * WIDE, y: 0, width: WIDE, height: TALL, mask: false }]),
  );
  return { image, mapping };
}

/** A hull seen from above: bow, parallel sides, square stern. Without a heading a round mark, for what stands fast a diamond, for vehicles a box. */
function outline(pen: CanvasRenderingContext2D, name: string): void {
  pen.beginPath();
  if (name === 'headless') pen.arc(0, 0, 20, 0, 2 * Math.PI);
  else if (name === 'vehicle') pen.roundRect(-22, -40, 44, 80, 10);
  else if (name === 'fixed') {
    pen.moveTo(0, -22);
    pen.lineTo(22, 0);
    pen.lineTo(0, 22);
    pen.lineTo(-22, 0);
  } else {
    pen.moveTo(0, -52);
    pen.quadraticCurveTo(20, -30, 20, -14);
    pen.lineTo(20, 44);
    pen.quadraticCurveTo(20, 50, 14, 50);
    pen.lineTo(-14, 50);
    pen.quadraticCurveTo(-20, 50, -20, 44);
    pen.lineTo(-20, -14);
    pen.quadraticCurveTo(-20, -30, 0, -52);
  }
  pen.closePath();
}
