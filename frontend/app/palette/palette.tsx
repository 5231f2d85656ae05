import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAppState } from '../app-store.ts';
import { useWording } from '../wording.ts';
import { type Entry, useEntries } from './entries.ts';
import styles from './palette.module.css';

/** Commands, incidents, vessels and zones in one box (Ctrl or ⌘ K). */
export function Palette() {
  const { t } = useWording();
  const { closeOverlays } = useAppState();
  return (
    <ModalOverlay
      className={styles.overlay!}
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) closeOverlays();
      }}
    >
      <Modal className={styles.modal!}>
        <Dialog aria-label={t('palette.label')} className={styles.dialog!}>
          <Box close={closeOverlays} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Box({ close }: { close: () => void }) {
  const { t } = useWording();
  const [query, setQuery] = useState('');
  const [cursor, setCursor] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const entries = useEntries(query);
  const chosen = entries[Math.min(cursor, entries.length - 1)];
  const run = (entry: Entry) => {
    close();
    // After the dialogue has given the focus back, so that a command may move it on.
    requestAnimationFrame(() => entry.run());
  };
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (chosen) document.getElementById(optionId(chosen))?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setCursor(Math.min(cursor + 1, entries.length - 1));
    else if (event.key === 'ArrowUp') setCursor(Math.max(cursor - 1, 0));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && chosen) run(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles.field}>
        <Icon name="search" />
        <input
          ref={input}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-label={t('palette.label')}
          {...(chosen ? { 'aria-activedescendant': optionId(chosen) } : {})}
          value={query}
          placeholder={t('palette.placeholder')}
          onChange={(event) => {
            setQuery(event.target.value);
            setCursor(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="palette-list" role="listbox" aria-label={t('palette.label')} className={styles.list}>
        {entries.map((entry, index) => (
          <div key={`${entry.section}/${entry.id}`}>
            {entry.section !== entries[index - 1]?.section && (
              <p className={styles.section}>{t(`palette.${entry.section}`)}</p>
            )}
            <button
              type="button"
              role="option"
              tabIndex={-1}
              id={optionId(entry)}
              aria-selected={entry === chosen}
              className={styles.entry}
              onClick={() => run(entry)}
              onPointerMove={() => setCursor(index)}
            >
              <Icon name={entry.icon} />
              <span className={styles.title}>{entry.title}</span>
              <span className={styles.detail}>{entry.detail}</span>
              {entry.hotkey && <Kbd>{entry.hotkey}</Kbd>}
            </button>
          </div>
        ))}
        {entries.length === 0 && (
          <Notice title={t('palette.nothing', { text: query })} hint={t('palette.nothingHint')} />
        )}
      </div>
    </>
  );
}

const optionId = (entry: Entry): string => `palette-${entry.section}-${entry.id}`;
