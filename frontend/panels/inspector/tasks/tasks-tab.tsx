import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWording } from '../../../app/wording.ts';
import { useCityNow } from '../../../clock/city-clock.ts';
import { minuteTime } from '../../../clock/city-time.ts';
import { timeLeft } from '../../../clock/time-left.ts';
import { useLive } from '../../../feed/live-store.ts';
import type { IncidentDetail, IncidentView, TaskView } from '../../../feed/model.ts';
import { useSession } from '../../../feed/session-store.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { DeadlineRing } from '../../../ui/deadline-ring.tsx';
import { Notice } from '../../../ui/notice.tsx';
import inspector from '../inspector.module.css';
import { ClassificationBlock } from './classification-block.tsx';
import { CourseBlock } from './course-block.tsx';
import {
  dispatchTeam,
  nextStep,
  openTaskDialog,
  refusalOfDispatch,
  refusalOfStep,
  stepKey,
  takeTaskStep,
  useTaskActs,
} from './task-acts.ts';
import styles from './tasks.module.css';

/** Those of an incident, the newest first. */
export function useTasksOf(incidentId: string): readonly TaskView[] {
  const tasks = useLive((state) => state.tasks);
  return useMemo(
    () =>
      [...tasks.values()]
        .filter((task) => task.incidentId === incidentId)
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : a.id < b.id ? 1 : -1)),
    [tasks, incidentId],
  );
}

/** Who was sent, how far they are, and how far the incident is; what may be done next stands beside it. */
export function TasksTab({ incident, detail }: { incident: IncidentView; detail: IncidentDetail }) {
  const { t } = useWording();
  const tasks = useTasksOf(incident.id);
  useSession((state) => state.user);
  return (
    <>
      <section className={inspector.block} aria-label={t('tasks.heading')}>
        <header className={styles.head}>
          <h3>{t('tasks.heading')}</h3>
          <ActionButton onPress={() => dispatchTeam(incident)} hotkey="D" refusal={refusalOfDispatch(incident)}>
            {t('tasks.dispatchTitle')}
          </ActionButton>
        </header>
        {tasks.length === 0 ? (
          <Notice title={t('tasks.none')} hint={t('tasks.noneHint')} />
        ) : (
          <ul className={styles.tasks}>
            {tasks.map((task) => (
              <TaskRow key={task.id} task={task} />
            ))}
          </ul>
        )}
      </section>
      <CourseBlock incident={incident} detail={detail} />
      <ClassificationBlock incident={incident} detail={detail} />
    </>
  );
}

function TaskRow({ task }: { task: TaskView }) {
  const { t, say, span } = useWording();
  const now = useCityNow(10_000);
  const due = Date.parse(task.dueAt);
  const isOpen = nextStep(task) !== undefined && task.state !== 'completed';
  const left = isOpen ? timeLeft(Date.parse(task.createdAt), due, now) : undefined;
  const who = [task.team?.name, task.assignee].filter(Boolean).join(' · ') || t('tasks.nobody');
  const facts = [
    t('tasks.since', { state: t(`tasks.state.${task.state}`), age: span(now - Date.parse(task.updatedAt)) }),
    task.overdue && left?.mood === 'overdue'
      ? t('tasks.late', { age: span(now - due) })
      : isOpen && t('tasks.due', { time: minuteTime(due) }),
    task.nRejected > 0 && t('tasks.sentBack', { n: task.nRejected }),
  ];
  const report = task.reports.at(-1);
  return (
    <li className={styles.task} data-state={task.state}>
      <span className={styles.mark} aria-hidden="true" />
      <div className={styles.what}>
        <b>{who}</b>
        <span className={styles.facts}>{facts.filter(Boolean).join(' · ')}</span>
        <span className={styles.title}>{task.instructions ?? say(task.title)}</span>
        {report && (
          <q>
            {t('tasks.lastReport')} {minuteTime(Date.parse(report.time))} {report.text}
          </q>
        )}
        {task.outcome && (
          <q>
            {t('tasks.outcome')} {task.outcome}
          </q>
        )}
        {task.state === 'rejected' && task.rejection && (
          <q>
            {t(`tasks.returned.${task.rejection.returned}`)} {task.rejection.by} {task.rejection.reason}
          </q>
        )}
      </div>
      <DeadlineRing left={left} />
      <StepButtons task={task} />
    </li>
  );
}

/** The step that is owed leads; its button stays the same one as the task goes on, so that the focus stays with it. */
function StepButtons({ task }: { task: TaskView }) {
  const { t } = useWording();
  const client = useQueryClient();
  const sending = useTaskActs((state) => state.sending);
  const step = nextStep(task);
  const isDeclined = task.state === 'rejected' && task.rejection?.returned === 'declined';
  if (task.state === 'verified' || (task.state === 'rejected' && !step && !isDeclined)) return null;
  const mayReject = task.state !== 'rejected';
  const { id, incidentId } = task;
  return (
    <div className={styles.steps}>
      {step ? (
        <ActionButton
          primary
          busy={sending === stepKey(id, step)}
          refusal={refusalOfStep(step, task)}
          onPress={() => void takeTaskStep(task, step, client)}
        >
          {t(`tasks.step.${step}`)}
        </ActionButton>
      ) : (
        <ActionButton primary onPress={() => openTaskDialog({ kind: 'team', incidentId, task: id })}>
          {t('tasks.again')}
        </ActionButton>
      )}
      {(task.state === 'accepted' || task.state === 'arrived') && (
        <ActionButton
          refusal={refusalOfStep('report', task)}
          onPress={() => openTaskDialog({ kind: 'report', incidentId, task: id })}
        >
          {t('tasks.step.report')}
        </ActionButton>
      )}
      {mayReject && (
        <ActionButton
          refusal={refusalOfStep('reject', task)}
          onPress={() => openTaskDialog({ kind: 'reject', incidentId, task: id })}
        >
          {t('tasks.step.reject')}
        </ActionButton>
      )}
    </div>
  );
}
