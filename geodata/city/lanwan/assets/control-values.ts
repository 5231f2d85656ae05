/**
 * Control values of monitoring points: the magnitudes, cumulative and per day, at which works must stop and be reviewed. Defaults that a city overrides.
 *
 * GB 50911-2013 (Code for monitoring measurement of urban rail transit engineering), chapter 9, lets each city set its own and gives ranges for where local experience is
 * lacking: over shield tunnels in medium ground settlement of 20–40 mm and 3–5 mm/d, segment convergence 0.2 % of the diameter and 3 mm/d; round braced pits wall displacement
 * of 20–50 mm and 2–4 mm/d, surface settlement of 20–40 mm and 2–4 mm/d; buildings without special demands 10–30 mm and 1–3 mm/d; struts a share of their design force.
 * The single figures within those ranges, and those for groundwater (drawdown 2 m and 0.5 m/d, as is common for pits after GB 50497-2019), are ours.
 */
export interface Control {
  /** In the unit of the item: mm, m or kN. */
  readonly cumulative: number;
  /** Same unit per day; absent where only the total counts. */
  readonly ratePerDay?: number;
}

/** Over a shield drive. In karst the stricter end of the range: a void gives no second warning. */
export const surfaceOverTunnel = (karst: boolean): Control => ({
  cumulative: karst ? 20 : 30,
  ratePerDay: karst ? 3 : 4,
});

export const SURFACE_BY_PIT: Control = { cumulative: 30, ratePerDay: 3 };

export const BUILDING: Control = { cumulative: 20, ratePerDay: 2 };

export const convergence = (diameterM: number): Control => ({
  cumulative: Math.round(diameterM * 0.002 * 1000 * 10) / 10,
  ratePerDay: 3,
});

export const GROUNDWATER: Control = { cumulative: 2, ratePerDay: 0.5 };

/** Deeper walls may bend more: 0.15 % of the depth within the code's 20–50 mm. */
export const wallDisplacement = (pitDepthM: number): Control => ({
  cumulative: Math.round(Math.min(50, Math.max(20, pitDepthM * 1.5))),
  ratePerDay: 3,
});

/** kN, by level of struts from the top: the first are concrete, the deeper steel pipes. 70 % of usual design forces of such struts; ours. */
export const strutForce = (level: number): Control => ({ cumulative: [3200, 2400, 2600, 2200][level] ?? 2200 });
