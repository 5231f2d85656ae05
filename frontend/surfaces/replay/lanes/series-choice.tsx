import { useState } from 'react';
import { useWording } from '../../../app/wording.ts';
import { useReplayThings } from '../../../feed/replays.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import form from '../../../ui/form.module.css';
import { Sheet } from '../../../ui/modal.tsx';
import { changeReplay, type Series } from '../replay-link.ts';
import type { Run } from '../runs.ts';
import styles from './lanes.module.css';
import type { ShownSeries } from './use-series.ts';

/** What each kind of thing measures: kinds and datastreams of the public contract. */
const DATASTREAMS: Readonly<Record<string, readonly string[]>> = {
  water_level: ['level'],
  tide_gauge: ['level'],
  rain_gauge: ['rain'],
  anemometer: ['wind_speed', 'gust'],
  wave_buoy: ['wave_height'],
  flow_meter: ['discharge'],
  gas: ['ch4'],
  settlement_point: ['settlement'],
  convergence: ['convergence'],
  groundwater: ['level'],
  axial_force: ['force'],
  pore_pressure: ['pressure'],
  inclinometer: ['displacement'],
  crowd: ['people'],
  traffic: ['flow', 'speed', 'occupancy'],
  car_park: ['occupied'],
  smoke: ['obscuration'],
  temperature: ['temperature'],
};

/** Which series the observation lane shows: the button at its head, and what it opens. */
export function SeriesChoice({ a, series }: { a: Run; series: ShownSeries }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.series} onClick={() => setOpen(true)}>
        {series.unit ? `${series.name} · ${series.unit}` : series.name}
      </button>
      {open && <SeriesSheet run={a} chosen={series.series} onClose={() => setOpen(false)} />}
    </>
  );
}

interface SeriesSheetProps {
  readonly run: Run;
  readonly chosen: Series;
  readonly onClose: () => void;
}

function SeriesSheet({ run, chosen, onClose }: SeriesSheetProps) {
  const { t } = useWording();
  const { data: things, error } = useReplayThings(run.id);
  const known = run.lanes?.exposure !== undefined;
  const choose = (series: Series) => {
    changeReplay({ series });
    onClose();
  };
  const choices = (things ?? []).flatMap(({ id, name, kind }) =>
    (DATASTREAMS[kind] ?? []).map((datastream) => ({
      id: `${id}/${datastream}`,
      name: { zh: `${name} · ${datastream}`, en: `${name} · ${datastream}` },
    })),
  );
  return (
    <Sheet title={t('replay.seriesTitle')} onClose={onClose}>
      <div className={form.choices}>
        <button
          type="button"
          className={form.choice}
          data-selected={chosen.kind === 'exposure' || undefined}
          disabled={!known}
          title={known ? undefined : t('replay.truthUnknown')}
          onClick={() => choose({ kind: 'exposure' })}
        >
          {t('replay.series.exposure')}
        </button>
        <button
          type="button"
          className={form.choice}
          data-selected={chosen.kind === 'active' || undefined}
          onClick={() => choose({ kind: 'active' })}
        >
          {t('replay.series.active')}
        </button>
      </div>
      <ChoiceField
        label={t('replay.seriesThing')}
        choices={choices}
        value={chosen.kind === 'reading' ? `${chosen.thing}/${chosen.datastream}` : undefined}
        empty={t(error ? 'replay.thingsFailed' : things ? 'replay.noThings' : 'replay.loadingChoices')}
        onChange={(key) => {
          const cut = key.lastIndexOf('/');
          choose({ kind: 'reading', thing: key.slice(0, cut), datastream: key.slice(cut + 1) });
        }}
      />
      <p className={form.hint}>{t('replay.seriesHint')}</p>
      <div className={form.buttons}>
        <ActionButton onPress={onClose}>{t('help.close')}</ActionButton>
      </div>
    </Sheet>
  );
}
