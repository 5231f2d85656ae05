import { toIso } from '../../../geodata/model/time.ts';
import { SESSION_COOKIE } from '../access.ts';
import { credentials, health, session } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { ServerPorts } from '../ports.ts';
import { userView } from '../views.ts';

export const sessionRoutes = ({ identity, health: healthOf, signedOut }: ServerPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/health',
    access: 'anyone',
    area: 'placeless',
    summary: 'How the system and its parts are',
    answer: health,
    handle: () => healthOf(),
  }),
  endpoint({
    method: 'POST',
    path: '/session',
    access: 'anyone',
    area: 'placeless',
    summary: 'Sign in; the token is also set as an http-only cookie',
    body: credentials,
    answer: session,
    async handle({ body, request, reply }) {
      const { token, principal, expiresAt } = await identity.signIn(body, request.ip);
      reply.setCookie(SESSION_COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        expires: new Date(expiresAt),
      });
      return { token, user: userView(principal), expiresAt: toIso(expiresAt) };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/session',
    access: 'viewer',
    area: 'placeless',
    summary: 'Who is signed in',
    // Without the token: a script in the page must not be able to read it out of the cookie.
    answer: session.omit({ token: true }),
    handle: ({ principal, request }) => ({
      user: userView(principal),
      expiresAt: toIso(request.session!.expiresAt),
    }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/session',
    access: 'viewer',
    area: 'placeless',
    summary: 'Sign out',
    async handle({ request, reply }) {
      const { token } = request.session!;
      await identity.signOut(token);
      signedOut(token);
      reply.clearCookie(SESSION_COOKIE, { path: '/' });
    },
  }),
];
