import type { Problem } from '../../backend/api/contract.ts';
import { RestError } from './rest.ts';

export const NOTICE_FORMATS = ['pdf', 'docx', 'html'] as const;
export type NoticeFormat = (typeof NOTICE_FORMATS)[number];

const addressOf = (incident: string, format: NoticeFormat, locale: string): string =>
  `/api/v1/incidents/${encodeURIComponent(incident)}/notice?format=${format}&locale=${locale}`;

/** Has the draft warning notice of an incident made and hands it to the browser: a web page opens, a file is saved. @throws RestError. */
export async function fetchNotice(incident: string, format: NoticeFormat, locale: string): Promise<void> {
  const address = addressOf(incident, format, locale);
  if (format === 'html') {
    open(address, '_blank', 'noopener');
    return;
  }
  const response = await fetch(address, { credentials: 'same-origin' }).catch((cause) => {
    throw new RestError(0, undefined, { cause });
  });
  if (!response.ok)
    throw new RestError(
      response.status,
      await response.json().then(
        (body) => body as Problem,
        () => undefined,
      ),
    );
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = `${incident}.${format}`;
  link.click();
  // The browser has begun to save by then; without this the document would stay in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
