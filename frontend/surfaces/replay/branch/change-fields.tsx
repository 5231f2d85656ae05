import { useWording } from '../../../app/wording.ts';
import { explain } from '../../../panels/inspector/act.ts';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import form from '../../../ui/form.module.css';
import { Icon } from '../../../ui/icon.tsx';
import { TimeField } from '../../../ui/time-field.tsx';
import styles from './branch-dialog.module.css';
import { CHANGE_KINDS, type ChangeKind, type Draft, MOST_FACTOR } from './interventions.ts';
import { useChoices } from './use-choices.ts';

interface ChangeFieldsProps {
  readonly draft: Draft;
  readonly simulated: boolean;
  readonly onChange: (draft: Draft) => void;
  readonly onRemove?: () => void;
}

/** One change: what, to what, and when. */
export function ChangeFields({ draft, simulated, onChange, onRemove }: ChangeFieldsProps) {
  const { t } = useWording();
  return (
    <div className={styles.change}>
      <label className={form.field}>
        <span className={form.label}>{t('replay.changeKind')}</span>
        <select
          className={form.input}
          value={draft.kind}
          onChange={({ target }) => onChange({ ...draft, kind: target.value as ChangeKind, target: undefined })}
        >
          {CHANGE_KINDS.map((kind) => (
            <option key={kind} value={kind} disabled={!simulated && kind !== 'mute_thing'}>
              {t(`replay.change.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {draft.kind === 'scale_rain' ? (
        <RainField draft={draft} onChange={onChange} />
      ) : (
        <TargetField key={draft.kind} draft={draft} onChange={onChange} />
      )}
      <TimeField label={t('replay.changeAt')} value={draft.at} onChange={(at) => onChange({ ...draft, at })} />
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={t('replay.changeRemove')} onClick={onRemove}>
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  );
}

type FieldProps = Pick<ChangeFieldsProps, 'draft' | 'onChange'>;

function RainField({ draft, onChange }: FieldProps) {
  const { t } = useWording();
  return (
    <label className={form.field}>
      <span className={form.label}>{t('replay.rainFactor', { factor: draft.factor })}</span>
      <input
        type="range"
        min={0}
        max={MOST_FACTOR / 2}
        step={0.1}
        value={draft.factor}
        onChange={({ target }) => onChange({ ...draft, factor: Number(target.value) })}
      />
    </label>
  );
}

function TargetField({ draft, onChange }: FieldProps) {
  const { t } = useWording();
  const { choices, waits, error } = useChoices(draft.kind);
  const empty = error ? explain(error) : waits ? t('replay.loadingChoices') : t('replay.noChoices');
  return (
    <ChoiceField
      label={t(`replay.target.${draft.kind === 'scale_rain' ? 'mute_thing' : draft.kind}`)}
      choices={choices}
      value={draft.target}
      empty={empty}
      onChange={(target) => onChange({ ...draft, target })}
    />
  );
}
