import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTaskEvent, foldTask } from '../../../backend/tasks/fold-task.ts';
import { isOver, isUnderWay, type Task, type TaskEvent, type TaskEventBody } from '../../../backend/tasks/task.ts';
import { mayTake, type TaskStep } from '../../../backend/tasks/transitions.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import '../../builders/property-seed.ts';

const START = Date.parse('2026-09-18T14:00:00+08:00');
const DUE = START + 60 * 60_000;
const ID = 'TSK-260918-001-1' as never;

const created: TaskEvent = {
  kind: 'created',
  id: `${ID}/1`,
  taskId: ID,
  time: eventTime(START),
  actor: 'chen',
  incidentId: 'INC-260918-001' as never,
  title: { zh: '处置', en: 'Handle' },
  grade: 2,
  team: { id: 'boat-1', name: '救生艇一号', kind: 'boat' },
  dueAt: eventTime(DUE),
};

/** What each step says in the log; `reject` is by the crew, or of its work when that is complete. */
const bodyOf = (step: TaskStep, { state }: Task): TaskEventBody => {
  switch (step) {
    case 'accept':
      return { kind: 'accepted', assignee: '郑海涛' };
    case 'arrive':
      return { kind: 'arrived' };
    case 'report':
      return { kind: 'reported', text: '已到' };
    case 'complete':
      return { kind: 'completed', note: '处置完毕' };
    case 'verify':
      return { kind: 'verified' };
    case 'reject':
      return { kind: 'rejected', reason: '不行', returned: state === 'completed' ? 'work' : 'declined' };
    case 'assign':
      return { kind: 'reassigned', dueAt: eventTime(DUE + 60_000) };
  }
};
const STEPS: readonly TaskStep[] = ['accept', 'arrive', 'report', 'complete', 'verify', 'reject', 'assign'];

/** Whatever is tried in any order: what is allowed happens, a minute after the last thing. */
function lived(tries: readonly TaskStep[]): { task: Task; events: TaskEvent[] } {
  const events: TaskEvent[] = [created];
  let task = applyTaskEvent(undefined, created);
  for (const step of tries) {
    try {
      mayTake(step, task);
    } catch {
      continue;
    }
    const time = eventTime(START + events.length * 11 * 60_000) as EventTime;
    const event: TaskEvent = { id: `${ID}/${events.length + 1}`, taskId: ID, time, actor: 'x', ...bodyOf(step, task) };
    events.push(event);
    task = applyTaskEvent(task, event);
  }
  return { task, events };
}

const tries = fc.array(fc.constantFrom(...STEPS), { maxLength: 40 });

describe('a task, whatever is tried with it', () => {
  it('goes through its times in order, and has those that its state says', () => {
    fc.assert(
      fc.property(tries, (steps) => {
        const { task } = lived(steps);
        const times = [task.createdAt, task.acceptedAt, task.arrivedAt, task.completedAt, task.verifiedAt];
        const told = times.filter((time) => time !== undefined);
        expect(told).toEqual([...told].sort((a, b) => a - b));
        if (task.state === 'assigned') expect(told).toHaveLength(1);
        if (task.state === 'completed' || task.state === 'verified') expect(task.completedAt).toBeDefined();
        else expect(task.completedAt).toBeUndefined();
        expect(task.verifiedAt !== undefined).toBe(task.state === 'verified');
        expect(task.rejection !== undefined).toBe(task.state === 'rejected');
        expect(isOver(task) && isUnderWay(task)).toBe(false);
        if (task.completedAt !== undefined) expect(task.overdue).toBe(task.completedAt > task.dueAt);
      }),
    );
  });

  it('is the same from any prefix of its log, and events told again change nothing', () => {
    fc.assert(
      fc.property(tries, fc.array(fc.nat(50), { maxLength: 10 }), (steps, again) => {
        const { task, events } = lived(steps);
        expect(foldTask(events)).toEqual(task);
        const repeated = [...events, ...again.map((index) => events[index % events.length]!)];
        expect(foldTask(repeated)).toEqual(task);
        expect(JSON.parse(JSON.stringify(task))).toEqual(task);
      }),
    );
  });

  it('is over once verified: nothing can be done about it any more', () => {
    const { task } = lived(['accept', 'arrive', 'complete', 'verify']);
    expect(isOver(task)).toBe(true);
    for (const step of STEPS) expect(() => mayTake(step, task)).toThrow(/is verified/);
  });

  it('is no task before it was created', () => {
    expect(() => foldTask([])).toThrow(TypeError);
    expect(() => foldTask([{ ...created, kind: 'arrived' } as never])).toThrow(/before created/);
  });
});
