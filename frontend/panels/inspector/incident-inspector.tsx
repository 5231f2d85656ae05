import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { changeView, useView } from '../../app/url-state.ts';
import { TABS, type Tab as TabName } from '../../app/view-link.ts';
import { useWording } from '../../app/wording.ts';
import { minuteTime } from '../../clock/city-time.ts';
import { useLive } from '../../feed/live-store.ts';
import type { AlertDetail, AlertView, IncidentDetail, IncidentView } from '../../feed/model.ts';
import { useIncidentDetail } from '../../feed/queries.ts';
import { RestError } from '../../feed/rest.ts';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { markStateOf } from '../../ui/grade-shapes.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import { explain } from './act.ts';
import { ActionBar } from './action-bar.tsx';
import { ActionDialog } from './action-dialogs.tsx';
import { CloseButton } from './close-button.tsx';
import { EvidenceTab } from './evidence/evidence-tab.tsx';
import styles from './inspector.module.css';
import { leadingAlert } from './leading-alert.ts';
import { LogTab } from './log-tab.tsx';
import { NoticeMenu } from './notice-menu.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { TasksTab, useTasksOf } from './tasks/tasks-tab.tsx';
import { TaskDialogs } from './tasks/words-dialog.tsx';

export function IncidentInspector({ id }: { id: string }) {
  const { t } = useWording();
  const live = useLive((state) => state.incidents.get(id));
  const known = useLive((state) => state.known);
  const detail = useIncidentDetail(id, live?.updatedAt);
  const incident: IncidentView | undefined = live ?? detail.data;
  if (!incident) {
    if (detail.error instanceof RestError && detail.error.status === 404)
      return <Gone title={t('inspector.gone')} hint={id} />;
    if (detail.error) return <Gone title={t('inspector.failed')} hint={explain(detail.error)} />;
    return <Skeleton lines={9} label={known ? t('inspector.loading') : t('city.unknown')} />;
  }
  return (
    <>
      <Head incident={incident} />
      <Why incident={incident} alerts={detail.data?.alerts} />
      <Body incident={incident} detail={detail.data} error={detail.error} />
      <ActionBar incident={incident} />
      <ActionDialog incidentId={incident.id} />
      <TaskDialogs incident={incident} />
    </>
  );
}

const Gone = ({ title, hint }: { title: string; hint: string }) => (
  <>
    <div className={styles.head}>
      <span className={styles.headText} />
      <CloseButton />
    </div>
    <Notice tone="alert" title={title} hint={hint} />
  </>
);

function Head({ incident }: { incident: IncidentView }) {
  const { t, say } = useWording();
  const facts = [
    incident.id,
    t(`grade.g${incident.grade}`),
    incident.shelved && incident.shelvedUntil
      ? t('inspector.shelvedUntil', { time: minuteTime(Date.parse(incident.shelvedUntil)) })
      : t(`acknowledged.${incident.acknowledged ? 'yes' : 'no'}`),
    ...(incident.condition === 'cleared' ? [t('condition.cleared')] : []),
    ...(incident.assignee ? [t('inspector.assignee', { name: incident.assignee })] : []),
    ...(incident.department ? [t('inspector.department', { name: incident.department })] : []),
  ];
  return (
    <header className={styles.head}>
      <GradeMark grade={incident.grade} state={markStateOf(incident)} size={44} />
      <div className={styles.headText}>
        <h2>{say(incident.title)}</h2>
        <p>{facts.join(' · ')}</p>
      </div>
      <CloseButton />
    </header>
  );
}

/** The sentence of the alert that leads; until it is fetched, why the grade is what it is. */
function Why({ incident, alerts }: { incident: IncidentView; alerts: readonly AlertDetail[] | undefined }) {
  const { say } = useWording();
  const live = useLive((state) => state.alerts);
  const known = alerts ?? incident.alertIds.flatMap((id) => live.get(id) ?? []);
  const lead = leadingAlert<AlertView>(known);
  return <p className={styles.why}>{lead ? say(lead.message) : say(incident.gradeReason)}</p>;
}

interface BodyProps {
  readonly incident: IncidentView;
  readonly detail: IncidentDetail | undefined;
  readonly error: Error | null;
}

function Body({ incident, detail, error }: BodyProps) {
  const { t } = useWording();
  const tab = useView((view) => view.tab);
  const tasks = useTasksOf(incident.id);
  const counts: Readonly<Record<TabName, number | undefined>> = {
    overview: undefined,
    evidence: detail?.alerts.length,
    tasks: tasks.length,
    log: detail?.timeline.length,
  };
  const content = (name: TabName) => {
    if (!detail)
      return error ? (
        <Notice tone="alert" title={t('inspector.failed')} hint={explain(error)} />
      ) : (
        <Skeleton lines={7} label={t('inspector.loading')} />
      );
    if (name === 'overview') return <OverviewTab incident={incident} detail={detail} />;
    if (name === 'evidence') return <EvidenceTab alerts={detail.alerts} />;
    if (name === 'tasks') return <TasksTab incident={incident} detail={detail} />;
    return <LogTab entries={detail.timeline} />;
  };
  return (
    <Tabs
      className={styles.tabs!}
      selectedKey={tab}
      onSelectionChange={(key) => changeView({ tab: TABS.find((name) => name === key) ?? 'overview' })}
    >
      <div className={styles.tabRow}>
        <TabList className={styles.tabList!} aria-label={t('inspector.label')}>
          {TABS.map((name) => (
            <Tab key={name} id={name} className={styles.tab!}>
              {t(name === 'tasks' ? 'tasks.tab' : `inspector.${name}`)}{' '}
              {counts[name] !== undefined && <span>{counts[name]}</span>}
            </Tab>
          ))}
        </TabList>
        <NoticeMenu id={incident.id} />
      </div>
      {TABS.map((name) => (
        <TabPanel key={name} id={name} className={styles.tabPanel!}>
          {content(name)}
        </TabPanel>
      ))}
    </Tabs>
  );
}
