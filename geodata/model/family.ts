/** The four families of trouble: 城市风险, 地下工程, 沙滩, 船舶. */
export const FAMILIES = ['city', 'underground', 'beach', 'vessel'] as const;
export type Family = (typeof FAMILIES)[number];
