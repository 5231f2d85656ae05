import { useWording } from '../../../app/wording.ts';
import type { DetectorView } from '../../../feed/backtests.ts';
import form from '../../../ui/form.module.css';
import admin from '../admin.module.css';
import styles from './backtest.module.css';

type Typed = Readonly<Record<string, string>>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** What was typed, as what it looks like; text where it looks like nothing else, so that the server says what is wrong with it. */
export function changesOf({ parameters }: DetectorView, typed: Typed): Record<string, unknown> {
  const changed = parameters.filter(({ name, value }) => typed[name] !== undefined && typed[name] !== textOf(value));
  return Object.fromEntries(changed.map(({ name }) => [name, read(typed[name] ?? '')]));
}

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Every parameter with what is in force, its unit and source, and a field for another value. */
export function ParameterTable({
  detector,
  typed,
  onType,
}: {
  detector: DetectorView;
  typed: Typed;
  onType: (name: string, text: string) => void;
}) {
  const { t } = useWording();
  return (
    <div className={admin.scroll}>
      <table className={styles.parameters}>
        <thead>
          <tr>
            <th scope="col">{t('backtest.parameters')}</th>
            <th scope="col">{t('backtest.inForce')}</th>
            <th scope="col">{t('backtest.proposed')}</th>
          </tr>
        </thead>
        <tbody>
          {detector.parameters.map(({ name, description, value, default: standard, allowed }) => (
            <tr key={name} data-changed={(typed[name] !== undefined && typed[name] !== textOf(value)) || undefined}>
              <th scope="row">
                {name}
                <span className={styles.description}>{description}</span>
              </th>
              <td>
                <code>{textOf(value)}</code>
                {textOf(standard) !== textOf(value) && (
                  <span className={styles.description}>{t('backtest.standard', { value: textOf(standard) })}</span>
                )}
              </td>
              <td>
                <input
                  className={form.input}
                  aria-label={`${name}: ${t('backtest.proposed')}`}
                  title={t('backtest.allowed', { what: allowed })}
                  value={typed[name] ?? textOf(value)}
                  spellCheck={false}
                  onChange={({ target }) => onType(name, target.value)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
