import { FAMILIES } from '../../../geodata/model/family.ts';
import { changeView, useView } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { useLive } from '../../feed/live-store.ts';
import { countCity } from './duties.ts';
import styles from './queue.module.css';

/** One chip per family with what is open in it; pressing it again shows all. */
export function FamilyChips() {
  const { t } = useWording();
  const incidents = useLive((state) => state.incidents);
  const chosen = useView((view) => view.family);
  const count = countCity(incidents.values(), 0);
  const chip = (family: (typeof FAMILIES)[number] | undefined, n: number) => (
    <button
      key={family ?? 'all'}
      type="button"
      className={styles.chip}
      aria-pressed={chosen === family}
      onClick={() => changeView({ family: chosen === family ? undefined : family })}
    >
      {t(`family.${family ?? 'all'}`)} <span>{n}</span>
    </button>
  );
  return (
    <fieldset className={styles.chips} aria-label={t('queue.families')}>
      {chip(undefined, count.open)}
      {FAMILIES.map((family) => chip(family, count.byFamily[family] ?? 0))}
    </fieldset>
  );
}
