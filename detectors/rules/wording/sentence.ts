/** Numbers as the sentences of findings show them. */

/** At most `digits` decimals, no trailing zeros. */
export const shown = (value: number, digits = 1): string => String(Number(value.toFixed(digits)));

const parts = (seconds: number) => {
  const whole = Math.max(0, Math.round(seconds));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60), seconds: whole % 60 };
};

/** `3 分 20 秒`; above an hour without seconds. */
export function durationZh(totalSeconds: number): string {
  const { hours, minutes, seconds } = parts(totalSeconds);
  if (hours > 0) return minutes > 0 ? `${hours} 小时 ${minutes} 分` : `${hours} 小时`;
  if (minutes > 0) return seconds > 0 ? `${minutes} 分 ${seconds} 秒` : `${minutes} 分钟`;
  return `${seconds} 秒`;
}

/** `3 min 20 s`; above an hour without seconds. */
export function durationEn(totalSeconds: number): string {
  const { hours, minutes, seconds } = parts(totalSeconds);
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
  return `${seconds} s`;
}
