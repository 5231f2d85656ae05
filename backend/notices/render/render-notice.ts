import type { Notice } from '../notice.ts';
import { renderDocx } from './render-docx.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';

export const NOTICE_FORMATS = ['pdf', 'docx', 'html'] as const;
export type NoticeFormat = (typeof NOTICE_FORMATS)[number];

/** What a thread of its own is given. */
export interface RenderJob {
  readonly notice: Notice;
  readonly format: NoticeFormat;
  /** Epoch ms: the date written into the file. */
  readonly made: number;
}

export async function renderNotice({ notice, format, made }: RenderJob): Promise<Uint8Array> {
  switch (format) {
    case 'pdf':
      return renderPdf(notice, new Date(made));
    case 'docx':
      return renderDocx(notice);
    case 'html':
      return Buffer.from(renderHtml(notice));
  }
}
