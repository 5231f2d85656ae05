/** The chart's own tones: the neutrals of the theme and steps between them. Style engines cannot read CSS properties. */
export const CHART = {
  sea: '#0c1217',
  depth: { 20: '#0f171d', 10: '#121c23', 5: '#16222a' },
  contour: '#1d2a33',
  land: '#1a2127',
  relief: '#2b3831',
  green: '#1d2925',
  industry: '#1e252b',
  sand: '#4a4130',
  river: '#15242e',
  road: { lane: '#27313a', street: '#2e3943', artery: '#3f4c57' },
  building: { low: '#232c34', mid: '#2a343d', high: '#36424d' },
  border: '#33404a',
  works: '#6f6a52',
  coast: '#3a4853',
  graticule: '#1c2730',
  text: '#e6eaee',
  text2: '#9aa7b2',
  text3: '#6b7a86',
  halo: '#0c1217',
  sea1: '#5f7381',
  zone: '#51616d',
  noGo: '#7a8893',
  selection: '#6ea8fe',
} as const;

/** RGBA as deck.gl takes it. */
export type Rgba = [number, number, number, number];
export const RGBA = {
  vector: [205, 214, 222, 170] as Rgba,
  selection: [110, 168, 254, 255] as Rgba,
} as const;
