import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './grade-mark.module.css';
import { type Grade, type MarkState, NUMERALS, SHAPES } from './grade-shapes.ts';

/** Where the numeral's centre lies: a triangle's is low. */
const CENTRE: Readonly<Record<Grade, number>> = { 1: 12, 2: 14.6, 3: 12, 4: 12 };
const TICK: Readonly<Record<Grade, string>> = {
  1: 'M8 12.4l2.8 2.8 5.2-5.8',
  2: 'M8.7 14.8l2.3 2.3 4.3-4.9',
  3: 'M8 12.4l2.8 2.8 5.2-5.8',
  4: 'M8 12.4l2.8 2.8 5.2-5.8',
};

/** Grade as shape, numeral and colour; state as fill, frame, dash, tick or hatch. Reads in greyscale. */
export function GradeMark({ grade, state, size = 28 }: { grade: Grade; state: MarkState; size?: number }) {
  const { t } = useTranslation();
  const hatch = useId();
  return (
    <svg
      className={styles.mark}
      data-grade={grade}
      data-state={state}
      width={size}
      height={size}
      viewBox="-4 -4 32 32"
      role="img"
      aria-label={t(`gradeName.g${grade}`)}
    >
      {state === 'silent' && (
        <pattern id={hatch} width="2.5" height="2.5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v2.5" className={styles.hatchLine} />
        </pattern>
      )}
      {state === 'new' && <path d={SHAPES[grade]} className={styles.frame} />}
      <path d={SHAPES[grade]} className={styles.shape} {...(state === 'silent' ? { fill: `url(#${hatch})` } : {})} />
      {state === 'cleared' ? (
        <path d={TICK[grade]} className={styles.tick} />
      ) : (
        <text x="12" y={CENTRE[grade]} className={styles.numeral}>
          {NUMERALS[grade]}
        </text>
      )}
    </svg>
  );
}
