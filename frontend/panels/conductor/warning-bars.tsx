import { useWording } from '../../app/wording.ts';
import { minuteTime } from '../../clock/city-time.ts';
import type { WarningView } from '../../feed/queries.ts';
import { NUMERALS } from '../../ui/grade-shapes.ts';
import { eventName, titleOf } from '../top-bar/warning-words.ts';
import styles from './conductor.module.css';

/** One event's warnings, oldest first. */
export interface WarningRow {
  readonly event: string;
  readonly warnings: readonly WarningView[];
}

/** Height of one event's row, pixels. */
export const WARNING_ROW_PX = 13;
/** Ours: more would leave the counts no room. */
const MOST_ROWS = 3;
const BAR_PX = 9;
/** A bar narrower than this has no room for its numeral. */
const NUMERAL_PX = 16;

/** The events with the worst warnings. */
export function warningRows(warnings: readonly WarningView[]): readonly WarningRow[] {
  const rows = new Map<string, WarningView[]>();
  for (const warning of warnings) {
    const known = rows.get(warning.event);
    if (known) known.push(warning);
    else rows.set(warning.event, [warning]);
  }
  const worst = (own: readonly WarningView[]) => Math.min(...own.map(({ grade }) => grade ?? 5));
  return [...rows]
    .map(([event, own]) => ({ event, warnings: own }))
    .toSorted((a, b) => worst(a.warnings) - worst(b.warnings))
    .slice(0, MOST_ROWS);
}

interface WarningBarsProps {
  readonly rows: readonly WarningRow[];
  readonly top: number;
  readonly left: number;
  readonly right: number;
  at(time: number): number;
}

/** Which warning held when: grade as colour and numeral, the event named at the left. What is in force runs on to the edge. */
export function WarningBars({ rows, top, left, right, at }: WarningBarsProps) {
  const { t } = useWording();
  return rows.map(({ event, warnings }, index) => {
    const y = top + index * WARNING_ROW_PX;
    return (
      <g key={event}>
        <text x={left - 12} y={y + BAR_PX - 1} className={styles.family}>
          {eventName(event, t)}
        </text>
        {warnings.map((warning) => {
          const from = Math.max(left, at(Date.parse(warning.from)));
          const to = Math.min(right, warning.to === undefined ? right : at(Date.parse(warning.to)));
          if (to <= from) return null;
          return (
            <g key={warning.id} className={styles.warning} data-grade={warning.grade}>
              <title>
                {`${titleOf(warning, t)} ${minuteTime(Date.parse(warning.from))}–${warning.to === undefined ? '' : minuteTime(Date.parse(warning.to))}\n${warning.headline}`}
              </title>
              <rect x={from} y={y} width={Math.max(2, to - from - 1)} height={BAR_PX} rx="2" />
              {warning.grade !== undefined && to - from > NUMERAL_PX && (
                <text x={from + 5} y={y + BAR_PX - 1.3}>
                  {NUMERALS[warning.grade]}
                </text>
              )}
            </g>
          );
        })}
      </g>
    );
  });
}
