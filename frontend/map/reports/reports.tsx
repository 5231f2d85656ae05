import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useView } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { useFeed } from '../../feed/feed.ts';
import type { ReportNotice } from '../../feed/model.ts';
import type { Chart } from '../chart.ts';
import { recentReports } from './recent-reports.ts';
import styles from './reports.module.css';

interface Group {
  /** Newest first, at least one. */
  readonly reports: readonly ReportNotice[];
  readonly position: readonly [number, number];
}

/** Ours: nearer ones share a mark. */
const TOGETHER_PX = 34;
const REGROUP_MS = 5000;
/** Ours: how long a report counts as just come in, and pulses once. */
const NEW_MS = 20_000;
/** Ours: as many as are read at one look. */
const MOST_SHOWN = 4;

/** What citizens and patrols told in the last hour, where they told it from: a small speech mark each, whose press shows the words. */
export function Reports({ chart }: { chart: Chart }) {
  const feed = useFeed();
  const { t } = useWording();
  const reports = feed.useLive((state) => state.reports);
  const hidden = useView((view) => view.hidden.includes('reports'));
  const now = useCityNow(REGROUP_MS);
  const [camera, setCamera] = useState(0);
  const [opened, setOpened] = useState<string>();
  const layer = useRef<HTMLDivElement>(null);
  const recent = useMemo(() => (hidden ? [] : recentReports(reports, now)), [hidden, reports, now]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: grouped anew once the camera rests
  const groups = useMemo(() => groupReports(recent, chart), [recent, chart, camera]);

  const place = useCallback(() => {
    for (const element of layer.current?.children ?? []) {
      if (!(element instanceof HTMLElement)) continue;
      const { x, y } = chart.map.project([Number(element.dataset.lon), Number(element.dataset.lat)]);
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    }
  }, [chart]);
  useEffect(() => {
    const onRest = () => setCamera((count) => count + 1);
    chart.map.on('moveend', onRest);
    chart.map.on('move', place);
    return () => {
      chart.map.off('moveend', onRest);
      chart.map.off('move', place);
    };
  }, [chart, place]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new marks are put in their places
  useEffect(place, [place, groups]);
  return (
    <div ref={layer} className={styles.reports}>
      {groups.map(({ reports: [lead, ...others], position }) => {
        if (!lead) return null;
        const all = [lead, ...others];
        return (
          <div key={lead.id} className={styles.holder} data-lon={position[0]} data-lat={position[1]}>
            <button
              type="button"
              className={styles.mark}
              data-new={now - Date.parse(lead.time) < NEW_MS || undefined}
              aria-expanded={opened === lead.id}
              aria-label={t('map.reports', { n: all.length })}
              onClick={() => setOpened(opened === lead.id ? undefined : lead.id)}
            >
              <svg width="18" height="18" viewBox="0 0 16 16" aria-hidden="true">
                <path d="M2.5 3h11v7.5H8L5 13.3v-2.8H2.5z" />
              </svg>
              {all.length > 1 && <b>{all.length}</b>}
            </button>
            {opened === lead.id && <Words reports={all} now={now} />}
          </div>
        );
      })}
    </div>
  );
}

function Words({ reports, now }: { reports: readonly ReportNotice[]; now: number }) {
  const { t, ago } = useWording();
  return (
    <div className={styles.words} role="note">
      {reports.slice(0, MOST_SHOWN).map(({ id, text, channel, time, category }) => (
        <div key={id}>
          <p>{text}</p>
          <p>{[t(`channel.${channel}`), category, ago(now - Date.parse(time))].filter(Boolean).join(' · ')}</p>
        </div>
      ))}
      {reports.length > MOST_SHOWN && <p>{t('map.moreReports', { n: reports.length - MOST_SHOWN })}</p>}
    </div>
  );
}

/** The newest of a neighbourhood stands for it. */
function groupReports(reports: readonly ReportNotice[], chart: Chart): readonly Group[] {
  const groups: { reports: ReportNotice[]; position: readonly [number, number]; x: number; y: number }[] = [];
  for (const report of reports.toReversed()) {
    if (!report.position) continue;
    const { x, y } = chart.map.project([...report.position] as [number, number]);
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < TOGETHER_PX);
    if (near) near.reports.push(report);
    else groups.push({ reports: [report], position: report.position, x, y });
  }
  return groups;
}
