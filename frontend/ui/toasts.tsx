import { create } from 'zustand';
import styles from './toasts.module.css';

interface Toast {
  readonly id: number;
  readonly tone: 'done' | 'failed';
  readonly text: string;
  readonly detail: string | undefined;
}

const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));
/** Long enough to read twice; a failure stays until it is read longer. Ours. */
const SHOWN_MS = { done: 3500, failed: 9000 };
let nextId = 1;

/** Says in one line what became of an action. Never takes the focus. */
export function toast(tone: Toast['tone'], text: string, detail?: string): void {
  const id = nextId++;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, tone, text, detail }].slice(-3) }));
  setTimeout(
    () => useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((other) => other.id !== id) })),
    SHOWN_MS[tone],
  );
}

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {toasts.map(({ id, tone, text, detail }) => (
        <p key={id} className={styles.toast} data-tone={tone}>
          {text}
          {detail && <span>{detail}</span>}
        </p>
      ))}
    </div>
  );
}
