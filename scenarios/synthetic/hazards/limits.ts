/** %LEL; GB/T 50493-2019 §5.5.2: first alarm at most 25, second at most 50. */
export const CH4_LIMITS = { raise: 25, worst: 50 } as const;

/** Obscuration at which a detector tells of smoke, %/m. Ours, within the sensitivity of 1.6–12.5 %/m that UL 268 asks of smoke detectors. */
export const SMOKE_LIMIT = 5;
