import { useView } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { CityOverview } from './city-overview.tsx';
import { IncidentInspector } from './incident-inspector.tsx';
import styles from './inspector.module.css';
import { ThingInspector } from './thing-inspector.tsx';

export const INSPECTOR_ID = 'inspector';

/** Everything about what is selected, read downwards as an argument: why, how it went, on what it rests, who did what, what next. */
export function Inspector() {
  const { t } = useWording();
  const selection = useView((view) => view.selection);
  return (
    <aside className={styles.panel} aria-label={t('inspector.label')} id={INSPECTOR_ID} tabIndex={-1}>
      {selection === undefined && <CityOverview />}
      {selection?.kind === 'incident' && <IncidentInspector key={selection.id} id={selection.id} />}
      {selection?.kind === 'thing' && <ThingInspector key={selection.id} id={selection.id} />}
    </aside>
  );
}
