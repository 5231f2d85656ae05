import { UserError } from '../errors.ts';
import type { Incident, IncidentState } from './incident.ts';

export type Step = 'file' | 'dispatch' | 'arrive' | 'resolve' | 'reopen';

/** From which states each step may be taken, and what to do first where it may not: 立案 → 派遣 → 到场 → 解决. Closing and voiding are possible from any open state. */
const STEPS: Readonly<Record<Step, { readonly from: readonly IncidentState[]; readonly next: string }>> = {
  file: { from: ['new'], next: 'It is filed already: dispatch somebody.' },
  dispatch: {
    from: ['new', 'filed', 'dispatched', 'handling'],
    next: 'Reopen it first: it is resolved.',
  },
  arrive: { from: ['dispatched'], next: 'Dispatch somebody first; who has arrived resolves it.' },
  resolve: { from: ['filed', 'dispatched', 'handling'], next: 'File it first; what is resolved is closed next.' },
  reopen: { from: ['resolved'], next: 'Only what is resolved can be taken up again.' },
};

/** @throws UserError 409 that names the state and the next step. */
export function mayTake(step: Step, { id, state }: Incident): void {
  const { from, next } = STEPS[step];
  if (from.includes(state)) return;
  throw new UserError('wrong-state', `${id} is ${state}: it cannot ${WORDS[step]} now`, { status: 409, next });
}

const WORDS: Readonly<Record<Step, string>> = {
  file: 'be filed',
  dispatch: 'be dispatched',
  arrive: 'be arrived at',
  resolve: 'be resolved',
  reopen: 'be taken up again',
};
