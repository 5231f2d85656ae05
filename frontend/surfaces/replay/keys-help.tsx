import { useAppState } from '../../app/app-store.ts';
import groups from '../../app/help-overlay.module.css';
import { useWording } from '../../app/wording.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Sheet } from '../../ui/modal.tsx';

const GROUPS = [
  {
    name: 'groupTime',
    keys: [
      ['Space', 'play'],
      ['0', 'start'],
      ['← / →', 'step'],
      ['⇧ ← / →', 'leap'],
      ['1 – 6', 'speed'],
      ['+ / −', 'zoom'],
      ['Z', 'whole'],
    ],
  },
  {
    name: 'groupFind',
    keys: [
      ['[ / ]', 'difference'],
      ['J / K', 'alert'],
      ['B', 'bookmark'],
      ['F', 'fly'],
      ['Esc', 'back'],
    ],
  },
  {
    name: 'groupRun',
    keys: [
      ['Shift B', 'branch'],
      ['E', 'report'],
      ['C', 'share'],
      ['L', 'layers'],
      ['Home', 'live'],
      ['?', 'help'],
    ],
  },
] as const;

/** Every key of the surface, while the help is open. */
export function KeysHelp() {
  const { t } = useWording();
  const { help, closeOverlays } = useAppState();
  if (!help) return null;
  return (
    <Sheet title={t('help.title')} onClose={closeOverlays} wide>
      <div className={groups.groups}>
        {GROUPS.map(({ name, keys }) => (
          <section key={name}>
            <h3>{t(`replay.keys.${name}`)}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key}>
                  <dt>
                    <Kbd>{key}</Kbd>
                  </dt>
                  <dd>{t(`replay.keys.${does}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
