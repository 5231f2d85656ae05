/** A value given for each hour of the day, taken between hours by straight lines. `hour` in [0, 24). */
export function rhythm(hourly: readonly number[], hour: number): number {
  const whole = Math.floor(hour);
  const share = hour - whole;
  return hourly[whole % 24]! * (1 - share) + hourly[(whole + 1) % 24]! * share;
}
