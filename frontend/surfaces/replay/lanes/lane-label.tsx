import { useWording } from '../../../app/wording.ts';
import { type Band, type Geometry, rowMiddle } from './geometry.ts';
import styles from './lanes.module.css';

interface LaneLabelProps {
  readonly geometry: Geometry;
  readonly band: Band;
  readonly name: 'observations' | 'alerts' | 'incidents' | 'actions' | 'messages';
  /** How many runs have a row of their own in it. */
  readonly runs: number;
  readonly note?: string | undefined;
}

/** The name of a lane, the letters of its rows, and the line above it. */
export function LaneLabel({ geometry, band, name, runs, note }: LaneLabelProps) {
  const { t } = useWording();
  const { left, right, width } = geometry;
  const narrow = width < 600;
  return (
    <g className={styles.label}>
      <path d={`M0 ${band.top + 0.5}H${right + 20}`} />
      <text x={narrow ? 6 : 16} y={rowMiddle(band, 0, Math.max(1, runs))} className={styles.laneName}>
        {t(`replay.lane.${name}`)}
      </text>
      {note && (
        <text x={narrow ? 6 : 16} y={rowMiddle(band, 0, Math.max(1, runs)) + 16} className={styles.laneNote}>
          {note}
        </text>
      )}
      {runs > 1 &&
        ['A', 'B'].map((letter, index) => (
          <text key={letter} x={left - 12} y={rowMiddle(band, index, runs)} className={styles.row} data-row={letter}>
            {letter}
          </text>
        ))}
    </g>
  );
}
