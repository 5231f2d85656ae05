import type { IsolatedWalk } from '../../backend/replays/isolated-walk.ts';
import { MemoryTaskLog } from '../../backend/season/memory-task-log.ts';
import type { Task } from '../../backend/tasks/task.ts';
import { TaskDesk } from '../../backend/tasks/task-desk.ts';
import { Teams } from '../../backend/tasks/teams.ts';
import type { CityModel } from '../../geodata/city/city-model.ts';

/** A task desk beside the desks of a walk, with the crews of a city. Whoever makes it tells it of incidents that change. */
export function crewsOf(
  walk: Pick<IsolatedWalk, 'incidentDesk' | 'clock'>,
  city: Pick<CityModel, 'resources' | 'departments'>,
  onTask: (task: Task, previous: Task | undefined) => void = () => undefined,
) {
  const teams = new Teams(city);
  const taskLog = new MemoryTaskLog();
  const taskDesk = new TaskDesk({
    log: taskLog,
    incidents: walk.incidentDesk,
    clock: walk.clock,
    team: (id) => teams.get(id),
    districtAt: () => '东区',
    onChange: onTask,
    onRefused(cause) {
      throw cause;
    },
  });
  return { teams, taskLog, taskDesk };
}
