/** How bad: 1 is I 红 red (worst), 2 is II 橙 orange, 3 is III 黄 yellow, 4 is IV 蓝 blue. */
export type Grade = 1 | 2 | 3 | 4;

export const worse = (a: Grade, b: Grade): Grade => (a < b ? a : b);
