import type { Credentials, SessionView } from '../../backend/api/contract.ts';
import { deleteJson, getJson, postJson, RestError } from './rest.ts';
import { useSession } from './session-store.ts';

/** Asks the server whether the cookie of this browser still holds. Rejects only when the server cannot say. */
export async function restoreSession(): Promise<void> {
  try {
    useSession.getState().enter(await getJson<SessionView>('/session'));
  } catch (error) {
    if (error instanceof RestError && error.status === 401) useSession.getState().leave();
    else throw error;
  }
}

export async function signIn(credentials: Credentials): Promise<void> {
  useSession.getState().enter(await postJson<SessionView>('/session', credentials));
}

/** Signed out on the screen even when the server cannot be reached: the cookie dies with its own expiry. */
export async function signOut(): Promise<void> {
  try {
    await deleteJson('/session');
  } finally {
    useSession.getState().leave();
  }
}
