import i18next from 'i18next';
import { currentLanguage } from '../../../app/i18n.ts';
import { cityNow } from '../../../clock/city-clock.ts';
import { isoDay } from '../../../clock/city-time.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { Difference } from '../differences.ts';
import type { Run } from '../runs.ts';
import { reportPage, type Words } from './report-page.ts';

/** Ours: long enough for the browser to have taken the file. */
const KEPT_MS = 10_000;

/** Saves the report of what is on the surface as one HTML file that needs nothing else, and prints well. */
export function exportReport(
  a: Run | undefined,
  b: Run | undefined,
  differences: readonly Difference[],
  words: Words,
): void {
  if (!a?.replay || !a.lanes || !a.card) {
    toast('failed', i18next.t('replay.reportNotYet'));
    return;
  }
  const language = currentLanguage();
  const page = reportPage({ a, b, differences, language, t: i18next.t, words, madeAt: cityNow(), link: location.href });
  const url = URL.createObjectURL(new Blob([page], { type: 'text/html;charset=utf-8' }));
  const title = language === 'en' ? a.replay.title.en : a.replay.title.zh;
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `${i18next.t('replay.reportFile')}-${title.replaceAll(/[\\/:*?"<>|\s]+/g, '-')}-${isoDay(Date.parse(a.replay.from))}.html`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
  toast('done', i18next.t('replay.reportSaved'), anchor.download);
}
