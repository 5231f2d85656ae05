import { useAppState } from '../app/app-store.ts';
import { useWording } from '../app/wording.ts';
import { useVessels } from '../feed/queries.ts';
import { Icon } from '../ui/icon.tsx';
import { fitTo, orderCamera } from './camera.ts';
import styles from './map.module.css';

export function MapControls() {
  const { t } = useWording();
  const { layers: layersOpen, toggleLayers } = useAppState();
  const { data, refetch } = useVessels(false);
  const seeAll = async () => {
    const vessels = data ?? (await refetch()).data ?? [];
    fitTo(vessels.flatMap(({ position }) => (position ? [position] : [])));
  };
  return (
    <div className={styles.controls} role="toolbar" aria-label={t('map.label')}>
      <button
        type="button"
        aria-label={t('map.layers')}
        aria-expanded={layersOpen}
        aria-keyshortcuts="L"
        onClick={toggleLayers}
      >
        <Icon name="layers" />
      </button>
      <button type="button" aria-label={t('map.zoomIn')} onClick={() => orderCamera({ kind: 'zoom', by: 1 })}>
        +
      </button>
      <button type="button" aria-label={t('map.zoomOut')} onClick={() => orderCamera({ kind: 'zoom', by: -1 })}>
        −
      </button>
      <button type="button" aria-label={t('map.northUp')} onClick={() => orderCamera({ kind: 'north' })}>
        <b>{t('map.north')}</b>
      </button>
      <button type="button" aria-label={t('map.fit')} title={t('map.fit')} onClick={() => void seeAll()}>
        <Icon name="fit" />
      </button>
    </div>
  );
}
