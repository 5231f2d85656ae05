import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  readonly title: string;
  readonly hint?: string | undefined;
  /** `alert` is read out at once; empty places are `quiet`. */
  readonly tone?: 'quiet' | 'alert';
  readonly children?: ReactNode;
}

/** What stands where content would: what would appear here and how, or what failed and the next step. */
export function Notice({ title, hint, tone = 'quiet', children }: NoticeProps) {
  return (
    <div className={styles.notice} role={tone === 'alert' ? 'alert' : 'status'}>
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </div>
  );
}

/** The shape of what is being fetched: as many lines as usually come. */
export const Skeleton = ({ lines, label }: { lines: number; label: string }) => (
  <div className={styles.skeleton} role="status" aria-label={label}>
    {Array.from({ length: lines }, (_, line) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
      <span key={line} style={{ width: `${92 - ((line * 37) % 45)}%` }} />
    ))}
  </div>
);
