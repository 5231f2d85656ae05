/** How well an instrument sees, and what it makes of what it sees. */
export interface Accuracy {
  /** Standard deviation of its noise, in its unit, and as a share of the value. */
  readonly noise: number;
  readonly share: number;
  /** It tells whole numbers of so many per unit: 100 is 0.01. */
  readonly perUnit: number;
  /** Ordinary values lie between; what lies outside is told in full when ordinary readings are thinned. */
  readonly usual: readonly [number, number];
}

const accuracy = (noise: number, perUnit: number, usual: readonly [number, number], share = 0): Accuracy => ({
  noise,
  share,
  perUnit,
  usual,
});
const ANY = [-Infinity, Infinity] as const;

/**
 * By `kind/datastream`. Noise after usual data sheets: pressure-type level gauges 0.1 % of 5–10 m; tipping buckets exact to the tip; cup anemometers 2 %; catalytic methane sensors 1 %LEL;
 * levelling 0.3 mm (GB 50911-2013 §6: second order), strut cells 0.5 %; video counters 3 %; loops 2 %. Bounds of the ordinary are ours.
 */
const ACCURACIES: Readonly<Record<string, Accuracy>> = {
  'water_level/level': accuracy(0.004, 1000, [-1, 0.1]),
  'tide_gauge/level': accuracy(0.01, 1000, [-1.6, 1.6]),
  'rain_gauge/rain': accuracy(0, 10, [0, 0]),
  'anemometer/wind_speed': accuracy(0.2, 10, [0, 13.8], 0.02),
  'anemometer/gust': accuracy(0.3, 10, [0, 17.1], 0.03),
  'wave_buoy/wave_height': accuracy(0.03, 100, [0, 2.5], 0.03),
  'flow_meter/discharge': accuracy(0.01, 100, ANY, 0.02),
  'gas/ch4': accuracy(0.15, 10, [0, 5]),
  'settlement_point/settlement': accuracy(0.25, 100, ANY),
  'convergence/convergence': accuracy(0.15, 100, ANY),
  'groundwater/level': accuracy(0.01, 1000, ANY),
  'axial_force/force': accuracy(4, 10, ANY, 0.002),
  'pore_pressure/pressure': accuracy(0.3, 10, ANY),
  'inclinometer/displacement': accuracy(0.2, 100, ANY),
  'crowd/people': accuracy(0.5, 1, ANY, 0.03),
  'traffic/flow': accuracy(6, 1, ANY, 0.03),
  'traffic/speed': accuracy(1, 10, ANY, 0.02),
  'traffic/occupancy': accuracy(0.004, 1000, [0, 0.6]),
  'car_park/occupied': accuracy(0.4, 1, ANY),
  'car_park/capacity': accuracy(0, 1, ANY),
  'smoke/obscuration': accuracy(0.03, 100, [0, 1]),
  'temperature/temperature': accuracy(0.15, 10, [-5, 50]),
};
const PLAIN = accuracy(0, 1000, ANY);

export const accuracyOf = (kind: string, datastream: string): Accuracy => ACCURACIES[`${kind}/${datastream}`] ?? PLAIN;
