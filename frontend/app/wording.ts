import { useTranslation } from 'react-i18next';
import { spanOf } from '../clock/age.ts';
import type { Language } from '../clock/city-time.ts';
import type { Bilingual } from '../feed/model.ts';

/** How things are said in the current language; re-renders its user when that changes. */
export function useWording() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const span = (durationMs: number): string => {
    const { unit, count } = spanOf(durationMs);
    return t(`age.${unit}`, { count });
  };
  return {
    t,
    language,
    /** The sentence of a bilingual pair that the reader understands. */
    say: (text: Bilingual): string => (language === 'en' ? text.en : text.zh),
    span,
    /** `2 min ago`. */
    ago: (durationMs: number): string => t('age.ago', { age: span(durationMs) }),
  };
}

export type Wording = ReturnType<typeof useWording>;
