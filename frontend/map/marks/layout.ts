/** Where marks stand on the screen: beside their subjects, apart from one another, near ones drawn together. Pure arithmetic. */
export interface Subject {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** 1 (worst) to 4; marks of the mildest grade are drawn together from farther apart. */
  readonly grade?: number | undefined;
  /** The other party of an encounter: the mark stands on the far side of it, so that what is between them stays free. */
  readonly other?: { readonly x: number; readonly y: number } | undefined;
}

export interface Mark {
  /** Of the most urgent first, which stands for the others. */
  readonly ids: readonly string[];
  /** The subject's place, pixels. */
  readonly x: number;
  readonly y: number;
  /** From the subject to the mark's middle, pixels. */
  readonly dx: number;
  readonly dy: number;
}

/** Ours: subjects nearer than this cannot each have a mark that is told apart. */
const TOGETHER_PX = 30;
/** Ours: a hundred mild ones must not bury the chart and the few that matter. */
const MILD_TOGETHER_PX = 76;
/** Ours: III and IV. */
const MILD_FROM = 3;
const MARK_PX = 34;
/** Up and right first, as on the drawing standard; then around. */
type Offset = readonly [dx: number, dy: number];
const OFFSETS: readonly Offset[] = [
  [34, -34],
  [-34, -34],
  [34, 34],
  [-34, 34],
  [0, -50],
  [52, 0],
  [-52, 0],
  [0, 50],
];

/** Subjects come most urgent first: they are placed first and keep the better places. `alone` is never drawn into a group. */
export function layoutMarks(subjects: readonly Subject[], alone?: string): readonly Mark[] {
  const groups: { ids: string[]; x: number; y: number; grade: number; other: Subject['other'] }[] = [];
  for (const { id, x, y, other, grade = 0 } of subjects) {
    const near = groups.find((group) => {
      if (id === alone || group.ids.includes(alone ?? '')) return false;
      const together = grade >= MILD_FROM ? MILD_TOGETHER_PX : TOGETHER_PX;
      return Math.hypot(group.x - x, group.y - y) < together;
    });
    if (near) near.ids.push(id);
    else groups.push({ ids: [id], x, y, grade, other });
  }
  const placed: { x: number; y: number }[] = [];
  return groups.map(({ ids, x, y, other: against }) => {
    const crowd = ([dx, dy]: Offset) =>
      placed.filter((other) => Math.max(Math.abs(other.x - x - dx), Math.abs(other.y - y - dy)) < MARK_PX).length;
    const towards = ([dx, dy]: Offset) => (against ? (against.x - x) * dx + (against.y - y) * dy : 0);
    const [dx, dy] = OFFSETS.toSorted((a, b) => crowd(a) - crowd(b) || towards(a) - towards(b))[0]!;
    placed.push({ x: x + dx, y: y + dy });
    return { ids, x, y, dx, dy };
  });
}
