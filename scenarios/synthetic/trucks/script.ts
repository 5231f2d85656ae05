/** Which rule a truck breaks. The truck, and the place, are drawn by the seed unless said. */
export interface TruckViolation {
  readonly kind: 'off_route' | 'out_of_hours' | 'overspeed' | 'unlicensed_tipping';
  readonly atH: number;
  /** 0-based among the muck trucks. */
  readonly truck?: number;
  readonly cause?: string;
}

export interface TrucksScript {
  readonly violations: readonly TruckViolation[];
}
