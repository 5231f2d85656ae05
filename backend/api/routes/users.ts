import { z } from 'zod';
import { listOf, ROLES, user } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { ServerPorts } from '../ports.ts';
import { userView } from '../views.ts';
import { actorOf } from './actor.ts';

const newUser = z.strictObject({
  username: z.string().regex(/^[\p{L}\p{N}._@-]{1,100}$/u, 'must be 1–100 letters, digits or any of . _ @ -'),
  roles: z.array(z.enum(ROLES)).min(1),
  areas: z.array(z.string().trim().min(1).max(100)).default([]),
});
const newPassword = z.object({ password: z.string() });

export const userRoutes = ({ identity }: ServerPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/users',
    access: 'admin',
    area: 'unlimited',
    summary: 'All users',
    answer: listOf(user),
    handle: async () => ({ items: (await identity.listUsers()).map(userView), nextCursor: null }),
  }),
  endpoint({
    method: 'POST',
    path: '/users',
    access: 'admin',
    area: 'unlimited',
    summary: 'Add a user; the generated password is in the answer and nowhere else',
    body: newUser,
    answer: newPassword,
    status: 201,
    handle: ({ body, principal }) => identity.addUser(body, actorOf(principal)),
  }),
  endpoint({
    method: 'POST',
    path: '/users/:username/reset',
    access: 'admin',
    area: 'unlimited',
    summary: "Set a new generated password and end the user's sessions",
    params: z.object({ username: z.string().min(1).max(100) }),
    answer: newPassword,
    handle: ({ params, principal }) => identity.resetUser(params.username, actorOf(principal)),
  }),
];
