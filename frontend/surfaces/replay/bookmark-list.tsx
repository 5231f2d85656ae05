import { useQueryClient } from '@tanstack/react-query';
import { useWording } from '../../app/wording.ts';
import { clockTime } from '../../clock/city-time.ts';
import { refreshReplay, removeBookmark } from '../../feed/replays.ts';
import { explain } from '../../panels/inspector/act.ts';
import { Icon } from '../../ui/icon.tsx';
import { toast } from '../../ui/toasts.tsx';
import { goTo } from './pick.ts';
import type { Run } from './runs.ts';
import styles from './side.module.css';

/** The moments that somebody wanted to find again. */
export function BookmarkList({ a }: { a: Run }) {
  const { t } = useWording();
  const client = useQueryClient();
  const bookmarks = a.replay?.bookmarks ?? [];
  if (bookmarks.length === 0) return null;
  const remove = async (id: string) => {
    try {
      await removeBookmark(a.id, id);
      await refreshReplay(client, a.id);
    } catch (error) {
      toast('failed', t('replay.bookmarkFailed'), explain(error));
    }
  };
  return (
    <section className={styles.section} aria-labelledby="replay-bookmarks">
      <header>
        <h2 id="replay-bookmarks">{t('replay.bookmarkHeading')}</h2>
        <span>{bookmarks.length}</span>
      </header>
      <ul className={styles.rows}>
        {bookmarks.map(({ id, time, label }) => (
          <li key={id} className={styles.rowItem}>
            <button type="button" className={styles.plain} onClick={() => goTo(Date.parse(time))}>
              {`${clockTime(Date.parse(time))}  ${label}`}
            </button>
            <span />
            <button
              type="button"
              className={styles.plain}
              aria-label={t('replay.bookmarkRemove', { label })}
              onClick={() => void remove(id)}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
