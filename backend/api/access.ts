import type { IncomingHttpHeaders } from 'node:http';
import { UserError } from '../errors.ts';
import type { Role } from './contract.ts';

/** Who asks. `areas` are names of districts; an empty list is the whole city. */
export interface Principal {
  readonly username: string;
  readonly roles: readonly Role[];
  readonly areas: readonly string[];
}

/**
 * The least role that a route asks for; `anyone` needs no sign-in. `monitor` is for scrapers: no sign-in from the machine itself, else an officer.
 */
export type Access = 'anyone' | 'monitor' | Role;

/**
 * How a route keeps to the asker's areas. `filtered`: its handler shows only what lies in them; `placeless`: nothing in it has a place;
 * `unlimited`: only those who may see the whole city get in.
 */
export type AreaRule = 'filtered' | 'placeless' | 'unlimited';

const RANK: Readonly<Record<Role, number>> = { viewer: 1, officer: 2, admin: 3 };

export const hasRole = (principal: Principal, role: Role): boolean =>
  principal.roles.some((held) => RANK[held] >= RANK[role]);

/** The highest role somebody holds, for the audit log. */
export const leadingRole = (principal: Principal): Role =>
  principal.roles.reduce<Role>((best, role) => (RANK[role] > RANK[best] ? role : best), 'viewer');

/** Whoever is limited to areas does not see what lies in none: it might be anywhere. */
export const maySee = (areas: readonly string[], district: string | undefined): boolean =>
  areas.length === 0 || (district !== undefined && areas.includes(district));

/** @throws UserError 401 without a principal, 403 without the role or with too narrow an area. */
export function authorize(principal: Principal | undefined, access: Access, area: AreaRule): void {
  if (access === 'anyone') return;
  const role = access === 'monitor' ? 'officer' : access;
  if (!principal) {
    throw new UserError('unauthorized', 'nobody is signed in, or the session has ended', {
      status: 401,
      next: 'Sign in with POST /api/v1/session and send the token as "Authorization: Bearer <token>".',
    });
  }
  if (!hasRole(principal, role)) {
    throw new UserError('forbidden', `${principal.username} lacks the role ${role}`, {
      status: 403,
      next: `Ask an administrator for the role ${role}.`,
    });
  }
  if (area === 'unlimited' && principal.areas.length > 0) {
    throw new UserError('forbidden', `${principal.username} is limited to ${principal.areas.join(', ')}`, {
      status: 403,
      next: 'This is only for accounts without an area limit.',
    });
  }
}

/**
 * True when a browser says that another site made it send this request. Both headers are set by browsers and cannot be changed by a page
 * (Fetch standard §2.2.2 forbidden request-headers); a client that sends neither is no browser and carries no foreign cookie.
 */
export function isCrossSite(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = headers;
  return origin !== undefined && hostOf(origin) !== headers.host;
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOOPBACK_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/** From this machine and by its loopback name, so that neither a reverse proxy nor a rebound DNS name passes for it. */
export const isFromThisMachine = (address: string, headers: IncomingHttpHeaders): boolean =>
  LOOPBACK.test(address) && LOOPBACK_HOST.test(headers.host ?? '') && headers['x-forwarded-for'] === undefined;

export const SESSION_COOKIE = 'vantage_session';

/** The bearer token of a request or a socket's handshake. */
export function bearerToken(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}
