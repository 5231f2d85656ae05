import { create } from 'zustand';
import type { Role, SessionView, UserView } from '../../backend/api/contract.ts';

/** `asking`: the server has not said yet; `expired`: it was good, and the page behind the sign-in form is kept. */
type SessionPhase = 'asking' | 'in' | 'out' | 'expired';

export interface SessionState {
  readonly phase: SessionPhase;
  readonly user: UserView | undefined;
  readonly enter: (session: Pick<SessionView, 'user'>) => void;
  readonly leave: () => void;
  readonly expire: () => void;
}

export const useSession = create<SessionState>((set, get) => ({
  phase: 'asking',
  user: undefined,
  enter: ({ user }) => set({ phase: 'in', user }),
  leave: () => set({ phase: 'out', user: undefined }),
  expire: () => {
    if (get().phase === 'in') set({ phase: 'expired' });
  },
}));

/** Viewers look; officers and administrators act. */
export const mayAct = (user: UserView | undefined): boolean =>
  user?.roles.some((role: Role) => role === 'officer' || role === 'admin') ?? false;
