import { z } from 'zod';
import { draftNotice } from '../../notices/draft-notice.ts';
import { renderElsewhere } from '../../notices/render/render-elsewhere.ts';
import { NOTICE_FORMATS, type NoticeFormat } from '../../notices/render/render-notice.ts';
import { NOTICE_LOCALES } from '../../notices/wording.ts';
import { maySee } from '../access.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { idParameter } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';
import { notFound } from '../problem.ts';
import type { Views } from '../views.ts';
import { actorOf } from './actor.ts';

const MEDIA: Readonly<Record<NoticeFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
};

/** A notice is a page by itself: nothing may be fetched or run from it. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const query = z.strictObject({
  format: z.enum(NOTICE_FORMATS).default('pdf').describe('pdf to print, docx to edit, html to look at'),
  locale: z.enum(NOTICE_LOCALES).default('zh-CN'),
});

/** Draft warning notices 风险提示单 of incidents, as documents. */
export const noticeRoutes = (ports: ServerPorts, views: Views): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/incidents/:id/notice',
    access: 'officer',
    area: 'filtered',
    summary: 'The draft warning notice of an incident, as a document',
    params: idParameter,
    query,
    answer: z.string().describe('PDF, DOCX or HTML'),
    answerType: 'application/octet-stream',
    async handle({ params: { id }, query: { format, locale }, principal, reply }) {
      const found = await ports.incidents.find(id);
      if (!found || !maySee(principal.areas, views.place(found.position, found.zone).district))
        throw notFound('incident', id);
      const [timeline, events] = await Promise.all([
        ports.incidents.timeline(id),
        ports.alerts.eventsOf(found.alertIds),
      ]);
      const now = ports.clock.now();
      const incident = views.incidentDetail(found, timeline, events);
      const notice = await draftNotice({ incident, city: ports.city.model, history: ports.history, now, locale });
      const file = await renderElsewhere({ notice, format, made: now });
      await ports.audit.record({
        time: now,
        actor: actorOf(principal),
        action: 'export',
        objectKind: 'incident',
        objectId: id,
        note: `notice ${format} ${locale}`,
      });
      reply.type(MEDIA[format]);
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY);
      else reply.header('content-disposition', `attachment; filename="${notice.fileName}-${locale}.${format}"`);
      return Buffer.from(file);
    },
  }),
];
