import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../clock/city-time.ts';
import { en } from './locales/en.ts';
import { zhCN } from './locales/zh-CN.ts';

const STORED = 'vantage.language';
const isLanguage = (value: unknown): value is Language => value === 'zh-CN' || value === 'en';
const asLanguage = (value: string | null | undefined): Language | undefined =>
  value?.startsWith('zh') ? 'zh-CN' : value?.startsWith('en') ? 'en' : undefined;

/** The link's word, then this browser's earlier choice, then the browser's own languages, then Chinese. */
function chosenLanguage(): Language {
  return (
    asLanguage(new URLSearchParams(location.search).get('lang')) ??
    asLanguage(localStorage.getItem(STORED)) ??
    navigator.languages.map(asLanguage).find(isLanguage) ??
    'zh-CN'
  );
}

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    lng: chosenLanguage(),
    fallbackLng: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  showLanguage();
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
  showLanguage();
}

export const currentLanguage = (): Language => (isLanguage(i18next.language) ? i18next.language : 'zh-CN');

function showLanguage(): void {
  document.documentElement.lang = currentLanguage();
  document.title = i18next.t('title');
}
