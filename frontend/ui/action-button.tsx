import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import styles from './action-button.module.css';
import { Kbd } from './kbd.tsx';

interface ActionButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly hotkey?: string | undefined;
  readonly primary?: boolean;
  /** Why it cannot be pressed now; it then stays focusable, so that the reason can be read. */
  readonly refusal?: string | undefined;
  /** On its way to the server. */
  readonly busy?: boolean;
}

export function ActionButton({ children, onPress, hotkey, primary = false, refusal, busy = false }: ActionButtonProps) {
  const description = refusal === undefined ? {} : { 'aria-description': refusal };
  return (
    <span className={styles.holder} title={refusal}>
      <Button
        className={styles.button!}
        data-primary={primary || undefined}
        data-refused={refusal !== undefined || undefined}
        aria-disabled={refusal !== undefined}
        {...description}
        aria-busy={busy}
        {...(hotkey ? { 'aria-keyshortcuts': hotkey } : {})}
        onPress={() => refusal === undefined && onPress()}
      >
        {children}
        {hotkey && <Kbd>{hotkey}</Kbd>}
      </Button>
    </span>
  );
}
