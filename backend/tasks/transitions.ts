import { UserError } from '../errors.ts';
import type { Task, TaskState } from './task.ts';

export type TaskStep = 'accept' | 'arrive' | 'report' | 'complete' | 'verify' | 'reject' | 'assign';

interface Rule {
  readonly from: readonly TaskState[];
  /** Where it leads: taking the step again from there changes nothing. */
  readonly to?: TaskState;
  readonly said: string;
  /** What to do first where it may not be taken. */
  readonly next: string;
}

/** 派遣 → 接单 → 到场 → 完成 → 核查. A crew that cannot do it gives it back before it is complete; the desk gives back work that is not good enough. */
const RULES: Readonly<Record<TaskStep, Rule>> = {
  accept: {
    from: ['assigned', 'rejected'],
    to: 'accepted',
    said: 'be accepted',
    next: 'It goes on from where it is: GET /api/v1/tasks/{id} says so.',
  },
  arrive: { from: ['accepted'], to: 'arrived', said: 'be arrived at', next: 'Accept it first.' },
  report: {
    from: ['assigned', 'accepted', 'arrived', 'completed', 'rejected'],
    said: 'be reported on',
    next: 'It is verified: comment on its incident.',
  },
  complete: { from: ['arrived'], to: 'completed', said: 'be completed', next: 'Accept it and arrive first.' },
  verify: { from: ['completed'], to: 'verified', said: 'be verified', next: 'Its crew completes it first.' },
  reject: {
    from: ['assigned', 'accepted', 'arrived', 'completed'],
    to: 'rejected',
    said: 'be rejected',
    next: 'Assign it anew, or create another one.',
  },
  assign: {
    from: ['assigned', 'rejected'],
    said: 'be assigned',
    next: 'A crew is at it: they reject it first.',
  },
};

/** True when the task is where this step leads already. */
export const isTaken = (step: TaskStep, { state }: Task): boolean => RULES[step].to === state;

/** @throws UserError 409 that names the state and the next step. */
export function mayTake(step: TaskStep, { id, state, rejection }: Task): void {
  const { from, said, next } = RULES[step];
  // Only work that was sent back is taken up again by its own crew; what was declined or withdrawn waits for the desk.
  const isOut = step === 'accept' && state === 'rejected' && rejection?.returned !== 'work';
  if (from.includes(state) && !isOut) return;
  throw new UserError('wrong-state', `${id} is ${state}: it cannot ${said} now`, {
    status: 409,
    next: isOut ? 'The desk assigns it anew first.' : next,
  });
}
