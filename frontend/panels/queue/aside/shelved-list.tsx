import { useQueryClient } from '@tanstack/react-query';
import { changeView, select } from '../../../app/url-state.ts';
import { useWording } from '../../../app/wording.ts';
import { useCityNow } from '../../../clock/city-clock.ts';
import { momentTime } from '../../../clock/city-time.ts';
import type { IncidentView } from '../../../feed/model.ts';
import { useIncidentDetail } from '../../../feed/queries.ts';
import { mayAct, useSession } from '../../../feed/session-store.ts';
import { GradeMark } from '../../../ui/grade-mark.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { perform } from '../../inspector/act.ts';
import { openAside } from '../queue-store.ts';
import styles from './aside.module.css';

export function ShelvedList({ incidents }: { incidents: readonly IncidentView[] }) {
  const { t } = useWording();
  if (incidents.length === 0) return <Notice title={t('queue.noShelved')} hint={t('alarms.aside.shelvedHint')} />;
  return (
    <ul className={styles.shelved}>
      {incidents.map((incident) => (
        <Row key={incident.id} incident={incident} />
      ))}
    </ul>
  );
}

function Row({ incident }: { incident: IncidentView }) {
  const { t, say } = useWording();
  const now = useCityNow(30_000);
  const client = useQueryClient();
  const user = useSession((state) => state.user);
  const { data } = useIncidentDetail(incident.id, incident.updatedAt);
  const shelf = data?.timeline.findLast(({ action }) => action === 'shelved');
  const { id, grade, title, shelvedUntil } = incident;
  return (
    <li className={styles.row}>
      <GradeMark grade={grade} state="shelved" size={22} />
      <button
        type="button"
        className={styles.name}
        onClick={() => {
          openAside(undefined);
          select({ kind: 'incident', id });
          changeView({ pane: 'inspector' });
        }}
      >
        {say(title)}
      </button>
      {mayAct(user) && (
        <button type="button" className={styles.act} onClick={() => perform('unshelve', id, client)}>
          {t('action.unshelve')}
        </button>
      )}
      <span className={styles.own}>
        {[
          id,
          shelvedUntil && t('alarms.aside.until', { time: momentTime(Date.parse(shelvedUntil), now) }),
          shelf && t('alarms.aside.owner', { name: shelf.actor }),
          shelf?.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}
