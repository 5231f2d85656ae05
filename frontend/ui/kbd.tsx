import styles from './kbd.module.css';

/** A key as it stands on the keyboard; decoration for what is said elsewhere. */
export const Kbd = ({ children }: { children: string }) => (
  <span className={styles.kbd} aria-hidden="true">
    {children}
  </span>
);
