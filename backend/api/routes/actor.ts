import type { Actor } from '../../identity/actor.ts';
import { leadingRole, type Principal } from '../access.ts';

/** How a signed-in person stands in logs. */
export const actorOf = (principal: Principal): Actor => ({ name: principal.username, role: leadingRole(principal) });
