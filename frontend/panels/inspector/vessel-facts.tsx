import type { Texts } from '../../app/locales/zh-CN.ts';
import { select } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { SILENT_MS } from '../../feed/fleet-picture.ts';
import { useLive } from '../../feed/live-store.ts';
import type { ThingView } from '../../feed/model.ts';
import { useThing } from '../../feed/queries.ts';
import { flyTo } from '../../map/camera.ts';
import styles from './inspector.module.css';
import { positionText, shipTypeOf } from './ship.ts';
import { useLivePosition } from './use-live-position.ts';

const text = (value: unknown, unit = ''): string | undefined =>
  value === undefined || value === '' || value === 0 ? undefined : `${String(value)}${unit && ` ${unit}`}`;

/** What a vessel told of itself and what it does now. What it never told is said so, not left blank. */
export function VesselFacts({ id, link = false }: { id: string; link?: boolean }) {
  const { t, ago, span } = useWording();
  const now = useCityNow();
  const known = useLive((state) => {
    const number = state.numbers.get(id);
    return number === undefined ? undefined : state.roster.get(number);
  });
  const { data } = useThing(id);
  const thing: ThingView | undefined = data ?? known;
  const live = useLivePosition(id, thing);
  const attrs = thing?.attrs ?? {};
  const status = live.status === undefined ? undefined : t(`navStatus.${statusKey(live.status)}`);
  const shipType = shipTypeOf(attrs.shipType);
  const age = live.time === undefined ? undefined : now - live.time;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t('vessel.speed'), live.speedKn === undefined ? undefined : `${live.speedKn.toFixed(1)} ${t('unit.kn')}`],
    [
      t('vessel.course'),
      live.courseDeg === undefined ? undefined : `${String(Math.round(live.courseDeg) % 360).padStart(3, '0')}°`,
    ],
    [t('vessel.status'), status],
    [t('vessel.type'), shipType === undefined ? undefined : t(`shipType.${shipType}`)],
    [t('vessel.length'), size(attrs.lengthM, attrs.beamM)],
    [t('vessel.draught'), text(attrs.draughtM, 'm')],
    [t('vessel.callSign'), text(attrs.callSign)],
    [t('vessel.mmsi'), text(attrs.mmsi ?? /^mmsi-(\d+)$/.exec(id)?.[1])],
    [t('vessel.destination'), text(attrs.destination)],
  ];
  return (
    <section className={styles.block} aria-label={thing?.name ?? id}>
      <header className={styles.blockHead}>
        <h3>{thing?.name ?? t('vessel.unnamed')}</h3>
        {age !== undefined && <span>{age > SILENT_MS ? t('vessel.silent', { age: span(age) }) : ago(age)}</span>}
        {link && (
          <button type="button" className={styles.link} onClick={() => select({ kind: 'thing', id })}>
            {t('palette.open')}
          </button>
        )}
      </header>
      <dl className={styles.facts} data-stale={(age !== undefined && age > SILENT_MS) || undefined}>
        {rows
          .filter(([, value], index) => index < 3 || value !== undefined)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd data-unknown={value === undefined || undefined}>{value ?? t('vessel.unknown')}</dd>
            </div>
          ))}
        {live.position && (
          <div className={styles.wide}>
            <dt>{t('vessel.position')}</dt>
            <dd>
              <button type="button" className={styles.link} onClick={() => live.position && flyTo(live.position)}>
                {positionText(live.position)}
              </button>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

const statusKey = (status: number): keyof Texts['navStatus'] => `s${status}` as keyof Texts['navStatus'];

const size = (lengthM: unknown, beamM: unknown): string | undefined =>
  typeof lengthM === 'number' && lengthM > 0
    ? `${lengthM}${typeof beamM === 'number' && beamM > 0 ? ` × ${beamM}` : ''} m`
    : undefined;
