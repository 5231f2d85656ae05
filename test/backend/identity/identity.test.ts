import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Identity } from '../../../backend/identity/identity.ts';
import { IdentityStore } from '../../../backend/store/identity-store.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { MINUTE, START } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';

const HOUR = 60 * MINUTE;
const admin = { name: 'admin', role: 'admin' } as const;
const HERE = '192.0.2.7';

describe.each(DATABASES)('Identity on $name', ({ open }) => {
  let database: TestDatabase;
  let adminPassword: string;
  const clock = new ManualClock(START);
  const build = () => new Identity(new IdentityStore(database.pool), clock);

  beforeAll(async () => {
    database = await open();
    adminPassword = (await build().start()).generatedPassword!;
  });
  afterAll(() => database.close());

  it('makes the first administrator once, and tells the password once', async () => {
    expect(adminPassword).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(await build().start()).toEqual({});
    expect(await build().start('another password')).toEqual({});
    const { principal } = await build().signIn({ username: 'admin', password: adminPassword }, HERE);
    expect(principal).toEqual({ username: 'admin', roles: ['admin'], areas: [] });
  });

  it('gives a token that works until it expires or is handed back, over a restart too', async () => {
    const { token, expiresAt } = await build().signIn({ username: 'admin', password: adminPassword }, HERE);
    expect(await build().authenticate(token)).toMatchObject({ principal: { username: 'admin' }, expiresAt });
    clock.set(expiresAt);
    expect(await build().authenticate(token)).toBeUndefined();
    clock.set(expiresAt - 1);
    await build().signOut(token);
    await build().signOut(token);
    expect(await build().authenticate(token)).toBeUndefined();
    expect(await build().authenticate('')).toBeUndefined();
  });

  it('keeps neither tokens nor passwords', async () => {
    const { token } = await build().signIn({ username: 'admin', password: adminPassword }, HERE);
    const { rows } = await database.pool.query(
      'select users.*, sessions.* from users left join sessions using (username)',
    );
    const { rows: acts } = await database.pool.query('select * from actions');
    const everything = JSON.stringify([rows, acts]);
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(adminPassword);
  });

  it('answers an unknown name and a wrong password alike, and puts neither attempt’s secret on record', async () => {
    const fault = async (username: string, password: string) => {
      const error = await build()
        .signIn({ username, password }, HERE)
        .catch((cause: unknown) => cause);
      return JSON.stringify({ ...(error as object), message: (error as Error).message });
    };
    expect(await fault('nobody', 'x')).toBe(await fault('admin', 'y'));
    expect(await fault('bad\u0000name', 'x')).toBe(await fault('admin', 'y'));
    const { rows } = await database.pool.query(
      "select distinct actor, role, object_id, note from actions where note like 'refused%' order by object_id",
    );
    expect(rows).toEqual([
      { actor: 'system', role: 'system', object_id: 'admin', note: `refused, from ${HERE}` },
      { actor: 'system', role: 'system', object_id: 'unknown', note: `refused, from ${HERE}` },
    ]);
  });

  it('slows down guessing, for that name from there only, and for a while', async () => {
    const identity = build();
    const guess = (password: string, address = HERE) => identity.signIn({ username: 'admin', password }, address);
    const results = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => guess(`guess ${index}`)));
    const statuses = results.map((result) => (result.status === 'rejected' ? result.reason.status : 200));
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    await expect(guess(adminPassword)).rejects.toMatchObject({ status: 429, code: 'too-many-attempts' });
    await expect(guess(adminPassword, '192.0.2.8')).resolves.toBeDefined();
    clock.advance(15 * MINUTE);
    await expect(guess(adminPassword)).resolves.toBeDefined();
  });

  it('adds users, refuses a second one of the name, and resets a password with all sessions', async () => {
    const identity = build();
    const { password } = await identity.addUser({ username: '李队', roles: ['officer'], areas: ['鹏屿区'] }, admin);
    await expect(identity.addUser({ username: '李队', roles: ['admin'], areas: [] }, admin)).rejects.toMatchObject({
      status: 409,
    });
    await expect(identity.addUser({ username: 'system', roles: [], areas: [] }, admin)).rejects.toMatchObject({
      status: 400,
    });
    const { token } = await identity.signIn({ username: '李队', password }, HERE);
    expect(await identity.authenticate(token)).toMatchObject({ principal: { roles: ['officer'], areas: ['鹏屿区'] } });
    const reset = await identity.resetUser('李队', admin);
    expect(await identity.authenticate(token)).toBeUndefined();
    await expect(identity.signIn({ username: '李队', password }, HERE)).rejects.toMatchObject({ status: 401 });
    await expect(identity.signIn({ username: '李队', password: reset.password }, HERE)).resolves.toBeDefined();
    await expect(identity.resetUser('nobody', admin)).rejects.toMatchObject({ status: 404 });
    expect((await identity.listUsers()).map(({ username }) => username)).toEqual(['admin', '李队']);
  });

  it('issues tokens for the command line here and for machines', async () => {
    const identity = build();
    const first = identity.issueLocalToken();
    const second = identity.issueLocalToken();
    expect(await identity.authenticate(first)).toBeUndefined();
    expect(await identity.authenticate(second)).toMatchObject({ principal: { username: 'local', roles: ['admin'] } });
    expect(await build().authenticate(second)).toBeUndefined();
    const machine = await identity.issueMachineToken('admin', '气象局接口', 30, admin);
    clock.advance(24 * HOUR);
    expect(await identity.authenticate(machine.token)).toMatchObject({ principal: { username: 'admin' } });
    await expect(identity.issueMachineToken('nobody', '', 1, admin)).rejects.toMatchObject({ status: 404 });
  });
});
