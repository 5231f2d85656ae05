import { useQueryClient } from '@tanstack/react-query';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useWording } from '../../app/wording.ts';
import type { IncidentView } from '../../feed/model.ts';
import { useSession } from '../../feed/session-store.ts';
import { flyTo } from '../../map/camera.ts';
import { whereIsIncident } from '../../map/where-is.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import menu from '../../ui/menu.module.css';
import { type ActionName, perform, refusalOf, useAct } from './act.ts';
import styles from './inspector.module.css';
import { dispatchTeam, refusalOfDispatch } from './tasks/task-acts.ts';

/** The step that is owed now: acknowledge, then somebody takes it, then, once it is over, it is closed. */
function owedAction(incident: IncidentView): ActionName | undefined {
  if (incident.shelved) return 'unshelve';
  if (!incident.acknowledged) return 'acknowledge';
  if (incident.condition === 'cleared' || incident.state === 'resolved') return 'close';
  return incident.assignee === undefined ? 'take' : undefined;
}

const HOTKEYS: Partial<Record<ActionName, string>> = { acknowledge: 'A', shelve: 'S', comment: 'C' };

/** What is owed leads in the one blue; the usual ones stand beside it with their keys; the rest is behind the dots. */
export function ActionBar({ incident }: { incident: IncidentView }) {
  const { t } = useWording();
  const client = useQueryClient();
  const sending = useAct((state) => state.sending);
  useSession((state) => state.user);
  const owed = owedAction(incident);
  const act = (action: ActionName) => perform(action, incident.id, client);
  const button = (action: ActionName) => (
    <ActionButton
      onPress={() => act(action)}
      refusal={refusalOf(action, incident)}
      primary={action === owed}
      busy={sending === action}
      {...(HOTKEYS[action] ? { hotkey: HOTKEYS[action] } : {})}
    >
      {t(`action.${action}`)}
    </ActionButton>
  );
  const shown = [...new Set<ActionName>([owed ?? 'comment', ...(incident.shelved ? [] : (['shelve'] as const))])];
  const rest = (['comment', 'take', 'assign', 'close'] as const).filter((action) => !shown.includes(action));
  return (
    <footer className={styles.actions}>
      {shown.map((action) => (
        <span key={action} className={styles.action}>
          {button(action)}
        </span>
      ))}
      <ActionButton hotkey="D" onPress={() => dispatchTeam(incident)} refusal={refusalOfDispatch(incident)}>
        {t('tasks.dispatch')}
      </ActionButton>
      <ActionButton
        hotkey="F"
        onPress={() => {
          const position = whereIsIncident(incident);
          if (position) flyTo(position);
        }}
        refusal={incident.position ? undefined : t('action.noPosition')}
      >
        {t('action.fly')}
      </ActionButton>
      <MenuTrigger>
        <Button className={styles.more!} aria-label={t('action.more')}>
          ⋯
        </Button>
        <Popover className={menu.popover!} placement="top end">
          <Menu
            className={menu.menu!}
            aria-label={t('action.more')}
            disabledKeys={rest.filter((action) => refusalOf(action, incident) !== undefined)}
          >
            {rest.map((action) => (
              <MenuItem
                key={action}
                id={action}
                className={menu.item!}
                onAction={() => act(action)}
                textValue={t(`action.${action}`)}
              >
                {t(`action.${action}`)} <span>{HOTKEYS[action]}</span>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </footer>
  );
}
