import { useState } from 'react';
import { fieldTime, parseFieldTime } from '../clock/city-time.ts';
import form from './form.module.css';

interface TimeFieldProps {
  readonly label: string;
  /** Epoch ms. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/**
 * A moment in city time, `2026-09-18 14:10:00`. A field of text: the browser's own shows the wall time in whatever way its
 * owner's computer likes, with or without a.m. and p.m.
 */
export function TimeField({ label, value, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState<string>();
  const isWrong = typed !== undefined && parseFieldTime(typed) === undefined;
  return (
    <label className={form.field}>
      <span className={form.label}>{label}</span>
      <input
        className={form.input}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        placeholder="2026-09-18 14:10:00"
        value={typed ?? fieldTime(value)}
        aria-invalid={isWrong}
        onChange={({ target }) => {
          setTyped(target.value);
          const time = parseFieldTime(target.value);
          if (time !== undefined) onChange(time);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  );
}
