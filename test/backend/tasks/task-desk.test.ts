import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../backend/identity/actor.ts';
import type { Task } from '../../../backend/tasks/task.ts';
import { TaskDesk } from '../../../backend/tasks/task-desk.ts';
import { clear, encounter, MINUTE, raise, START } from '../../builders/finding.ts';
import { FakeBackend } from '../../fakes/server-ports.ts';

const chen: Actor = { name: 'chen', role: 'officer' };
const crew: Actor = { name: '郑海涛', role: 'viewer' };
const HOUR = 60 * MINUTE;

function city() {
  const backend = new FakeBackend();
  backend.find(raise(0));
  const id = backend.incidents.open()[0]!.id;
  const { tasks, incidents, clock } = backend;
  const done = async (task: Task) => {
    await tasks.accept(task.id, crew, { assignee: crew.name });
    await tasks.arrive(task.id, crew);
    return await tasks.complete(task.id, crew, { note: '处置完毕' });
  };
  return { backend, tasks, incidents, clock, id, done };
}

describe('the task desk', () => {
  it('names a task after its incident, with its place, its department and a time by the grade', async () => {
    const { tasks, id } = city();
    const task = await tasks.create(id, { team: 'boat-1' }, chen);
    expect(task).toMatchObject({
      id: `${id.replace('INC', 'TSK')}-1`,
      incidentId: id,
      state: 'assigned',
      team: { id: 'boat-1', name: '救生艇一号', kind: 'boat' },
      department: '消防大队',
      createdBy: 'chen',
      dueAt: START + 12 * HOUR,
    });
    expect(task.title.zh).toMatch(/^处置：/);
    expect((await tasks.create(id, {}, chen)).id).toMatch(/-2$/);
  });

  it('takes the incident along: sent with the first task, there with the first arrival, resolved when all is verified and cleared', async () => {
    const { backend, tasks, incidents, clock, id, done } = city();
    const first = await tasks.create(id, { team: 'boat-1' }, chen);
    expect(incidents.get(id)).toMatchObject({ state: 'dispatched', department: '消防大队', team: '救生艇一号' });
    const second = await tasks.create(id, { team: 'team-1' }, chen);
    clock.advance(10 * MINUTE);
    await done(first);
    expect(incidents.get(id)).toMatchObject({ state: 'handling', arrivedAt: START + 10 * MINUTE });
    await tasks.verify(first.id, chen);
    await done(second);
    await tasks.verify(second.id, chen);
    expect(incidents.get(id)?.state).toBe('handling');
    clock.set(START + 15 * MINUTE);
    backend.find(clear(15));
    await expect.poll(() => incidents.get(id)?.state).toBe('resolved');
    const timeline = await incidents.timeline(id);
    expect(timeline.at(-1)).toMatchObject({ action: 'resolved', actor: 'chen' });
  });

  it('resolves at once when it cleared before', async () => {
    const { backend, tasks, incidents, id, done } = city();
    const task = await tasks.create(id, {}, chen);
    await done(task);
    backend.find(clear(5));
    expect(incidents.get(id)?.state).toBe('handling');
    await tasks.verify(task.id, chen);
    expect(incidents.get(id)?.state).toBe('resolved');
  });

  it('keeps the order, and does what is told twice once', async () => {
    const { tasks, backend, id, clock } = city();
    const task = await tasks.create(id, { id: 'phone-7', team: 'boat-1' }, chen);
    expect(task.id).toBe('phone-7');
    expect(await tasks.create(id, { id: 'phone-7', team: 'team-1' }, chen)).toEqual(task);
    await expect(tasks.complete(task.id, crew)).rejects.toMatchObject({ status: 409, code: 'wrong-state' });
    clock.advance(HOUR);
    // Told an hour later, in the order in which it was done.
    const at = (minutes: number) => (START + minutes * MINUTE) as never;
    for (const _ of [1, 2]) {
      await tasks.accept(task.id, crew, { id: 'a', at: at(3) });
      await tasks.arrive(task.id, crew, { id: 'b', at: at(20) });
      await tasks.report(task.id, '设置警戒', crew, { id: 'c', at: at(25) });
      await tasks.complete(task.id, crew, { id: 'd', at: at(40) });
    }
    const now = tasks.get(task.id)!;
    expect(now).toMatchObject({ acceptedAt: at(3), arrivedAt: at(20), completedAt: at(40), state: 'completed' });
    expect(now.reports).toHaveLength(1);
    const events = await tasks.eventsOf(task.id);
    expect(events.map(({ kind }) => kind)).toEqual(['created', 'accepted', 'arrived', 'reported', 'completed']);
    const acts = backend.taskLog.entries.flatMap(({ action }) => action?.action ?? []);
    expect(acts).toEqual(['create', 'accept', 'arrive', 'comment', 'complete']);
    // Nobody did anything before it was asked of them, nor tomorrow.
    const early = await tasks.verify(task.id, chen, { at: at(-99) });
    expect(early.verifiedAt).toBe(at(40));
  });

  it('goes back to its crew when the work is poor, and to the desk when a crew cannot come', async () => {
    const { tasks, id, done } = city();
    const task = await tasks.create(id, { team: 'boat-1' }, chen);
    await done(task);
    const back = await tasks.reject(task.id, '照片看不清', chen);
    expect(back).toMatchObject({ state: 'rejected', nRejected: 1, rejection: { returned: 'work', by: 'chen' } });
    expect(back.completedAt).toBeUndefined();
    expect(tasks.isBusy('boat-1')).toBe(true);
    await done(task);
    await tasks.verify(task.id, chen);
    expect(tasks.isBusy('boat-1')).toBe(false);

    const other = await tasks.create(id, { team: 'boat-1' }, chen);
    await tasks.reject(other.id, '正在执行其他任务', crew);
    expect(tasks.isBusy('boat-1')).toBe(false);
    await expect(tasks.accept(other.id, crew)).rejects.toMatchObject({ status: 409 });
    const again = await tasks.assign(other.id, { team: 'team-1' }, chen);
    expect(again).toMatchObject({ state: 'assigned', team: { id: 'team-1' } });
    await expect(tasks.assign(other.id, { team: 'nobody' }, chen)).rejects.toMatchObject({ status: 404 });
  });

  it('is late when its time passes undone, and not when it was done in time and told later', async () => {
    const { tasks, id, clock } = city();
    const task = await tasks.create(id, { dueAt: (START + HOUR) as never }, chen);
    await tasks.accept(task.id, crew);
    await tasks.arrive(task.id, crew);
    clock.advance(2 * HOUR);
    tasks.tick(clock.now());
    expect(tasks.get(task.id)?.overdue).toBe(true);
    const done = await tasks.complete(task.id, crew, { at: (START + HOUR - 1) as never });
    expect(done.overdue).toBe(false);
  });

  it('moves with a merged incident, and is taken back from crews that have not arrived when it is closed', async () => {
    const { backend, tasks, incidents, id } = city();
    backend.find(encounter(1));
    const other = incidents.open().find((incident) => incident.id !== id)!.id;
    const task = await tasks.create(other, { team: 'boat-1' }, chen);
    await incidents.merge(id, other, chen);
    expect(tasks.get(task.id)?.incidentId).toBe(id);
    await incidents.acknowledge(id, chen);
    await incidents.close(id, '误报', chen);
    await tasks.settled();
    expect(await tasks.find(task.id)).toMatchObject({ state: 'rejected', rejection: { returned: 'withdrawn' } });
    expect(tasks.open()).toEqual([]);
    await expect(tasks.create(id, {}, chen)).rejects.toMatchObject({ status: 409 });
    await expect(tasks.create('INC-1', {}, chen)).rejects.toMatchObject({ status: 404 });
  });

  it('goes on where its log ends', async () => {
    const { backend, tasks, id, done } = city();
    const task = await tasks.create(id, { team: 'boat-1' }, chen);
    const before = await done(task);
    const { incidents, clock, teams, taskLog } = backend;
    const desk = new TaskDesk({
      ...{ log: taskLog, incidents, clock, team: (team: string) => teams.get(team), districtAt: () => undefined },
      onChange: () => undefined,
      onRefused: () => undefined,
    });
    await desk.load();
    expect(desk.get(task.id)).toEqual(before);
    expect((await desk.create(id, {}, chen)).id).toMatch(/-2$/);
    expect((await desk.verify(task.id, chen)).state).toBe('verified');
  });

  it('offers who is free, whose duty it is and who is near, in this order', () => {
    const { backend, incidents, id } = city();
    const incident = incidents.get(id)!;
    const choices = (busy: string) =>
      backend.teams.choicesFor(incident, (team) => team === busy).map((team) => team.id);
    expect(choices('')).toEqual(['boat-1', 'team-1']);
    expect(choices('boat-1')).toEqual(['team-1', 'boat-1']);
    const fire = { ...incident, family: 'underground' as const, kind: 'settlement' };
    expect(backend.teams.choicesFor(fire, () => false).map(({ id: team }) => team)).toEqual(['team-1']);
  });
});
