import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { useAppState } from '../../app/app-store.ts';
import { setLanguage } from '../../app/i18n.ts';
import { navigate } from '../../app/navigate.ts';
import { useWording } from '../../app/wording.ts';
import { signOut } from '../../feed/session.ts';
import { useSession } from '../../feed/session-store.ts';
import { Icon } from '../../ui/icon.tsx';
import menu from '../../ui/menu.module.css';
import styles from './top-bar.module.css';

/** Who is signed in, language, sound, the other pages, the way out. */
export function AccountMenu() {
  const { t, language } = useWording();
  const user = useSession((state) => state.user);
  const { sound, toggleSound, openHelp } = useAppState();
  const role = user?.roles.includes('admin') ? 'admin' : user?.roles.includes('officer') ? 'officer' : 'viewer';
  return (
    <MenuTrigger>
      <Button className={styles.account!} aria-label={t('top.menu')}>
        <Icon name="menu" />
      </Button>
      <Popover className={menu.popover!} placement="bottom end">
        {user && <p className={menu.me}>{t('menu.signedIn', { name: user.username, role: t(`role.${role}`) })}</p>}
        <Menu className={menu.menu!} aria-label={t('top.menu')}>
          <MenuItem className={menu.item!} onAction={() => void setLanguage(language === 'en' ? 'zh-CN' : 'en')}>
            {t('language.switch')}
          </MenuItem>
          <MenuItem className={menu.item!} onAction={toggleSound}>
            {t(sound ? 'menu.soundOff' : 'menu.soundOn')}
          </MenuItem>
          <MenuItem className={menu.item!} onAction={openHelp}>
            {t('menu.help')}
          </MenuItem>
          <MenuItem className={menu.item!} onAction={() => navigate('/alarms')}>
            {t('alarms.heading')}
          </MenuItem>
          <MenuItem className={menu.item!} onAction={() => navigate('/replay')}>
            {t('menu.replay')}
          </MenuItem>
          <MenuItem className={menu.item!} onAction={() => navigate('/admin')}>
            {t('menu.admin')}
          </MenuItem>
          <Separator className={menu.separator!} />
          <MenuItem className={menu.item!} onAction={() => void signOut()}>
            {t('menu.signOut')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
