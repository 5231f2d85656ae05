import { minuteTime } from '../../../clock/city-time.ts';
import { tickText, timeScale, valueScale } from '../../../panels/inspector/chart-scale.ts';
import { NUMERALS, SHAPES } from '../../../ui/grade-shapes.ts';
import { clusterMarks } from '../lanes/clusters.ts';
import { activeAlerts, exposureOf, pathOf, type Sample } from '../lanes/series.ts';
import type { Run } from '../runs.ts';
import { escaped } from './html.ts';

const WIDTH = 900;
const LEFT = 60;
const RIGHT = WIDTH - 8;
const CHART = { top: 8, bottom: 150 };
const ROW_PX = 30;
/** The tones of the drawing standard for light grounds. */
const TONES = { 1: '#c62a2f', 2: '#b84a06', 3: '#8a6100', 4: '#0b66cc' } as const;

/** The chart of people or alerts and the alerts of both runs, on one axis, as a drawing for paper. */
export function reportLanes(runs: readonly Run[], alertsName: string): string {
  const replay = runs[0]?.replay;
  if (!replay) return '';
  const x = timeScale(Date.parse(replay.from), Date.parse(replay.to), LEFT, RIGHT, 8);
  const step = runs.every(({ lanes }) => lanes?.exposure === undefined);
  const lines = runs.map(({ lanes }): readonly Sample[] =>
    lanes ? (step ? activeAlerts(lanes) : exposureOf(lanes)) : [],
  );
  const values = lines.flat().map(({ value }) => value);
  const y = valueScale(values.length > 0 ? values : [0], CHART.bottom, CHART.top);
  const height = CHART.bottom + 26 + ROW_PX * runs.length;
  const grid = [
    ...y.ticks.map(
      (tick) =>
        `<path d="M${LEFT} ${y.at(tick)}H${RIGHT}" stroke="#e3e8ec"/><text x="${LEFT - 6}" y="${y.at(tick) + 4}" text-anchor="end">${tickText(tick, y.ticks)}</text>`,
    ),
    ...x.ticks.map(
      (tick) =>
        `<path d="M${x.at(tick)} ${CHART.top}V${height}" stroke="#eef1f4"/><text x="${x.at(tick)}" y="${CHART.bottom + 17}" text-anchor="middle">${minuteTime(tick)}</text>`,
    ),
  ];
  const paths = lines.map(
    (samples, index) =>
      `<path d="${pathOf(samples, step, { x: x.at, y: y.at, left: LEFT, right: RIGHT })}" fill="none" stroke="#12181d" stroke-width="1.6"${index > 0 ? ' stroke-dasharray="5 4"' : ''}/>`,
  );
  const rows = runs.map((run, index) => alertRow(run, x.at, CHART.bottom + 26 + ROW_PX * (index + 0.5)));
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(alertsName)}">${[...grid, ...paths, ...rows].join('')}</svg>`;
}

function alertRow({ side, lanes }: Run, at: (time: number) => number, y: number): string {
  const alerts = (lanes?.alerts ?? [])
    .map(({ raisedAt, grade }) => ({ time: Date.parse(raisedAt), grade }))
    .sort((one, other) => one.time - other.time);
  const marks = clusterMarks(alerts, at, LEFT, RIGHT).map(({ x, lead, items }) => {
    const shape = `<g transform="translate(${(x - 8).toFixed(1)} ${y - 8}) scale(0.667)"><path d="${SHAPES[lead.grade]}" fill="${TONES[lead.grade]}"/><text x="12" y="16" text-anchor="middle" style="font-size:10px;font-weight:700;fill:#fff">${NUMERALS[lead.grade]}</text></g>`;
    return items.length > 1 ? `${shape}<text x="${x + 11}" y="${y + 4}">${items.length}</text>` : shape;
  });
  return `<text x="${LEFT - 22}" y="${y + 4}">${side.toUpperCase()}</text>${marks.join('')}`;
}
