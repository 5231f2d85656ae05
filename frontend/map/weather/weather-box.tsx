import { useMemo } from 'react';
import { datastreamName, placeOfInstrument } from '../../../geodata/model/datastream-names.ts';
import { select, useView } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { minuteTime } from '../../clock/city-time.ts';
import { useHighTide } from '../../clock/high-tide.ts';
import { useFeed } from '../../feed/feed.ts';
import type { Chart } from '../chart.ts';
import styles from './weather.module.css';
import { nearestStation, type Station, wettest } from './weather-now.ts';

/** Wind, waves, the sea and rain where the chart looks, each from the nearest instrument that still reports; pressing one opens it. */
export function WeatherBox({ chart }: { chart: Chart; moves: number }) {
  const { t, span } = useWording();
  const { useLive } = useFeed();
  const now = useCityNow(5000);
  const readings = useLive((state) => state.readings);
  const roster = useLive((state) => state.roster);
  const highTide = useHighTide(now);
  const hidden = useView((view) => view.hidden.includes('weather'));
  const { lng, lat } = chart.map.getCenter();
  const place = `${lng.toFixed(2)},${lat.toFixed(2)}`;
  const found = useMemo(() => {
    const [lon, latitude] = place.split(',').map(Number) as [number, number];
    const nearest = (kind: string) => nearestStation(kind, [lon, latitude], readings, roster, now);
    return {
      wind: nearest('anemometer'),
      waves: nearest('wave_buoy'),
      sea: nearest('tide_gauge'),
      rain: wettest(readings, roster, now),
    };
  }, [place, readings, roster, now]);
  const { wind, waves, sea, rain } = found;
  if (hidden || (!wind && !waves && !sea)) return null;
  const gust = wind?.readings.get('gust');
  return (
    <section className={styles.box} aria-label={t('map.weather')} data-covers="">
      {wind && gust && (
        <>
          <p>{[placeOfInstrument(wind.thing.name), span(now - gust.time)].join(' · ')}</p>
          <Line station={wind} datastreams={['wind_speed', 'gust']} unit="m/s" />
        </>
      )}
      {waves && <Line station={waves} datastreams={['wave_height']} unit="m" />}
      {sea && <Line station={sea} datastreams={['level']} unit="m" named={t('map.tide')} />}
      {highTide !== undefined && <p>{t('conductor.highTide', { time: minuteTime(highTide) })}</p>}
      {rain !== undefined && rain > 0 && <p>{t('map.rainMost', { n: rain.toFixed(1) })}</p>}
    </section>
  );
}

interface LineProps {
  readonly station: Station;
  readonly datastreams: readonly string[];
  readonly unit: string;
  readonly named?: string;
}

function Line({ station, datastreams, unit, named }: LineProps) {
  const { say } = useWording();
  const text = datastreams
    .flatMap((datastream, index) => {
      const value = station.readings.get(datastream)?.value;
      if (value === undefined) return [];
      const shown = value.toFixed(unit === 'm' && named ? 2 : 1).replace('-', '−');
      return [`${named ?? say(datastreamName(datastream))} ${shown}${index === 0 ? ` ${unit}` : ''}`];
    })
    .join(' · ');
  return (
    <button type="button" title={station.thing.name} onClick={() => select({ kind: 'thing', id: station.thing.id })}>
      {text}
    </button>
  );
}
