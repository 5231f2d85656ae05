import { memo, useMemo } from 'react';
import { useWording } from '../../../app/wording.ts';
import { clockTime, minuteTime } from '../../../clock/city-time.ts';
import type { Grade } from '../../../ui/grade-shapes.ts';
import { goTo } from '../pick.ts';
import type { Run } from '../runs.ts';
import type { Geometry } from './geometry.ts';
import styles from './lanes.module.css';

interface Flag {
  readonly key: string;
  readonly time: number;
  readonly text: string;
  readonly tip: string;
  readonly kind: 'bookmark' | 'warning';
  readonly grade?: Grade | undefined;
}

/** About as wide as a character of the flags' text, pixels: CJK, and others. */
const widthOf = (text: string) => [...text].reduce((sum, character) => sum + (character > '⺀' ? 12 : 6.6), 0);
const FLAG_Y = 13;

/** Times, and on top of them as flags: bookmarks, and the warnings that came into force. */
export const Axis = memo(function Axis({ geometry, run }: { geometry: Geometry; run: Run }) {
  const { at, ticks, left, right, axis, messages } = geometry;
  const flags = useFlags(run);
  const bottom = messages.top + messages.height;
  const seconds = (ticks[1] ?? 0) - (ticks[0] ?? 0) < 60_000;
  let free = left;
  const shown = flags.flatMap((flag, index) => {
    const x = at(flag.time);
    if (x < left - 1 || x > right + 1) return [];
    const next = flags.slice(index + 1).find((other) => at(other.time) > x + 1);
    const wide = widthOf(flag.text) + 18;
    const room = Math.min(next ? at(next.time) : right, right + 12);
    const fits = x >= free && x + wide < room;
    const fitsLeft = !fits && x - wide > free;
    free = fits ? x + wide : x + 10;
    return [{ ...flag, x, label: fits ? 'right' : fitsLeft ? 'left' : undefined }];
  });
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick} className={styles.tick}>
          <path d={`M${at(tick)} ${axis.height}V${bottom}`} />
          <text x={at(tick)} y={axis.height - 13}>
            {seconds ? clockTime(tick) : minuteTime(tick)}
          </text>
        </g>
      ))}
      {shown.map(({ key, x, text, tip, kind, grade, time, label }) => (
        <g key={key} className={styles.flag} data-kind={kind} data-grade={grade}>
          <path className={styles.flagLine} d={`M${x} 20V${bottom}`} />
          {/* biome-ignore lint/a11y/useSemanticElements: inside a drawing there are no buttons */}
          <g
            role="button"
            tabIndex={-1}
            aria-label={tip}
            data-tip={tip}
            onClick={() => goTo(time)}
            onKeyDown={({ key: pressed }) => pressed === 'Enter' && goTo(time)}
          >
            <path
              className={styles.flagCloth}
              d={kind === 'bookmark' ? `M${x - 4} 6h8v13l-4 -4l-4 4z` : `M${x - 1} 6h10l-3 4l3 4h-8v6h-2z`}
            />
            {label && (
              <text x={label === 'right' ? x + 13 : x - 9} y={FLAG_Y} textAnchor={label === 'right' ? 'start' : 'end'}>
                {text}
              </text>
            )}
          </g>
        </g>
      ))}
    </g>
  );
});

function useFlags({ replay, lanes }: Run): readonly Flag[] {
  const { t } = useWording();
  return useMemo(() => {
    const bookmarks = (replay?.bookmarks ?? []).map(({ id, time, label }): Flag => {
      const at = Date.parse(time);
      return {
        key: id,
        time: at,
        text: label,
        tip: t('replay.bookmarkTip', { time: clockTime(at), label }),
        kind: 'bookmark',
      };
    });
    const warnings = (lanes?.warnings ?? []).map(({ id, event, from, to, grade, headline }): Flag => {
      const at = Date.parse(from);
      const end = to === undefined ? t('replay.openEnd') : minuteTime(Date.parse(to));
      return {
        key: id,
        time: at,
        text: event,
        tip: `${minuteTime(at)}–${end} ${headline}`,
        kind: 'warning',
        grade,
      };
    });
    return [...bookmarks, ...warnings].sort((one, other) => one.time - other.time);
  }, [replay?.bookmarks, lanes?.warnings, t]);
}
