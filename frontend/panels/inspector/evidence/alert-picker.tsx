import { useMemo } from 'react';
import { useWording } from '../../../app/wording.ts';
import { useCityNow } from '../../../clock/city-clock.ts';
import { momentTime } from '../../../clock/city-time.ts';
import type { AlertDetail } from '../../../feed/model.ts';
import { useZones } from '../../../feed/queries.ts';
import { fitTo } from '../../../map/camera.ts';
import { GradeMark } from '../../../ui/grade-mark.tsx';
import { alertsByPlace, type PlaceOfAlerts } from './alerts-by-place.ts';
import { chooseAlert } from './chosen-alert.ts';
import styles from './evidence.module.css';
import { extentOf } from './extent.ts';

/** Ours: as many alerts as stand open in a list before places fold. */
const FEW = 6;

/** The alerts of an incident by place, the worst first; the chosen one's evidence stands below. A hundred alerts are a dozen folded places. */
export function AlertPicker({ alerts, chosen }: { alerts: readonly AlertDetail[]; chosen: AlertDetail }) {
  const { t } = useWording();
  const places = useMemo(() => alertsByPlace(alerts), [alerts]);
  return (
    <nav className={styles.picker} aria-label={t('evidence.pick')}>
      <header>
        <h3>{t('inspector.alertsHeading')}</h3>
        <span>{t('evidence.inPlaces', { n: alerts.length, places: places.length })}</span>
      </header>
      <div className={styles.places}>
        {places.map((place) => (
          <Place key={place.name} place={place} chosen={chosen} folded={alerts.length > FEW} />
        ))}
      </div>
    </nav>
  );
}

interface PlaceProps {
  readonly place: PlaceOfAlerts<AlertDetail>;
  readonly chosen: AlertDetail;
  readonly folded: boolean;
}

function Place({ place: { name, alerts }, chosen, folded }: PlaceProps) {
  const { say, t } = useWording();
  const { data: zones } = useZones();
  const zone = zones?.find((one) => one.name.zh === name);
  const told = zone ? say(zone.name) : name;
  const rows = alerts.map((alert) => <Row key={alert.id} alert={alert} chosen={alert.id === chosen.id} />);
  const holds = alerts.some(({ id }) => id === chosen.id);
  const worst = alerts[0]!;
  if (!folded)
    return (
      <ul className={styles.rows} aria-label={told}>
        {rows}
      </ul>
    );
  if (alerts.length === 1)
    return (
      <ul className={styles.rows}>
        <Row alert={worst} chosen={holds} place={told} />
      </ul>
    );
  return (
    <details open={holds}>
      <summary data-chosen={holds || undefined}>
        <Mark alert={worst} />
        <span>{told}</span>
        <small>{t('evidence.count', { n: alerts.length })}</small>
      </summary>
      <ul className={styles.rows}>{rows}</ul>
    </details>
  );
}

const Mark = ({ alert }: { alert: AlertDetail }) => (
  <GradeMark
    grade={alert.grade}
    state={alert.state === 'cleared' ? 'cleared' : alert.acknowledged ? 'known' : 'new'}
    size={22}
  />
);

function Row({ alert, chosen, place }: { alert: AlertDetail; chosen: boolean; place?: string }) {
  const { say } = useWording();
  const now = useCityNow(10_000);
  return (
    <li>
      <button
        type="button"
        aria-current={chosen || undefined}
        onClick={() => {
          chooseAlert(alert.id);
          fitTo(extentOf(alert));
        }}
      >
        <Mark alert={alert} />
        <span>
          {place && <b>{place} </b>}
          {say(alert.message)}
        </span>
        <time dateTime={alert.lastRaisedAt}>{momentTime(Date.parse(alert.lastRaisedAt), now)}</time>
      </button>
    </li>
  );
}
