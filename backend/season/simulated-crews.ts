import { distanceM } from '../../geodata/model/geometry.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Actor } from '../identity/actor.ts';
import type { Task } from '../tasks/task.ts';
import type { TaskDesk } from '../tasks/task-desk.ts';
import type { Teams } from '../tasks/teams.ts';
import { leaderOf, phrase } from './crew-phrases.ts';
import { Draws } from './draws.ts';
import { DueActs } from './due-acts.ts';

export interface CrewParts {
  readonly taskDesk: TaskDesk;
  readonly teams: Teams;
  readonly seed: number;
}

const MINUTE_MS = 60_000;
/** Minutes until a crew answers, median and spread of the logarithm; share that cannot come. Ours. */
const ACCEPT_MIN = 1.5;
const ACCEPT_SPREAD = 0.8;
const DECLINE_SHARE = 0.04;
/** Minutes until they are on their way. Ours: retained crews turn out in one to four. */
const TURNOUT_MIN = [1, 4] as const;
/** Mean speed over the way, m/s. Ours: 24 km/h through a city with lights, 20 kn at sea, pumps are towed. */
const SPEED_MPS: Readonly<Record<string, number>> = { boat: 10.3, pump: 5.5 };
const ROAD_SPEED_MPS = 6.7;
/** Roads are so much longer than the straight line. Ours: the usual detour factor of city networks lies at 1.2–1.4. */
const DETOUR = 1.3;
/** Minutes on the way where nobody knows how far it is. Ours. */
const UNKNOWN_WAY_MIN = [8, 20] as const;
/** Minutes of work at the place, median by grade and spread of the logarithm. Ours. */
const WORK_MIN = { 1: 70, 2: 45, 3: 28, 4: 18 } as const;
const WORK_SPREAD = 0.6;
/** Share of works that drag on, and how many times the usual. Ours. */
const LATE_SHARE = 0.07;
const LATE_TIMES = [4, 12] as const;
/** Share of works that are done badly the first time; see {@link SimulatedVerifiers}. Ours. */
const BAD_SHARE = 0.09;
/** A crew that must do it again is still near: minutes to be back at it, and at work. Ours. */
const AGAIN_MIN = [2, 6] as const;
const REWORK_MIN = [8, 25] as const;
const REPORT_SHARE = 0.5;

/**
 * Crews of the simulation: they take what they are sent to, go there at the speed of their kind, work, and tell. Each acts by what the task says and nothing else, through the desk like anybody; when
 * depends on the seed, the task and the team alone. What has been given to a person by name is that person's and left alone.
 */
export class SimulatedCrews {
  readonly #parts: CrewParts;
  readonly #draws: Draws;
  readonly #acts = new DueActs();

  constructor(parts: CrewParts) {
    this.#parts = parts;
    this.#draws = new Draws(parts.seed);
  }

  /** Call it for every task that changed. */
  notice(task: Task): void {
    const { team, assignee } = task;
    if (!team) return;
    const leader = leaderOf(team.id, this.#draws);
    if (assignee !== undefined && assignee !== leader) return;
    const crew: Actor = { name: leader, role: 'viewer' };
    if (task.state === 'assigned') this.#answer(task, crew);
    else if (task.state === 'accepted') this.#go(task, crew);
    else if (task.state === 'arrived') this.#work(task, crew);
    else if (task.state === 'rejected' && task.rejection?.returned === 'work') this.#takeUpAgain(task, crew);
  }

  get nextAt(): EventTime | undefined {
    return this.#acts.nextAt;
  }

  /** Does what is due; the desk's clock must have come to `now`. */
  actUntil(now: EventTime): void {
    this.#acts.actUntil(now);
  }

  settled(): Promise<void> {
    return this.#acts.settled();
  }

  #answer(task: Task, crew: Actor): void {
    const { taskDesk } = this.#parts;
    const minutes = this.#draws.about(nameOf(task, 'accept'), ACCEPT_MIN, ACCEPT_SPREAD);
    if (this.#draws.uniform(nameOf(task, 'decline')) < DECLINE_SHARE) {
      const reason = phrase('declined', task, this.#draws);
      this.#plan(task, 'decline', minutes, () => taskDesk.reject(task.id, reason, crew));
    } else this.#plan(task, 'accept', minutes, () => taskDesk.accept(task.id, crew, { assignee: crew.name }));
  }

  #go(task: Task, crew: Actor): void {
    const isBack = task.arrivedAt !== undefined;
    const minutes = isBack
      ? this.#draws.between(nameOf(task, 'back'), AGAIN_MIN)
      : this.#draws.between(nameOf(task, 'turnout'), TURNOUT_MIN) + this.#wayMin(task);
    this.#plan(task, 'arrive', minutes, () => this.#parts.taskDesk.arrive(task.id, crew));
  }

  #wayMin(task: Task): number {
    const from = task.team && this.#parts.teams.get(task.team.id)?.position;
    if (!from || !task.position) return this.#draws.between(nameOf(task, 'way'), UNKNOWN_WAY_MIN);
    const speed = SPEED_MPS[task.team?.kind ?? ''] ?? ROAD_SPEED_MPS;
    return (distanceM(from, task.position) * DETOUR) / speed / 60;
  }

  #work(task: Task, crew: Actor): void {
    const { taskDesk } = this.#parts;
    const isBad = task.nRejected === 0 && this.#draws.uniform(nameOf(task, 'badly')) < BAD_SHARE;
    const note = phrase(isBad ? 'badly' : 'done', task, this.#draws);
    const minutes = this.#workMin(task);
    if (this.#draws.uniform(nameOf(task, 'report')) < REPORT_SHARE) {
      const words = phrase('report', task, this.#draws);
      this.#plan(task, 'report', minutes * 0.3, () => taskDesk.report(task.id, words, crew));
    }
    this.#plan(task, 'complete', minutes, () => taskDesk.complete(task.id, crew, { note }));
  }

  #workMin(task: Task): number {
    if (task.nRejected > 0) return this.#draws.between(nameOf(task, 'again'), REWORK_MIN);
    const drags = this.#draws.uniform(nameOf(task, 'late')) < LATE_SHARE;
    const times = drags ? this.#draws.between(nameOf(task, 'how late'), LATE_TIMES) : 1;
    return this.#draws.about(nameOf(task, 'work'), WORK_MIN[task.grade], WORK_SPREAD) * times;
  }

  #takeUpAgain(task: Task, crew: Actor): void {
    const minutes = this.#draws.between(nameOf(task, 'again accepted'), AGAIN_MIN);
    this.#plan(task, 'accept', minutes, () => this.#parts.taskDesk.accept(task.id, crew));
  }

  /** From the last thing that happened to it; nothing comes of it when the task has gone on otherwise. */
  #plan(task: Task, step: string, minutes: number, act: () => Promise<unknown>): void {
    const { id, state, updatedAt, team, nRejected } = task;
    this.#acts.plan(`${nameOf(task, step)} ${team?.id} ${nRejected}`, updatedAt + minutes * MINUTE_MS, () => {
      const now = this.#parts.taskDesk.get(id);
      return now?.state === state && now.team?.id === team?.id ? act() : undefined;
    });
  }
}

const nameOf = ({ createdAt, id }: Task, what: string): string => `${createdAt} ${id} ${what}`;
