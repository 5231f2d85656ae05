import { useView } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { clockTime } from '../../clock/city-time.ts';
import { durationText } from '../../clock/replay-clock.ts';
import type { LaneAction, LaneAlert, LaneIncident } from '../../feed/replays.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useActionName } from './action-name.ts';
import { matchAlerts } from './differences.ts';
import { flyToPicked, goTo, pickAlert, pickIncident, pickNothing } from './pick.ts';
import { useReplayLink } from './replay-link.ts';
import type { Run } from './runs.ts';
import styles from './side.module.css';

/** What is selected, as both runs have it: an alert picked on the lanes, or an incident picked anywhere. */
export function Detail({ a, b }: { a: Run; b: Run | undefined }) {
  const picked = useReplayLink((link) => link.picked);
  const selection = useView((view) => view.selection);
  const run = picked?.side === 'b' ? b : a;
  const alert = picked && run?.lanes?.alerts.find(({ id }) => id === picked.id);
  const incident = selection?.kind === 'incident' ? selection.id : undefined;
  if (alert && run && (incident === undefined || alert.incidentId === incident))
    return <AlertDetail alert={alert} run={run} other={run === a ? b : a} runs={[a, b]} />;
  if (incident === undefined) return null;
  return <IncidentDetail id={incident} runs={[a, b]} />;
}

interface AlertDetailProps {
  readonly alert: LaneAlert;
  readonly run: Run;
  readonly other: Run | undefined;
  readonly runs: readonly (Run | undefined)[];
}

function AlertDetail({ alert, run, other, runs }: AlertDetailProps) {
  const { t, say } = useWording();
  const twin = other?.lanes && run.lanes && matchAlerts(run.lanes.alerts, other.lanes.alerts).get(alert);
  const { incidentId } = alert;
  const incident = run.lanes?.incidents.find(({ id }) => id === incidentId);
  return (
    <section className={styles.detail} aria-label={t('replay.detail')}>
      <Head grade={alert.grade} title={say(alert.message)}>
        {`${run.side.toUpperCase()} · ${t(`grade.g${alert.grade}`)} · ${t(`family.${alert.family}`)}`}
      </Head>
      <dl>
        <Spell name={run.side.toUpperCase()} alert={alert} />
        {other && (twin ? <Spell name={other.side.toUpperCase()} alert={twin} /> : <NeverIn side={other.side} />)}
      </dl>
      <div className={styles.buttons}>
        <ActionButton onPress={() => goTo(Date.parse(alert.raisedAt))}>{t('replay.toRaised')}</ActionButton>
        <ActionButton hotkey="F" onPress={() => flyToPicked(runs)}>
          {t('action.fly')}
        </ActionButton>
        {incidentId !== undefined && (
          <ActionButton onPress={() => pickIncident(incidentId)}>
            {incident ? t('replay.ofIncident', { title: say(incident.title) }) : t('inspector.openIncident')}
          </ActionButton>
        )}
      </div>
    </section>
  );
}

function Spell({ name, alert }: { name: string; alert: LaneAlert }) {
  const { t } = useWording();
  const [raised, cleared] = [Date.parse(alert.raisedAt), alert.clearedAt && Date.parse(alert.clearedAt)];
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {cleared
          ? t('replay.spell', {
              from: clockTime(raised),
              to: clockTime(cleared),
              lasted: durationText(cleared - raised),
            })
          : t('replay.spellOpen', { from: clockTime(raised) })}
      </dd>
    </>
  );
}

function NeverIn({ side }: { side: Run['side'] }) {
  const { t } = useWording();
  return (
    <>
      <dt>{side.toUpperCase()}</dt>
      <dd>{t('replay.neverRaised')}</dd>
    </>
  );
}

function IncidentDetail({ id, runs }: { id: string; runs: readonly (Run | undefined)[] }) {
  const { t, say } = useWording();
  const found = runs.flatMap((run) => {
    const incident = run?.lanes?.incidents.find((one) => one.id === id);
    return run && incident ? [{ run, incident }] : [];
  });
  const first = found[0];
  if (!first) return null;
  const { incident, run } = first;
  const alerts = (run.lanes?.alerts ?? []).filter(({ incidentId }) => incidentId === id);
  return (
    <section className={styles.detail} aria-label={t('replay.detail')}>
      <Head grade={incident.grade} title={say(incident.title)}>
        {`${id} · ${t(`grade.g${incident.grade}`)} · ${t('queue.alerts', { n: alerts.length })}`}
      </Head>
      <dl>
        {found.map((one) => (
          <Phases key={one.run.side} name={one.run.side.toUpperCase()} incident={one.incident} />
        ))}
        {runs[1] && found.length === 1 && <NeverIn side={run.side === 'a' ? 'b' : 'a'} />}
      </dl>
      <div className={styles.buttons}>
        <ActionButton onPress={() => goTo(Date.parse(incident.phases[0]?.from ?? ''))}>
          {t('replay.toRaised')}
        </ActionButton>
        <ActionButton hotkey="F" onPress={() => flyToPicked(runs)}>
          {t('action.fly')}
        </ActionButton>
        {alerts[0] && (
          <ActionButton onPress={() => pickAlert(run.side, alerts[0]!)}>{t('replay.firstAlert')}</ActionButton>
        )}
      </div>
      <Acts actions={(run.lanes?.actions ?? []).filter(({ objectId }) => objectId === id)} />
    </section>
  );
}

const STATES = ['new', 'filed', 'dispatched', 'handling', 'resolved', 'closed', 'void'] as const;

function Phases({ name, incident }: { name: string; incident: LaneIncident }) {
  const { t } = useWording();
  const words = incident.phases.map(({ state, from }) => {
    const known = STATES.find((one) => one === state);
    return `${clockTime(Date.parse(from)).slice(0, 5)} ${known ? t(`state.${known}`) : state}`;
  });
  return (
    <>
      <dt>{name}</dt>
      <dd>{words.join(' → ')}</dd>
    </>
  );
}

function Acts({ actions }: { actions: readonly LaneAction[] }) {
  const { t } = useWording();
  const actionName = useActionName();
  if (actions.length === 0) return null;
  return (
    <ol>
      {actions.map(({ time, actor, action, note }) => (
        <li key={`${time}-${action}-${actor}`}>
          <time>{clockTime(Date.parse(time))}</time>
          <span>
            {[actor === 'system' ? t('inspector.system') : actor, actionName(action), note].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  );
}

interface HeadProps {
  readonly grade: LaneAlert['grade'];
  readonly title: string;
  readonly children: string;
}

function Head({ grade, title, children }: HeadProps) {
  const { t } = useWording();
  return (
    <header>
      <GradeMark grade={grade} state="known" size={32} />
      <div>
        <h2>{title}</h2>
        <p className={styles.note}>{children}</p>
      </div>
      <button type="button" className={styles.plain} aria-label={t('help.close')} onClick={pickNothing}>
        <Icon name="close" size={14} />
      </button>
    </header>
  );
}
