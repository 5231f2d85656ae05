import { useQueryClient } from '@tanstack/react-query';
import { useWording } from '../../app/wording.ts';
import type { IncidentView } from '../../feed/model.ts';
import { useSession } from '../../feed/session-store.ts';
import { flyTo } from '../../map/camera.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { type ActionName, perform, refusalOf } from './act.ts';
import styles from './inspector.module.css';

/** The first step that is owed leads; the rest stand beside it with their keys. */
export function ActionBar({ incident }: { incident: IncidentView }) {
  const { t } = useWording();
  const client = useQueryClient();
  const me = useSession((state) => state.user?.username);
  const act = (action: ActionName, hotkey?: string, primary = false) => (
    <ActionButton
      onPress={() => perform(action, incident.id, client)}
      refusal={refusalOf(action, incident)}
      primary={primary}
      {...(hotkey ? { hotkey } : {})}
    >
      {t(`action.${action}`)}
    </ActionButton>
  );
  const mine = incident.assignee !== undefined && incident.assignee === me;
  return (
    <footer className={styles.actions}>
      {act('acknowledge', 'A', !incident.acknowledged)}
      {mine ? act('assign') : act('take', undefined, incident.acknowledged && incident.assignee === undefined)}
      {incident.shelved ? act('unshelve') : act('shelve', 'S')}
      {act('comment', 'C')}
      {!mine && act('assign')}
      {act('close')}
      <ActionButton
        hotkey="F"
        onPress={() => incident.position && flyTo(incident.position)}
        refusal={incident.position ? undefined : t('action.noPosition')}
      >
        {t('action.fly')}
      </ActionButton>
    </footer>
  );
}
