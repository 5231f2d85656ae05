import { z } from 'zod';
import { type EventTime, eventTime, toIso } from '../../../geodata/model/time.ts';
import { ALARM_STATES, alarmStateOf, isAnnunciated } from '../../alerts/alarm-state.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { ArrangementRequest } from '../../alerts/arrange.ts';
import { type Arrangement, type ArrangementScope, isInForce } from '../../alerts/arrangements.ts';
import { UserError } from '../../errors.ts';
import {
  type AlarmSituation,
  type ArrangementBody,
  type ArrangementChange,
  type ArrangementView,
  alarmKpis,
  alarmSituation,
  arrangement,
  arrangementBody,
  arrangementChange,
} from '../alarm-contract.ts';
import { listOf } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { given, idParameter, instant } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';
import { notFound } from '../problem.ts';
import { actorOf } from './actor.ts';

const DAY_MS = 24 * 3_600_000;
/** Ours: a year at once, with the shifts of which a person can still look at. */
const LONGEST_DAYS = 366;

const span = z.strictObject({
  from: instant.optional().describe('default: 24 hours before `to`'),
  to: instant.optional().describe('default: now'),
});

const KINDS = [
  { kind: 'rule', path: '/alarms/suppressions', name: 'suppression rule' },
  { kind: 'maintenance', path: '/alarms/maintenance', name: 'maintenance window' },
] as const;

/** Alarm management looks at the whole city: it is not for those who may see a part of it. */
export const alarmRoutes = ({ alarms, clock }: ServerPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/alarms/state',
    access: 'viewer',
    area: 'unlimited',
    summary: 'How alarms stand now: flood or not, open alerts by state and priority, what is suppressed and why',
    answer: alarmSituation,
    handle: () => situationOf(alarms, clock.now()),
  }),
  endpoint({
    method: 'GET',
    path: '/alarms/kpis',
    access: 'officer',
    area: 'unlimited',
    summary: 'Alarm performance of a period after ISA-18.2 and EEMUA 191, with the targets and their source',
    query: span,
    answer: alarmKpis,
    handle({ query }) {
      const to = query.to ?? clock.now();
      const from = query.from ?? eventTime(to - DAY_MS);
      if (from >= to) throw new UserError('invalid-input', 'from must be before to', { field: 'from' });
      if (to - from > LONGEST_DAYS * DAY_MS)
        throw new UserError('invalid-input', `at most ${LONGEST_DAYS} days at once`, { field: 'from' });
      return alarms.kpis(from, to);
    },
  }),
  ...KINDS.flatMap(({ kind, path, name }) => {
    const known = () => alarms.arrangements().filter((each) => each.kind === kind);
    const view = (each: Arrangement) => arrangementView(each, alarms.open(), clock.now());
    const require = (id: string) => {
      if (!known().some((each) => each.id === id)) throw notFound(name, id);
      return id;
    };
    return [
      endpoint({
        method: 'GET',
        path,
        access: 'officer',
        area: 'unlimited',
        summary: `Every ${name}, the newest first; those that are over too`,
        answer: listOf(arrangement),
        handle: () => ({ items: known().map(view).reverse(), nextCursor: null }),
      }),
      endpoint({
        method: 'POST',
        path,
        access: 'admin',
        area: 'unlimited',
        summary: `Add a ${name}, with its owner, its reason and its end`,
        body: arrangementBody,
        answer: arrangement,
        status: 201,
        handle: async ({ body, principal }) => view(await alarms.arrange(requestOf(kind, body), actorOf(principal))),
      }),
      endpoint({
        method: 'POST',
        path: `${path}/:id`,
        access: 'admin',
        area: 'unlimited',
        summary: `Change a ${name} that is not over`,
        params: idParameter,
        body: arrangementChange,
        answer: arrangement,
        handle: async ({ params, body, principal }) =>
          view(await alarms.rearrange(require(params.id), changeOf(body), actorOf(principal))),
      }),
      endpoint({
        method: 'DELETE',
        path: `${path}/:id`,
        access: 'admin',
        area: 'unlimited',
        summary: `End a ${name} now; it stays in the log`,
        params: idParameter,
        answer: arrangement,
        handle: async ({ params, principal }) => view(await alarms.withdraw(require(params.id), actorOf(principal))),
      }),
    ];
  }),
];

type Change = Partial<Omit<ArrangementRequest, 'kind'>>;

const timeOf = (text: string | undefined) => (text === undefined ? undefined : eventTime(Date.parse(text)));
const scopeOf = (scope: ArrangementBody['scope']) => given<ArrangementScope>(scope);

/** Times as the desk counts them; parts that were not given are absent. */
const requestOf = (kind: Arrangement['kind'], { from, to, scope, ...rest }: ArrangementBody): ArrangementRequest =>
  given<ArrangementRequest>({
    kind,
    ...rest,
    scope: scopeOf(scope),
    from: timeOf(from),
    to: eventTime(Date.parse(to)),
  });

const changeOf = ({ from, to, scope, ...rest }: ArrangementChange): Change =>
  given<Change>({ ...rest, scope: scope && scopeOf(scope), from: timeOf(from), to: timeOf(to) });

function arrangementView(
  { scope, from, to, createdAt, withdrawnAt, withdrawnBy, ...rest }: Arrangement,
  open: readonly Alert[],
  now: EventTime,
): ArrangementView {
  const whole = { scope, from, to, createdAt, ...rest, ...(withdrawnAt !== undefined && { withdrawnAt }) };
  const over = now < from ? 'planned' : 'over';
  return {
    ...rest,
    scope: { ...scope },
    state: withdrawnAt !== undefined ? 'withdrawn' : isInForce(whole, now) ? 'in_force' : over,
    from: toIso(from),
    to: toIso(to),
    createdAt: toIso(createdAt),
    ...(withdrawnAt !== undefined && { withdrawnAt: toIso(withdrawnAt) }),
    ...(withdrawnBy !== undefined && { withdrawnBy }),
    suppresses: open.filter(({ suppression }) => suppression?.arrangement === rest.id).length,
  };
}

function situationOf(alarms: ServerPorts['alarms'], now: EventTime): AlarmSituation {
  const open = alarms.open();
  const { since, ...flood } = alarms.floodAt(now);
  const shown = open.filter((alert) => isAnnunciated(alert) && alert.shelf === undefined);
  const counts = (names: readonly string[]) => {
    const sums: Record<string, number> = {};
    for (const name of names) sums[name] = (sums[name] ?? 0) + 1;
    return sums;
  };
  return {
    at: toIso(now),
    ...flood,
    ...(since !== undefined && { since: toIso(since) }),
    limits: { ...alarms.floodLimits },
    states: { ...Object.fromEntries(ALARM_STATES.map((state) => [state, 0])), ...counts(open.map(alarmStateOf)) },
    priorities: counts(shown.map(({ priority }) => priority)),
    suppressed: counts(open.flatMap(({ suppression }) => suppression?.cause ?? [])),
    cascades: alarms.cascades().map((cascade) => ({ ...cascade })),
  };
}
