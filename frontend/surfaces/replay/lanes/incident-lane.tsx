import { memo, useMemo } from 'react';
import { useView } from '../../../app/url-state.ts';
import { useWording } from '../../../app/wording.ts';
import { clockTime } from '../../../clock/city-time.ts';
import { durationText } from '../../../clock/replay-clock.ts';
import type { LaneIncident } from '../../../feed/replays.ts';
import { pickIncident } from '../pick.ts';
import type { Run } from '../runs.ts';
import type { Geometry } from './geometry.ts';
import { LaneLabel } from './lane-label.tsx';
import styles from './lanes.module.css';
import { packRows } from './pack-rows.ts';

const BAR_PX = 13;
const GAP_PX = 2;
const STATES = ['new', 'filed', 'dispatched', 'handling', 'resolved', 'closed', 'void'] as const;

/** Incidents as bars of their phases, the gravest first where there is not room for all. */
export const IncidentLane = memo(function IncidentLane({
  geometry,
  runs,
}: {
  geometry: Geometry;
  runs: readonly Run[];
}) {
  const selected = useView((view) => (view.selection?.kind === 'incident' ? view.selection.id : undefined));
  const { incidents: band } = geometry;
  const each = band.height / runs.length;
  return (
    <g>
      <LaneLabel geometry={geometry} band={band} name="incidents" runs={runs.length} />
      {runs.map((run, index) => (
        <IncidentRows
          key={run.side}
          run={run}
          geometry={geometry}
          top={band.top + each * index}
          tall={each}
          selected={selected}
        />
      ))}
    </g>
  );
});

interface IncidentRowsProps {
  readonly run: Run;
  readonly geometry: Geometry;
  readonly top: number;
  readonly tall: number;
  readonly selected: string | undefined;
}

function IncidentRows({ run, geometry, top, tall, selected }: IncidentRowsProps) {
  const { t } = useWording();
  const { at, left, right, timeAt } = geometry;
  const rows = Math.max(1, Math.floor((tall - 6) / (BAR_PX + GAP_PX)));
  const end = run.replay ? analysedTo(run) : timeAt(right);
  const { placed, left: hidden } = useMemo(() => {
    const bars = (run.lanes?.incidents ?? []).flatMap((incident) => {
      const [first, last] = [incident.phases[0], incident.phases.at(-1)];
      if (!first || !last) return [];
      const from = at(Date.parse(first.from));
      const until = at(last.to === undefined ? end : Date.parse(last.to));
      return until < left || from > right
        ? []
        : [{ incident, left: Math.max(left, from), right: Math.min(right, Math.max(from + 3, until)) }];
    });
    // The selected one is never the one that finds no room.
    const rank = ({ incident }: (typeof bars)[number]) => (incident.id === selected ? 0 : incident.grade);
    return packRows(
      bars.toSorted((one, other) => rank(one) - rank(other) || one.left - other.left),
      rows,
    );
  }, [run.lanes, at, left, right, rows, end, selected]);
  if (run.lanes && run.lanes.incidents.length === 0 && run.replay?.analysed === 1)
    return (
      <text x={left} y={top + tall / 2} className={styles.none}>
        {t('replay.noIncidents')}
      </text>
    );
  const inset = (tall - Math.min(rows, countRows(placed)) * (BAR_PX + GAP_PX)) / 2;
  return (
    <g>
      <g clipPath="url(#replay-plot)">
        {placed.map(({ item, row }) => (
          <IncidentBar
            key={item.incident.id}
            incident={item.incident}
            side={run.side.toUpperCase()}
            geometry={geometry}
            end={end}
            y={top + inset + row * (BAR_PX + GAP_PX)}
            selected={item.incident.id === selected}
          />
        ))}
      </g>
      {hidden > 0 && (
        <text
          x={left - 12}
          y={top + tall / 2 + 15}
          className={styles.more}
          data-tip={t('replay.moreIncidents', { n: hidden })}
        >
          {`+${hidden}`}
        </text>
      )}
    </g>
  );
}

const countRows = (placed: readonly { readonly row: number }[]) =>
  placed.reduce((most, { row }) => Math.max(most, row + 1), 1);

const analysedTo = ({ replay }: Run): number => {
  if (!replay) return 0;
  const [from, to] = [Date.parse(replay.from), Date.parse(replay.to)];
  return from + (to - from) * replay.analysed;
};

interface IncidentBarProps {
  readonly incident: LaneIncident;
  readonly side: string;
  readonly geometry: Geometry;
  /** Until when the last phase is known to run on. */
  readonly end: number;
  readonly y: number;
  readonly selected: boolean;
}

function IncidentBar({ incident, side, geometry, end, y, selected }: IncidentBarProps) {
  const { t, say } = useWording();
  const { at, left, right } = geometry;
  const title = say(incident.title);
  const label = t('replay.incidentTip', { side, title, grade: t(`grade.g${incident.grade}`) });
  const open = () => pickIncident(incident.id);
  const start = Math.max(left, at(Date.parse(incident.phases[0]!.from)));
  const finish = Math.min(right, at(endOf(incident, end)));
  const titleEnds = start + widthOf(title) + 12;
  const named = titleEnds < finish;
  return (
    // biome-ignore lint/a11y/useSemanticElements: inside a drawing there are no buttons
    <g
      role="button"
      tabIndex={-1}
      className={styles.incident}
      data-selected={selected || undefined}
      aria-label={label}
      aria-pressed={selected}
      data-tip={label}
      onClick={open}
      onKeyDown={({ key }) => key === 'Enter' && open()}
    >
      {incident.phases.map(({ state, from, to }, index) => {
        const [begin, until] = [Date.parse(from), to === undefined ? end : Date.parse(to)];
        const x = Math.max(left, at(begin));
        const wide = Math.max(index === 0 ? 3 : 0, Math.min(right, at(until)) - x);
        const known = STATES.find((name) => name === state);
        const name = known ? t(`state.${known}`) : state;
        const lasted = `${name} ${durationText(until - begin).replace(/:\d\d$/, '')}`;
        const room = x + wide - Math.max(x, named ? titleEnds : x);
        const words = [lasted, name].find((text) => widthOf(text) + 14 < room);
        return (
          <g key={`${state}-${from}`} data-tip={`${label} · ${lasted} (${clockTime(begin)})`}>
            <rect
              x={x}
              y={y}
              width={Math.max(0, wide)}
              height={BAR_PX}
              className={styles.phase}
              data-state={state}
              data-grade={incident.grade}
            />
            {words && (
              <text x={Math.max(x, named ? titleEnds : x) + 6} y={y + BAR_PX / 2 + 0.5} className={styles.phaseName}>
                {words}
              </text>
            )}
          </g>
        );
      })}
      {named && (
        <text x={start + 6} y={y + BAR_PX / 2 + 0.5} className={styles.incidentName}>
          {title}
        </text>
      )}
      {selected && (
        <rect
          x={start - 1}
          y={y - 1}
          width={Math.max(4, finish - start) + 2}
          height={BAR_PX + 2}
          className={styles.ring}
        />
      )}
    </g>
  );
}

const endOf = ({ phases }: LaneIncident, end: number): number => {
  const last = phases.at(-1);
  return last?.to === undefined ? end : Date.parse(last.to);
};

const widthOf = (text: string) => [...text].reduce((sum, character) => sum + (character > '⺀' ? 11 : 6.2), 0);
