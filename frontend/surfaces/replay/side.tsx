import { useWording } from '../../app/wording.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { BookmarkList } from './bookmark-list.tsx';
import { Branches } from './branch/branches.tsx';
import { Changes } from './branch/changes.tsx';
import { Detail } from './detail.tsx';
import type { Run } from './runs.ts';
import { Card } from './scorecard/card.tsx';
import styles from './side.module.css';

interface SideProps {
  readonly a: Run;
  readonly b: Run | undefined;
  readonly onBranch: () => void;
}

/** Beside the maps: what is selected, how the runs compare, what B changed, and the branches there are. */
export function Side({ a, b, onBranch }: SideProps) {
  const { t } = useWording();
  return (
    <div className={styles.side}>
      <Detail a={a} b={b} />
      <Card a={a} b={b} />
      {b && <Changes run={b} />}
      <Branches a={a} b={b} />
      <BookmarkList a={a} />
      <ActionButton hotkey="Shift B" onPress={onBranch}>
        {t('replay.branch')}
      </ActionButton>
    </div>
  );
}
