import styles from '../side.module.css';

/** A dash for what cannot be computed, with the reason. Never a zero. */
export const Absent = ({ why }: { why: string }) => (
  <span className={styles.absent} title={why} role="note" aria-label={why}>
    –
  </span>
);
