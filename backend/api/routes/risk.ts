import { z } from 'zod';
import { eventTime, toIso } from '../../../geodata/model/time.ts';
import { maySee } from '../access.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { instant } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';
import { riskHour } from '../risk-contract.ts';

const HOUR_MS = 3_600_000;

const filter = z.strictObject({
  hour: instant.optional().describe('any moment of the hour; absent: the present one'),
});

export const riskRoutes = ({ risk, clock }: Pick<ServerPorts, 'risk' | 'clock'>): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/risk',
    access: 'viewer',
    area: 'filtered',
    summary: 'Risk index of the grid cells in one hour, with its causes',
    query: filter,
    answer: riskHour,
    async handle({ query: { hour: wanted }, principal }) {
      const now = clock.now();
      const hour = eventTime(Math.floor((wanted ?? now) / HOUR_MS) * HOUR_MS);
      const cells = await risk.hour(hour);
      return {
        hour: toIso(hour),
        partial: now < hour + HOUR_MS,
        items: cells.filter(({ district }) => maySee(principal.areas, district)),
      };
    },
  }),
];
