import { useWording } from '../../../app/wording.ts';
import type { IncidentDetail, IncidentView } from '../../../feed/model.ts';
import { mayAct, useSession } from '../../../feed/session-store.ts';
import inspector from '../inspector.module.css';
import { openTaskDialog } from './task-acts.ts';
import styles from './tasks.module.css';

/** What it is, how bad and whose, each with its reasons; a person may decide otherwise, with a reason of their own. */
export function ClassificationBlock({ incident, detail }: { incident: IncidentView; detail: IncidentDetail }) {
  const { t, say } = useWording();
  const user = useSession((state) => state.user);
  const isOver = incident.state === 'closed' || incident.state === 'void';
  const mayChange = mayAct(user) && !isOver;
  const change = (kind: 'grade' | 'route', of: string) =>
    mayChange && (
      <button
        type="button"
        className={inspector.link}
        aria-label={`${t('tasks.change')} ${of}`}
        onClick={() => openTaskDialog({ kind, incidentId: incident.id })}
      >
        {t('tasks.change')}
      </button>
    );
  const { tags = [], gradeReasons = [incident.gradeReason], departmentReason } = detail;
  return (
    <section className={inspector.block} aria-label={t('tasks.classification')}>
      <header className={inspector.blockHead}>
        <h3>{t('tasks.classification')}</h3>
      </header>
      <dl className={styles.reasons}>
        <div>
          <dt>{t('tasks.grade')}</dt>
          <dd>
            <b>{t(`grade.g${incident.grade}`)}</b> {change('grade', t('tasks.grade'))}
            {gradeReasons.map((reason) => (
              <p key={reason.zh}>{say(reason)}</p>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('tasks.department')}</dt>
          <dd>
            <b>{incident.department ?? '–'}</b> {change('route', t('tasks.department'))}
            {departmentReason && <p>{say(departmentReason)}</p>}
          </dd>
        </div>
        {tags.length > 0 && (
          <div>
            <dt>{t('tasks.tags')}</dt>
            <dd>
              {tags.map((tag) => (
                <span key={tag.code} className={styles.tag}>
                  <b>{say(tag.name)}</b> {tag.code} · {t(tag.official ? 'tasks.official' : 'tasks.ours')}
                  <p>{say(tag.reason)}</p>
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
