import { Kbd } from '../ui/kbd.tsx';
import { Sheet } from '../ui/modal.tsx';
import { useAppState } from './app-store.ts';
import styles from './help-overlay.module.css';
import { useWording } from './wording.ts';

const GROUPS = [
  {
    name: 'groupQueue',
    keys: [
      ['J / K', 'move'],
      ['Enter', 'open'],
      ['N', 'new'],
      ['G', 'group'],
      ['← / →', 'fold'],
      ['/', 'filter'],
      ['Esc', 'back'],
    ],
  },
  {
    name: 'groupAct',
    keys: [
      ['A', 'acknowledge'],
      ['S', 'shelve'],
      ['D', 'dispatch'],
      ['C', 'comment'],
    ],
  },
  {
    name: 'groupView',
    keys: [
      ['F', 'fly'],
      ['L', 'layers'],
      ['Y', 'alarms'],
      ['Ctrl K', 'palette'],
      ['M', 'mute'],
      ['?', 'help'],
    ],
  },
] as const;

export function HelpOverlay() {
  const { t } = useWording();
  const { closeOverlays } = useAppState();
  return (
    <Sheet title={t('help.title')} onClose={closeOverlays} wide>
      <div className={styles.groups}>
        {GROUPS.map(({ name, keys }) => (
          <section key={name}>
            <h3>{t(`help.${name}`)}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key}>
                  <dt>
                    <Kbd>{key}</Kbd>
                  </dt>
                  <dd>{t(`help.${does}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
