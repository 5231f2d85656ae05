import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { hasRole, type Principal } from '../access.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { ServerPorts } from '../ports.ts';
import { actorOf } from './actor.ts';

const statement = z.strictObject({
  sql: z.string().trim().min(1).max(20_000),
  as: z.string().min(1).max(100).optional().describe('with the rights of this user; administrators only'),
});
const table = z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) });

export function reportRoutes({ report, identity, audit, clock }: ServerPorts): readonly Endpoint[] {
  async function askerOf(as: string | undefined, principal: Principal): Promise<Principal> {
    if (as === undefined || as === principal.username) return principal;
    if (!hasRole(principal, 'admin')) {
      throw new UserError('forbidden', `${principal.username} may not ask as ${as}`, {
        status: 403,
        field: 'as',
        next: 'Leave "as" out.',
      });
    }
    const asker = await identity.findUser(as);
    if (asker) return asker;
    throw new UserError('unknown-user', `there is no user ${as}`, { status: 404, field: 'as' });
  }

  return [
    endpoint({
      method: 'POST',
      path: '/sql',
      access: 'viewer',
      area: 'filtered',
      summary: 'Run one read-only statement on the schema report, under the rights of the asker',
      body: statement,
      answer: table,
      async handle({ body: { sql, as }, principal }) {
        const asker = await askerOf(as, principal);
        await audit.record({
          time: clock.now(),
          actor: actorOf(principal),
          action: 'ask',
          objectKind: 'report',
          objectId: asker.username,
          note: sql,
        });
        return report.query(sql, asker);
      },
    }),
  ];
}
