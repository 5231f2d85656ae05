import { type Logger, pino } from 'pino';

export type { Logger };

/** Structured logs on stderr, so that stdout stays free for what a command prints. */
export const createLogger = (level: string): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ fd: 2, sync: true }),
  );
