import { z } from 'zod';
import { backtest, backtestBody, detectorView } from '../backtest-contract.ts';
import { listOf } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { ServerPorts } from '../ports.ts';

const backtestParameter = z.object({ backtest: z.string().min(1).max(128) });

/** When would a rule have fired: back-tests run beside the live walk. They look at the whole city, so they are not for those who may see a part of it. */
export const backtestRoutes = ({ backtests }: ServerPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/detectors',
    access: 'viewer',
    area: 'placeless',
    summary: 'Detectors with their parameters: what is in force, what is allowed, where a limit comes from',
    answer: listOf(detectorView),
    handle: () => ({ items: [...backtests.detectors()], nextCursor: null }),
  }),
  endpoint({
    method: 'GET',
    path: '/backtests',
    access: 'officer',
    area: 'unlimited',
    summary: 'Back-tests since the system started, the newest first, without their reports',
    answer: listOf(backtest),
    handle: () => ({ items: [...backtests.list()], nextCursor: null }),
  }),
  endpoint({
    method: 'POST',
    path: '/backtests',
    access: 'officer',
    area: 'unlimited',
    summary: 'Play a day, a recording or stored history through one detector, as configured and with other parameters',
    body: backtestBody,
    answer: backtest,
    status: 201,
    handle: ({ body, principal }) => backtests.start(body, principal.username),
  }),
  endpoint({
    method: 'GET',
    path: '/backtests/:backtest',
    access: 'officer',
    area: 'unlimited',
    summary: 'How a back-test stands, and its report once it is done',
    params: backtestParameter,
    answer: backtest,
    handle: ({ params }) => backtests.get(params.backtest),
  }),
  endpoint({
    method: 'DELETE',
    path: '/backtests/:backtest',
    access: 'officer',
    area: 'unlimited',
    summary: 'End a back-test and forget it',
    params: backtestParameter,
    handle: ({ params }) => backtests.cancel(params.backtest),
  }),
];
