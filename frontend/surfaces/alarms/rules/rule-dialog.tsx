import { type FormEvent, useState } from 'react';
import { FAMILIES, type Family } from '../../../../geodata/model/family.ts';
import { useWording } from '../../../app/wording.ts';
import { cityNow } from '../../../clock/city-clock.ts';
import { type ArrangementBody, type ArrangementKind, type ArrangementView, useArrange } from '../../../feed/alarms.ts';
import { useDetectors } from '../../../feed/backtests.ts';
import { useZones } from '../../../feed/queries.ts';
import { useSession } from '../../../feed/session-store.ts';
import { explain } from '../../../panels/inspector/act.ts';
import button from '../../../ui/action-button.module.css';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import form from '../../../ui/form.module.css';
import { Sheet } from '../../../ui/modal.tsx';
import { TimeField } from '../../../ui/time-field.tsx';
import { toast } from '../../../ui/toasts.tsx';
import styles from '../alarms.module.css';

interface RuleDialogProps {
  readonly kind: ArrangementKind;
  /** The one to change; absent: a new one. */
  readonly item: ArrangementView | undefined;
  readonly onClose: () => void;
}

const HOUR = 3_600_000;
/** Ours: one shift. */
const USUAL_MS = 8 * HOUR;
const GRADES = [1, 2, 3, 4] as const;
type Scope = ArrangementBody['scope'];

export function RuleDialog({ kind, item, onClose }: RuleDialogProps) {
  const { t } = useWording();
  const user = useSession((state) => state.user?.username ?? '');
  const [scope, setScope] = useState<Scope>(item?.scope ?? {});
  const [reason, setReason] = useState(item?.reason ?? '');
  const [owner, setOwner] = useState(item?.owner ?? user);
  const [from, setFrom] = useState(() => (item ? Date.parse(item.from) : cityNow()));
  const [to, setTo] = useState(() => (item ? Date.parse(item.to) : cityNow() + USUAL_MS));
  const [worst, setWorst] = useState(item?.worstGrade);
  const arrange = useArrange(kind, item?.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body: ArrangementBody = {
      scope,
      reason: reason.trim(),
      owner: owner.trim(),
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      ...(worst !== undefined && { worstGrade: worst }),
    };
    arrange.mutate(body, {
      onSuccess: ({ id }) => {
        toast('done', t('alarms.rules.saved', { id }));
        onClose();
      },
    });
  };
  const add = t(kind === 'rule' ? 'alarms.rules.addRule' : 'alarms.rules.addMaintenance');
  return (
    <Sheet title={item ? `${t('alarms.rules.edit')} ${item.id}` : add} onClose={onClose} wide>
      <form className={form.form} onSubmit={submit}>
        <label className={form.field}>
          <span className={form.label}>{t('alarms.rules.reason')}</span>
          <textarea
            className={form.input}
            rows={2}
            maxLength={2000}
            required
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <ScopeFields scope={scope} onChange={setScope} />
        <div className={styles.pair}>
          <TextField label={t('alarms.rules.owner')} value={owner} required onChange={setOwner} />
          <fieldset className={styles.choices}>
            <legend className={form.label}>
              {t('alarms.rules.worst')} · {t('alarms.rules.worstHint')}
            </legend>
            {GRADES.map((grade) => (
              <button key={grade} type="button" aria-pressed={grade === worst} onClick={() => setWorst(grade)}>
                {t(`grade.g${grade}`)}
              </button>
            ))}
          </fieldset>
          <TimeField label={t('alarms.rules.from')} value={from} onChange={setFrom} />
          <TimeField label={t('alarms.rules.to')} value={to} onChange={setTo} />
        </div>
        {arrange.error && (
          <p className={form.error} role="alert">
            {explain(arrange.error)}
          </p>
        )}
        <div className={form.buttons}>
          <button type="button" className={button.button} onClick={onClose}>
            {t('alarms.rules.cancel')}
          </button>
          <button type="submit" className={button.button} data-primary disabled={arrange.isPending}>
            {t('alarms.rules.save')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

/** An empty field narrows nothing and is left out. */
function ScopeFields({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) {
  const { t } = useWording();
  const { data: detectors } = useDetectors();
  const { data: zones } = useZones();
  const put = (part: keyof Scope, value: string) => {
    const { [part]: _, ...rest } = scope;
    onChange(value.trim() === '' ? rest : { ...rest, [part]: value.trim() });
  };
  return (
    <fieldset className={styles.scope}>
      <legend className={form.label}>
        {t('alarms.rules.scope')} · {t('alarms.rules.scopeHint')}
      </legend>
      <div className={styles.pair}>
        <TextField
          label={t('alarms.rules.thingId')}
          value={scope.thing ?? ''}
          onChange={(value) => put('thing', value)}
        />
        <ChoiceField
          label={t('alarms.rules.zoneId')}
          choices={zones ?? []}
          value={scope.zone}
          empty={t('alarms.rules.any')}
          onChange={(value) => put('zone', value)}
        />
        <ChoiceField
          label={t('alarms.rules.detectorId')}
          choices={(detectors ?? []).map(({ id, name }) => ({ id, name }))}
          value={scope.detector}
          empty={t('alarms.rules.noOne')}
          onChange={(value) => put('detector', value)}
        />
        <TextField label={t('alarms.rules.kindId')} value={scope.kind ?? ''} onChange={(value) => put('kind', value)} />
      </div>
      <div className={styles.choices}>
        {FAMILIES.map((family: Family) => (
          <button
            key={family}
            type="button"
            aria-pressed={scope.family === family}
            onClick={() => put('family', scope.family === family ? '' : family)}
          >
            {t(`family.${family}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly required?: boolean;
  readonly onChange: (value: string) => void;
}

const TextField = ({ label, value, required = false, onChange }: TextFieldProps) => (
  <label className={form.field}>
    <span className={form.label}>{label}</span>
    <input
      className={form.input}
      value={value}
      required={required}
      maxLength={128}
      autoComplete="off"
      onChange={({ target }) => onChange(target.value)}
    />
  </label>
);
