import { wallClock } from '../../geodata/model/time.ts';
import type { DoorParts } from '../door-parts.ts';
import { exportHistory } from '../replays/export-history.ts';
import { readSpan } from '../store/span-reader.ts';
import { VERSION } from '../version.ts';
import { BacktestDesk } from './backtest-desk.ts';
import { testerElsewhere } from './tester-elsewhere.ts';

/** The back-tests of a running system. */
export const openBacktests = (parts: DoorParts): BacktestDesk => {
  const { config, store, registry, timeZone, scenarios, liveRecordings, detectors } = parts;
  return new BacktestDesk({
    detectors,
    scenarioById: (id) => scenarios.find((scenario) => scenario.id === id),
    recordings: {
      pathOf: (id) => liveRecordings.pathOf(id),
      exportHistory: (from, to, path) =>
        exportHistory(
          { readSpan: (begin, end) => readSpan(store.pool, begin, end), registry, program: VERSION },
          from,
          to,
          path,
        ),
    },
    tester: testerElsewhere,
    dataDir: config.dataDir,
    timeZone,
    clock: wallClock,
  });
};
