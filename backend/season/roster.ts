import { DAY_MS } from '../../geodata/model/local-time.ts';

/** Somebody on duty at the desk. */
export interface Officer {
  /** As it stands in the log. */
  readonly name: string;
  readonly skill: 'quick' | 'ordinary' | 'slow' | 'careless';
  /** Times the usual time to act. */
  readonly pace: number;
  /** Share of what waits that is overlooked at first. */
  readonly overlooks: number;
}

/** Ours. */
const SKILLS = {
  quick: { pace: 0.55, overlooks: 0.01 },
  ordinary: { pace: 1, overlooks: 0.03 },
  slow: { pace: 1.7, overlooks: 0.05 },
  careless: { pace: 1.2, overlooks: 0.14 },
} as const;

const officer = (name: string, skill: Officer['skill']): Officer => ({ name, skill, ...SKILLS[skill] });

/** Four watches of four people; invented. */
const WATCHES: readonly (readonly Officer[])[] = [
  [officer('陈慧敏', 'quick'), officer('林志远', 'ordinary'), officer('黄嘉欣', 'ordinary'), officer('吴国强', 'slow')],
  [
    officer('李晓彤', 'quick'),
    officer('张伟民', 'ordinary'),
    officer('何俊杰', 'careless'),
    officer('梁美玲', 'ordinary'),
  ],
  [officer('周子航', 'ordinary'), officer('郑雅婷', 'quick'), officer('谢永康', 'slow'), officer('罗文静', 'ordinary')],
  [
    officer('邓海峰', 'ordinary'),
    officer('许丽娟', 'ordinary'),
    officer('冯建华', 'careless'),
    officer('曾思源', 'quick'),
  ],
];

const SHIFT_MS = 8 * 3_600_000;
const SHIFTS = DAY_MS / SHIFT_MS;

/** Who is on duty at a local time (epoch ms of the wall clock there): three shifts of eight hours from midnight, four watches in turn. */
export function officersAt(localMs: number): readonly Officer[] {
  const shift = Math.floor(localMs / SHIFT_MS);
  const day = Math.floor(shift / SHIFTS);
  return WATCHES[(shift - day * SHIFTS + day) % WATCHES.length]!;
}
