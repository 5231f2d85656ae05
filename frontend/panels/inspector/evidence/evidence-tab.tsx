import { useWording } from '../../../app/wording.ts';
import type { AlertDetail } from '../../../feed/model.ts';
import { AlertTrend } from '../alert-trend.tsx';
import { leadingAlert } from '../leading-alert.ts';
import { AlertPicker } from './alert-picker.tsx';
import { useChosenAlert } from './chosen-alert.ts';
import styles from './evidence.module.css';
import { ExposedList } from './exposed-list.tsx';
import { GroundRows } from './ground-rows.tsx';
import { HazardChain } from './hazard-chain.tsx';
import { ProfileChart } from './profile-chart.tsx';
import { ParameterTable, PointRows, SampleTable } from './raw-tables.tsx';
import { SaidList } from './said-list.tsx';
import { Stakes } from './stakes.tsx';

/** What one alert of the incident rests on, read downwards: how bad, how it came, what it looks like across, who is in harm's way, what follows, who said so, by which rule. */
export function EvidenceTab({ alerts }: { alerts: readonly AlertDetail[] }) {
  const alert = useChosenAlert(alerts);
  if (!alert) return null;
  return (
    <>
      {alerts.length > 1 && <AlertPicker alerts={alerts} chosen={alert} />}
      <AlertEvidence key={alert.id} alert={alert} titled={alert !== leadingAlert(alerts)} />
    </>
  );
}

function AlertEvidence({ alert, titled }: { alert: AlertDetail; titled: boolean }) {
  const { say } = useWording();
  const { profile, exposed, hazardChain, reports } = alert.evidence;
  return (
    <article aria-label={say(alert.message)}>
      {titled && <p className={styles.sentence}>{say(alert.message)}</p>}
      <Stakes alert={alert} />
      <AlertTrend alert={alert} />
      {profile && <ProfileChart profile={profile} subject={alert.things[0]?.id} />}
      {hazardChain && <HazardChain chain={hazardChain} />}
      {exposed && exposed.length > 0 && <ExposedList exposed={exposed} />}
      {reports && reports.length > 0 && <SaidList reports={reports} />}
      <PointRows points={alert.evidence.points} />
      <GroundRows alert={alert} />
      <ParameterTable parameters={alert.evidence.parameters} />
      <SampleTable alert={alert} />
    </article>
  );
}
