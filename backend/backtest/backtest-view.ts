import type { EventTime } from '../../geodata/model/time.ts';
import type { BacktestSide, BacktestView } from '../api/backtest-contract.ts';
import type { BacktestReport, Side, Told } from './backtest.ts';

/** Examples that go over the wire; the counts are of all. */
const MOST_EXAMPLES = 100;

const iso = (time: EventTime): string => new Date(time).toISOString();

/** A report as outsiders see it. */
export const backtestReportView = (report: BacktestReport): NonNullable<BacktestView['report']> => {
  const { messages, hours, present, proposed, kept, gained, lost } = report;
  return {
    messages,
    hours,
    present: sideView(present),
    proposed: sideView(proposed),
    kept,
    nGained: gained.length,
    nLost: lost.length,
    gained: gained.slice(0, MOST_EXAMPLES).map(toldView),
    lost: lost.slice(0, MOST_EXAMPLES).map(toldView),
  };
};

const sideView = ({ grades, hours, score, ...rest }: Side): BacktestSide => ({
  ...rest,
  grades: { ...grades },
  hours: hours.map(({ hour, alerts }) => ({ hour: iso(hour), alerts })),
  ...(score && { score }),
});

const toldView = ({ id, grade, things, raisedAt, clearedAt, message, position }: Told) => ({
  id,
  grade,
  things: [...things],
  raisedAt: iso(raisedAt),
  message: { ...message },
  ...(clearedAt !== undefined && { clearedAt: iso(clearedAt) }),
  ...(position && { position: [position[0], position[1]] as [number, number] }),
});
