import type { Evidence, EvidenceForecast } from '../../detectors/finding.ts';
import { type EventTime, toIso } from '../../geodata/model/time.ts';
import type { EvidenceView } from './contract.ts';

/** A copy that may be changed. */
type Loose<Value> = Value extends string | number | boolean | undefined
  ? Value
  : Value extends readonly [infer First, infer Second]
    ? [Loose<First>, Loose<Second>]
    : Value extends readonly (infer Item)[]
      ? Loose<Item>[]
      : Value extends object
        ? { -readonly [Key in keyof Value]: Loose<Value[Key]> }
        : Value;

const copy = <Value>(value: Value): Loose<Value> => structuredClone(value) as Loose<Value>;
const withIso = <Item extends { readonly time: EventTime }>(items: readonly Item[]) =>
  items.map((item) => ({ ...item, time: toIso(item.time) }));

/** An alert's evidence as the API shows it: the same, with times in ISO 8601. */
export function evidenceView({ samples, forecast, reports, ...rest }: Evidence): EvidenceView {
  return copy({
    ...rest,
    samples: withIso(samples),
    ...(reports && { reports: withIso(reports) }),
    ...(forecast && { forecast: forecastView(forecast) }),
  });
}

const forecastView = ({ crossesAt, points, ...rest }: EvidenceForecast) => ({
  ...rest,
  points: withIso(points),
  ...(crossesAt !== undefined && { crossesAt: toIso(crossesAt) }),
});
