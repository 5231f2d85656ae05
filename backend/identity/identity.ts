import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, type EventTime, eventTime } from '../../geodata/model/time.ts';
import { leadingRole, type Principal } from '../api/access.ts';
import type { Credentials } from '../api/contract.ts';
import { UserError } from '../errors.ts';
import { type Actor, SYSTEM } from './actor.ts';
import type { Action, ActionName } from './audit.ts';
import { generatePassword, hashPassword, verifyPassword } from './password.ts';
import { SignInLimiter } from './sign-in-limiter.ts';
import type { UserStore } from './user-store.ts';

/** Ours: outlasts an eight-hour shift with its handover. */
const SESSION_MS = 12 * 3_600_000;
const TOKEN_BYTES = 32;
const FIRST_ADMINISTRATOR = 'admin';
/** Names that appear in the audit log for something else than a user. */
const RESERVED = new Set([SYSTEM.name, 'local', 'unknown']);
const LOCAL: Principal = { username: 'local', roles: ['admin'], areas: [] };
const FOREVER = eventTime(8.64e15);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const FORBIDDEN_IN_NAME = /[\u0000-\u0020\u007f/\\]/;

export interface Session {
  readonly principal: Principal;
  readonly expiresAt: EventTime;
}

/** Who may come in: users, their passwords, and the tokens that stand for them afterwards. */
export class Identity {
  readonly #store: UserStore;
  readonly #clock: Clock;
  readonly #limiter = new SignInLimiter();
  /** Checked when there is no such user, so that the answer takes as long. */
  #decoy: Promise<string> | undefined;
  #localToken: Buffer | undefined;

  /** `clock`: sessions and rate limits are about people's time, so it is the wall clock unless a test owns it. */
  constructor(store: UserStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * On an empty store makes the first administrator, `admin`, with the given password or a generated one. The generated one is returned, this once: only
   * its hash is kept.
   */
  async start(adminPassword?: string): Promise<{ readonly generatedPassword?: string }> {
    if ((await this.#store.listUsers()).length > 0) return {};
    const password = adminPassword ?? generatePassword();
    const user = { username: FIRST_ADMINISTRATOR, roles: ['admin'], areas: [] } as const;
    const action = this.#action('create', SYSTEM, FIRST_ADMINISTRATOR);
    const added = await this.#store.addUser({ ...user, passwordHash: await hashPassword(password) }, action);
    return added && adminPassword === undefined ? { generatedPassword: password } : {};
  }

  /** @throws UserError 401 for a wrong name or password alike, 429 after too many. */
  async signIn({ username, password }: Credentials, address: string): Promise<Session & { readonly token: string }> {
    this.#limiter.begin(username, address, this.#clock.now());
    const user = await this.#store.findUser(username);
    const hash = user?.passwordHash ?? (await this.#decoyHash());
    const matches = await verifyPassword(password, hash);
    if (!user || !matches) {
      // An unknown name may be a password in the wrong field: it is not written down.
      await this.#store.record(
        this.#action('sign_in', SYSTEM, user?.username ?? 'unknown', `refused, from ${address}`),
      );
      throw new UserError('bad-credentials', 'wrong name or password', {
        status: 401,
        next: 'Check both and try again.',
      });
    }
    this.#limiter.succeed(username, address);
    const { passwordHash: _, ...principal } = user;
    const action = this.#action('sign_in', actorOf(principal), username, `from ${address}`);
    const expiresAt = eventTime(action.time + SESSION_MS);
    const token = newToken();
    await this.#store.addSession({ tokenHash: hashToken(token), username, expiresAt }, action);
    return { token, principal, expiresAt };
  }

  /** Ends the session that the token stands for. Twice changes nothing. */
  signOut(token: string): Promise<void> {
    return this.#store.removeSession(hashToken(token));
  }

  /** `undefined` for a token that is unknown, revoked or expired. */
  async authenticate(token: string): Promise<Session | undefined> {
    const hash = hashToken(token);
    if (this.#localToken && timingSafeEqual(Buffer.from(hash), this.#localToken))
      return { principal: LOCAL, expiresAt: FOREVER };
    const session = await this.#store.findSession(hash);
    return session && session.expiresAt > this.#clock.now() ? session : undefined;
  }

  /** For the command line on this machine: full rights until this process ends or the next one is issued. Keep it in a file that only the owner reads. */
  issueLocalToken(): string {
    const token = newToken();
    this.#localToken = Buffer.from(hashToken(token));
    return token;
  }

  /** A token for a program that acts as `username`. Told once. @throws UserError 404. */
  async issueMachineToken(
    username: string,
    label: string,
    days: number,
    actor: Actor,
  ): Promise<Session & { token: string }> {
    const principal = await this.findUser(username);
    if (!principal) throw unknownUser(username);
    const action = this.#action('create', actor, username, `token: ${label}`);
    const expiresAt = eventTime(action.time + days * 24 * 3_600_000);
    const token = newToken();
    await this.#store.addSession({ tokenHash: hashToken(token), username, expiresAt, label }, action);
    return { token, principal, expiresAt };
  }

  listUsers(): Promise<readonly Principal[]> {
    return this.#store.listUsers();
  }

  async findUser(username: string): Promise<Principal | undefined> {
    const user = await this.#store.findUser(username);
    if (!user) return undefined;
    const { passwordHash: _, ...principal } = user;
    return principal;
  }

  /** The password is generated and told once. @throws UserError 400 for a bad name, 409 when there is such a user. */
  async addUser(user: Principal, actor: Actor): Promise<{ readonly password: string }> {
    const { username } = user;
    if (username.length === 0 || username.length > 100 || FORBIDDEN_IN_NAME.test(username) || RESERVED.has(username))
      throw new UserError('bad-username', `${JSON.stringify(username.slice(0, 40))} cannot be a user name`, {
        field: 'username',
        next: 'Use 1 to 100 characters without spaces, slashes or control characters; system, local and unknown are taken.',
      });
    const password = generatePassword();
    const action = this.#action('create', actor, username, `roles: ${user.roles.join(', ')}`);
    const { roles, areas } = user;
    if (!(await this.#store.addUser({ username, roles, areas, passwordHash: await hashPassword(password) }, action)))
      throw new UserError('user-exists', `there is a user ${username} already`, { status: 409, field: 'username' });
    return { password };
  }

  /** Sets a new generated password, told once, and ends the user's sessions. @throws UserError 404. */
  async resetUser(username: string, actor: Actor): Promise<{ readonly password: string }> {
    const password = generatePassword();
    const action = this.#action('reset', actor, username);
    if (!(await this.#store.setPassword(username, await hashPassword(password), action))) throw unknownUser(username);
    return { password };
  }

  #decoyHash(): Promise<string> {
    this.#decoy ??= hashPassword(generatePassword());
    return this.#decoy;
  }

  #action(action: ActionName, actor: Actor, objectId: string, note?: string): Action {
    const time = this.#clock.now();
    return { time, actor, action, objectKind: 'user', objectId, ...(note !== undefined && { note }) };
  }
}

const actorOf = (principal: Principal): Actor => ({ name: principal.username, role: leadingRole(principal) });

const newToken = () => randomBytes(TOKEN_BYTES).toString('base64url');

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

const unknownUser = (username: string) =>
  new UserError('unknown-user', `there is no user ${username}`, { status: 404, field: 'username' });
