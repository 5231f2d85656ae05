import type { IncomingHttpHeaders } from 'node:http';
import { bearerToken, isCrossSite, type Principal, SESSION_COOKIE } from '../api/access.ts';
import type { LiveSocket } from './client.ts';
import { PROTOCOL_VERSION } from './protocol.ts';

/** A page of another site must not ride on the visitor's cookie (cross-site WebSocket hijacking); clients that are no browser send no origin. */
export const isWelcomeOrigin = (headers: IncomingHttpHeaders): boolean => !isCrossSite(headers);

/** By `auth: {token}` of the handshake, a bearer token, or the session's cookie. Rejects with a message fit for the client. */
export async function admitSocket(
  socket: LiveSocket,
  ports: { authenticate(token: string): Promise<Principal | undefined> },
): Promise<void> {
  const { token: given, version } = socket.handshake.auth as { token?: unknown; version?: unknown };
  if (version !== undefined && version !== PROTOCOL_VERSION) {
    throw new Error(`protocol version ${PROTOCOL_VERSION} is spoken here: reload the page`);
  }
  const { headers } = socket.handshake;
  const token = typeof given === 'string' ? given : (bearerToken(headers) ?? sessionCookie(headers.cookie));
  const principal = token === undefined ? undefined : await ports.authenticate(token);
  if (!principal || token === undefined) throw new Error('unauthorized: sign in first');
  socket.data = { principal, token };
}

const COOKIE = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;]+)`);
const sessionCookie = (header = ''): string | undefined => COOKIE.exec(header)?.[1];
