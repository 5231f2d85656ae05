import { useEffect, useMemo, useRef, useState } from 'react';
import { useWording } from '../../app/wording.ts';
import { useCityLayer } from '../../feed/city.ts';
import { useFeed } from '../../feed/feed.ts';
import type { NumberedThing } from '../../feed/live-store.ts';
import type { Reading } from '../../feed/readings.ts';
import type { Chart } from '../chart.ts';
import { NO_RAIN, type RainReading, rainField } from '../weather/rain-field.ts';
import { beachesOf, beachFeatures, countBeaches } from './beach-people.ts';
import { instrumentFeatures } from './instrument-features.ts';
import { instrumentKind, isStale } from './instrument-kinds.ts';

/** Ours: rain fields are drawn over the gauges and this much around them, degrees. */
const RAIN_MARGIN_DEG = 0.03;

/** Puts what instruments read onto the chart: marks, people on the sands, rain, slow roads. Once per message of readings, never per reading. */
export function useReadingsDrawing(chart: Chart): void {
  const { t } = useWording();
  const feed = useFeed();
  const readings = feed.useLive((state) => state.readings);
  const camera = useCameraRest(chart);
  const { data: lowPoints } = useCityLayer('lowPoints');
  const { data: sands } = useCityLayer('beaches');
  const places = useMemo(() => {
    const beaches = beachesOf(sands);
    return {
      beaches,
      beachIds: new Set(beaches.map(({ id }) => id)),
      lowPoints: new Set(lowPoints?.features.map(({ properties }) => String(properties?.id))),
    };
  }, [sands, lowPoints]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a camera that came to rest shows other marks
  useEffect(() => {
    const { roster } = feed.useLive.getState();
    const now = feed.now();
    chart.show(
      'instruments',
      instrumentFeatures({
        readings,
        roster,
        now,
        zoom: chart.zoom,
        bounds: chart.bounds,
        lowPoints: places.lowPoints,
        beaches: places.beachIds,
        floodText: (n) => t('map.flooded', { n }),
      }),
    );
    const counts = countBeaches(places.beaches, readings, roster, now);
    chart.show(
      'people',
      beachFeatures(counts, (n) => t('map.people', { n })),
    );
    for (const { id, share } of counts) chart.mark('beaches', id, { share });
  }, [chart, feed, readings, camera, places, t]);
  useWeatherAndTraffic(chart);
}

/** What is drawn alike at every zoom: only when the readings change. */
function useWeatherAndTraffic(chart: Chart): void {
  const feed = useFeed();
  const readings = feed.useLive((state) => state.readings);
  const marked = useRef(new Map<string, number>());
  const rainKey = useRef('');
  useEffect(() => {
    const state = feed.useLive.getState();
    const rain: RainReading[] = [];
    const now = feed.now();
    for (const [number, own] of readings) {
      const thing = state.roster.get(number);
      if (thing?.kind === 'traffic') markSpeed(chart, thing.attrs.watches, own.get('speed')?.value, marked.current);
      else if (thing?.kind === 'rain_gauge') rain.push(...rainOf(thing, own, now));
    }
    const key = rain.map(({ mm }) => mm).join();
    if (key === rainKey.current) return;
    rainKey.current = key;
    chart.show('rain', rain.length === 0 ? NO_RAIN : rainField(rain, around(rain)));
  }, [chart, feed, readings]);
}

function markSpeed(chart: Chart, road: unknown, speedKmh: number | undefined, marked: Map<string, number>): void {
  if (typeof road !== 'string' || speedKmh === undefined || marked.get(road) === speedKmh) return;
  marked.set(road, speedKmh);
  chart.mark('roads', road, { speedKmh });
}

const GAUGE = instrumentKind('rain_gauge')!;

function rainOf({ position }: NumberedThing, own: ReadonlyMap<string, Reading>, now: number): RainReading[] {
  const rain = own.get('rain');
  if (!position || !rain || rain.quality > 1 || isStale(GAUGE, now - rain.time)) return [];
  return [{ lon: position[0], lat: position[1], mm: rain.value }];
}

function around(rain: readonly RainReading[]): [number, number, number, number] {
  const lons = rain.map(({ lon }) => lon);
  const lats = rain.map(({ lat }) => lat);
  return [
    Math.min(...lons) - RAIN_MARGIN_DEG,
    Math.min(...lats) - RAIN_MARGIN_DEG,
    Math.max(...lons) + RAIN_MARGIN_DEG,
    Math.max(...lats) + RAIN_MARGIN_DEG,
  ];
}

/** Counts the times the camera came to rest. */
function useCameraRest(chart: Chart): number {
  const [rests, setRests] = useState(0);
  useEffect(() => {
    const onRest = () => setRests((count) => count + 1);
    chart.map.on('moveend', onRest);
    return () => {
      chart.map.off('moveend', onRest);
    };
  }, [chart]);
  return rests;
}
