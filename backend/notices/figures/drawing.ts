/** A line drawing for print: what SVG, PDF and an outline renderer can all draw. Points (1/72 inch) from the upper left corner. */
export type Spot = readonly [x: number, y: number];

export interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

export type Mark =
  | {
      readonly kind: 'shape';
      readonly rings: readonly (readonly Spot[])[];
      readonly closed: boolean;
      readonly fill?: string;
      readonly stroke?: Stroke;
      /** Of fill and stroke, (0, 1]. */
      readonly opacity?: number;
    }
  | {
      readonly kind: 'circle';
      readonly at: Spot;
      readonly radius: number;
      readonly fill?: string;
      readonly stroke?: Stroke;
    }
  | {
      readonly kind: 'text';
      /** On the base line. */
      readonly at: Spot;
      readonly text: string;
      readonly size: number;
      readonly color: string;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly bold?: boolean;
      /** A margin in this colour, so that it reads over lines. */
      readonly halo?: string;
    };

/** Drawn from the first mark to the last, and cut at its edges. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** Ink on white paper; grades in the darker tones that print needs. */
export const INK = {
  text: '#1c2227',
  soft: '#5a656e',
  faint: '#9aa4ac',
  hairline: '#d9dee2',
  paper: '#ffffff',
  accent: '#1f5fd0',
  grade: { 1: '#c62a2f', 2: '#b84a06', 3: '#8a6100', 4: '#0b66cc' },
} as const;

export const line = (points: readonly Spot[], stroke: Stroke): Mark => ({
  kind: 'shape',
  rings: [points],
  closed: false,
  stroke,
});

export const area = (rings: readonly (readonly Spot[])[], fill: string, stroke?: Stroke, opacity?: number): Mark => ({
  kind: 'shape',
  rings,
  closed: true,
  fill,
  ...(stroke && { stroke }),
  ...(opacity !== undefined && { opacity }),
});

type TextStyle = Partial<Omit<Extract<Mark, { kind: 'text' }>, 'kind' | 'at' | 'text'>>;
export const text = (at: Spot, words: string, style: TextStyle = {}): Mark => ({
  kind: 'text',
  at,
  text: words,
  size: 8,
  color: INK.soft,
  anchor: 'start',
  ...style,
});
