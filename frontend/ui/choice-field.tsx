import { useMemo, useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import styles from './choice-field.module.css';
import form from './form.module.css';

interface Choice {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

interface ChoiceFieldProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  /** What stands in an empty list: why there is nothing, or that it is on its way. */
  readonly empty: string;
  readonly onChange: (id: string) => void;
}

/** Ours: more are found by typing, not by scrolling. */
const MOST_SHOWN = 80;

/** One of many by typing a part of its name or id; works with thousands. */
export function ChoiceField({ label, choices, value, empty, onChange }: ChoiceFieldProps) {
  const { i18n } = useTranslation();
  const nameOf = ({ name }: Choice) => (i18n.language === 'en' ? name.en : name.zh);
  const chosen = choices.find(({ id }) => id === value);
  const [typed, setTyped] = useState<string>();
  const text = typed ?? (chosen ? nameOf(chosen) : (value ?? ''));
  const shown = useMemo(() => {
    const words = (typed ?? '').trim().toLowerCase();
    const fits = ({ id, name }: Choice) => `${id} ${name.zh} ${name.en}`.toLowerCase().includes(words);
    return (words === '' ? choices : choices.filter(fits)).slice(0, MOST_SHOWN);
  }, [choices, typed]);
  return (
    <ComboBox
      className={form.field!}
      items={shown}
      inputValue={text}
      value={value ?? null}
      menuTrigger="focus"
      allowsEmptyCollection
      onInputChange={setTyped}
      onChange={(key) => {
        if (key === null) return;
        setTyped(undefined);
        onChange(String(key));
      }}
      onBlur={() => setTyped(undefined)}
    >
      <Label className={form.label!}>{label}</Label>
      <div className={styles.field}>
        <Input className={form.input!} placeholder={label} />
        <Button className={styles.open!}>▾</Button>
      </div>
      <Popover className={styles.popover!}>
        <ListBox className={styles.list!} renderEmptyState={() => <p className={styles.empty}>{empty}</p>}>
          {(choice: Choice) => (
            <ListBoxItem id={choice.id} textValue={nameOf(choice)} className={styles.item!}>
              <span>{nameOf(choice)}</span>
              <span>{choice.id}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
