import i18next from 'i18next';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { create } from 'zustand';
import { useWording } from '../../app/wording.ts';
import { fetchNotice, NOTICE_FORMATS, type NoticeFormat } from '../../feed/notices.ts';
import { mayAct, useSession } from '../../feed/session-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import menu from '../../ui/menu.module.css';
import { toast } from '../../ui/toasts.tsx';
import { explain } from './act.ts';
import styles from './inspector.module.css';

/** A second press must not have the same document made twice. */
const useMaking = create<{ readonly making: boolean }>(() => ({ making: false }));

/** Has the draft notice made in the reader's language; says why when it cannot. */
export async function takeNotice(incident: string, format: NoticeFormat): Promise<void> {
  if (useMaking.getState().making) return;
  useMaking.setState({ making: true });
  try {
    await fetchNotice(incident, format, i18next.language === 'en' ? 'en' : 'zh-CN');
  } catch (error) {
    toast('failed', i18next.t('evidence.noticeFailed'), explain(error));
  } finally {
    useMaking.setState({ making: false });
  }
}

/** The draft warning notice 风险提示单 of an incident, as a file to print, to edit or to look at. */
export function NoticeMenu({ id }: { id: string }) {
  const { t } = useWording();
  const user = useSession((state) => state.user);
  const making = useMaking((state) => state.making);
  if (!mayAct(user)) return null;
  return (
    <MenuTrigger>
      <Button className={styles.notice!} aria-busy={making} aria-keyshortcuts="W" aria-label={t('evidence.noticeMenu')}>
        {making ? t('evidence.noticeMaking') : t('evidence.notice')} <Kbd>W</Kbd>
      </Button>
      <Popover className={menu.popover!} placement="bottom end">
        <Menu className={menu.menu!} aria-label={t('evidence.noticeMenu')}>
          {NOTICE_FORMATS.map((format) => (
            <MenuItem
              key={format}
              id={format}
              className={menu.item!}
              onAction={() => void takeNotice(id, format)}
              textValue={t(`evidence.noticeFormat.${format}`)}
            >
              {t(`evidence.noticeFormat.${format}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
