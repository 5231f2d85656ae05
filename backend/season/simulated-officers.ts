import { nameSeed } from '../../geodata/city/name-seed.ts';
import { hashNoise } from '../../geodata/city/seeded-random.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import { UserError } from '../errors.ts';
import type { Actor } from '../identity/actor.ts';
import type { Incident, IncidentId } from '../incidents/incident.ts';
import type { IncidentDesk } from '../incidents/incident-desk.ts';
import type { TaskDesk } from '../tasks/task-desk.ts';
import type { Teams } from '../tasks/teams.ts';
import { closingReason, OF_DEVICES, remark } from './duty-phrases.ts';
import { type Officer, officersAt } from './roster.ts';

/** What an officer does next about an incident. */
type Act = 'acknowledge' | 'assign' | 'comment' | 'escalate' | 'merge' | 'close';

interface Due {
  readonly at: EventTime;
  readonly act: Act;
  readonly incidentId: IncidentId;
}

export interface OfficersParts {
  readonly incidentDesk: IncidentDesk;
  readonly taskDesk: TaskDesk;
  readonly teams: Teams;
  readonly seed: number;
  /** Of city time ahead of UTC, ms. */
  readonly offsetMs: number;
}

const MINUTE_MS = 60_000;
/** Median minutes to acknowledge, by grade, for an officer of ordinary skill with an empty queue. Ours: within what the desk demands (3, 10, 30, 60), with a tail that is not. */
const ACKNOWLEDGE_MIN = { 1: 1, 2: 3.5, 3: 9, 4: 20 } as const;
/** Of the logarithm of the delay. Ours: nine in ten within 2.6 times the median. */
const SPREAD = 0.75;
/** So many open incidents that nobody has seen yet double the delay. Ours. */
const HEAVY_LOAD = 25;
/** An act that is overlooked is found at the next look around, minutes. Ours. */
const OVERLOOKED_MIN = 75;
/** Two incidents of one kind in one place, begun within so long of each other, may be one. Ours. */
const TWIN_MS = 45 * MINUTE_MS;
/** Assigned so long after it was acknowledged, minutes: least and spread. Ours. */
const ASSIGN_MIN = [1, 6] as const;
const ESCALATE_SHARE = { 1: 0.75, 2: 0.3, 3: 0.03, 4: 0 } as const;
const COMMENT_SHARE = 0.35;
/** How often somebody is sent rather than telephoned: about instruments, at sea (VHF comes first), and otherwise. Ours. */
const SENT_SHARE = { device: 0.3, vessel: 0.4, other: 0.85 } as const;
/** A second crew goes along, by grade. Ours. */
const SECOND_SHARE = { 1: 0.8, 2: 0.35, 3: 0, 4: 0 } as const;
const MERGE_SHARE = 0.6;
/** How often a person closes what is resolved before the system does, and how soon, minutes. Ours. */
const CLOSE_SHARE = 0.6;
const CLOSE_MIN = [4, 22] as const;
/** What stands for so long after it was acknowledged is closed by hand, hours: there is nothing more to be done at the desk. Ours. */
const STANDING_H = 9;

/**
 * Duty officers of the simulation, who work on the incident desk as people do: some quick, some slow, some careless. They see what the desk shows and nothing
 * else; what they do goes through the desk and is logged like anybody's acts. Who does what when depends on the seed, the incident's first alert and the act alone, and on how
 * much is waiting; times are the desk's own.
 */
export class SimulatedOfficers {
  readonly #parts: OfficersParts;
  /** In order of time. */
  #due: Due[] = [];
  readonly #planned = new Map<string, number>();
  #acts: Promise<unknown>[] = [];
  #waiting = 0;

  constructor(parts: OfficersParts) {
    this.#parts = parts;
  }

  /** Call it for every incident that changed; nothing is done at once. */
  notice(incident: Incident, previous: Incident | undefined): void {
    this.#waiting += unseen(incident) - unseen(previous);
    if (incident.state === 'closed' || incident.state === 'void') return;
    const { updatedAt } = incident;
    if (!incident.acknowledged) {
      // Seen anew: each time it waits again, somebody looks at it again.
      const since = incident.dueAt ?? updatedAt;
      this.#plan(incident, 'acknowledge', `acknowledge ${since}`, updatedAt, this.#acknowledgeMs(incident));
      return;
    }
    if (incident.state === 'resolved') {
      if (previous?.state !== 'resolved') this.#planClose(incident);
      return;
    }
    if (previous && !previous.acknowledged) this.#planWork(incident);
  }

  /** Does what is due. Call it as event time goes on; the desk's clock must have come to `now`. */
  actUntil(now: EventTime): void {
    for (let next = this.#due[0]; next !== undefined && next.at <= now; next = this.#due[0]) {
      this.#due.shift();
      const incident = this.#parts.incidentDesk.get(next.incidentId);
      if (incident) this.#do(next, incident);
    }
  }

  /** When the next act is due; `undefined` when there is nothing left to do. */
  get nextAt(): EventTime | undefined {
    return this.#due[0]?.at;
  }

  /** Resolves once all acts so far are in the logs. @throws what the desk said, but for acts that came too late. */
  async settled(): Promise<void> {
    const acts = this.#acts;
    this.#acts = [];
    await Promise.all(acts);
  }

  #do({ act, at }: Due, incident: Incident): void {
    const { incidentDesk } = this.#parts;
    const { id } = incident;
    const actor = actorOf(this.#officerFor(incident, at));
    const draw = this.#draw(incident, `${act} words`);
    switch (act) {
      case 'acknowledge':
        if (!incident.acknowledged) this.#run(incidentDesk.acknowledge(id, actor));
        return;
      case 'assign':
        if (incident.assignee === undefined && incident.state !== 'resolved') this.#assign(incident, actor);
        return;
      case 'comment':
        this.#run(incidentDesk.comment(id, remark(incident, draw), actor));
        return;
      case 'escalate':
        if (incident.escalatedAt === undefined) this.#run(incidentDesk.escalate(id, actor));
        return;
      case 'merge': {
        const twin = this.#twinOf(incident);
        if (twin) this.#run(incidentDesk.merge(twin.id, id, actor));
        return;
      }
      case 'close':
        if (incident.acknowledged) this.#run(incidentDesk.close(id, closingReason(incident, draw), actor));
    }
  }

  /** Sends whoever is free, best suited and nearest; what needs nobody on the spot goes to the department. */
  #assign(incident: Incident, actor: Actor): void {
    const { incidentDesk, taskDesk, teams } = this.#parts;
    const { id, department, grade } = incident;
    const isSent = incident.position !== undefined && this.#draw(incident, 'sent') < sentShare(incident);
    const crews = isSent ? teams.choicesFor(incident, (team) => taskDesk.isBusy(team)).filter(({ busy }) => !busy) : [];
    const [first, second] = crews;
    if (!first) {
      if (department !== undefined) this.#run(incidentDesk.assign(id, department, actor));
      return;
    }
    if (incident.state === 'new') this.#run(incidentDesk.file(id, actor));
    this.#run(taskDesk.create(id, { team: first.id }, actor));
    if (second && this.#draw(incident, 'second') < SECOND_SHARE[grade])
      this.#run(taskDesk.create(id, { team: second.id }, actor));
  }

  #run(act: Promise<unknown>): void {
    // Between looking and acting somebody else may have closed it: that is no fault.
    this.#acts.push(
      act.catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
      }),
    );
  }

  #planWork(incident: Incident): void {
    const at = incident.updatedAt;
    const minutes = (name: string, [least, most]: readonly [number, number]) =>
      (least + (most - least) * this.#draw(incident, name)) * MINUTE_MS;
    const isTwin = this.#twinOf(incident) !== undefined && this.#draw(incident, 'merge') < MERGE_SHARE;
    if (isTwin) this.#plan(incident, 'merge', 'merge', at, minutes('merge at', [0.5, 3]));
    this.#plan(incident, 'assign', 'assign', at, minutes('assign at', ASSIGN_MIN));
    if (this.#draw(incident, 'escalate') < ESCALATE_SHARE[incident.grade])
      this.#plan(incident, 'escalate', 'escalate', at, minutes('escalate at', [2, 9]));
    if (this.#draw(incident, 'comment') < COMMENT_SHARE)
      this.#plan(incident, 'comment', 'comment', at, minutes('comment at', [6, 30]));
    const standsH = STANDING_H * (0.6 + 0.8 * this.#draw(incident, 'standing'));
    this.#plan(incident, 'close', 'close standing', at, standsH * 60 * MINUTE_MS);
  }

  #planClose(incident: Incident): void {
    if (this.#draw(incident, `close ${incident.nEvents}`) >= CLOSE_SHARE) return;
    const [least, most] = CLOSE_MIN;
    const afterMs = (least + (most - least) * this.#draw(incident, 'close at')) * MINUTE_MS;
    this.#plan(incident, 'close', `close ${incident.nEvents}`, incident.updatedAt, afterMs);
  }

  #plan(incident: Incident, act: Act, name: string, from: EventTime, afterMs: number): void {
    const key = `${incident.id} ${name}`;
    const at = Math.round(from + afterMs) as EventTime;
    if (this.#planned.has(key)) return;
    this.#planned.set(key, at);
    const due: Due = { at, act, incidentId: incident.id };
    const place = this.#due.findLastIndex((each) => each.at <= at);
    this.#due.splice(place + 1, 0, due);
  }

  /** Log-normal about the median of its grade; longer for the slow and when much is waiting; now and then overlooked. */
  #acknowledgeMs(incident: Incident): number {
    const officer = this.#officerFor(incident, incident.updatedAt);
    const name = `acknowledge ${incident.dueAt ?? incident.updatedAt}`;
    const load = 1 + Math.max(0, this.#waiting - 1) / HEAVY_LOAD;
    const median = ACKNOWLEDGE_MIN[incident.grade] * officer.pace * Math.min(load, 4);
    const overlooked = this.#draw(incident, `${name} overlooked`) < officer.overlooks ? OVERLOOKED_MIN : 0;
    return (median * Math.exp(SPREAD * this.#bell(incident, name)) + overlooked) * MINUTE_MS;
  }

  /** The oldest other open incident that looks like the same trouble. */
  #twinOf({ id, kind, family, zone, things, detectedAt }: Incident): Incident | undefined {
    if (OF_DEVICES.has(kind)) return undefined;
    return this.#parts.incidentDesk
      .open()
      .filter(
        (other) =>
          other.id !== id &&
          other.kind === kind &&
          other.family === family &&
          other.detectedAt <= detectedAt &&
          detectedAt - other.detectedAt < TWIN_MS &&
          ((zone !== undefined && other.zone === zone) || other.things.some((thing) => things.includes(thing))),
      )
      .sort((a, b) => a.detectedAt - b.detectedAt || (a.id < b.id ? -1 : 1))[0];
  }

  #officerFor(incident: Incident, at: EventTime): Officer {
    const onDuty = officersAt(at + this.#parts.offsetMs);
    return onDuty[Math.floor(this.#draw(incident, 'officer') * onDuty.length)]!;
  }

  /** Uniform in [0, 1). */
  #draw({ alertIds: [first] }: Incident, name: string): number {
    return hashNoise(nameSeed(this.#parts.seed, `${first} ${name}`), 0);
  }

  /** Standard normal: the sum of twelve uniform draws (Irwin–Hall) less its mean. */
  #bell({ alertIds: [first] }: Incident, name: string): number {
    const seed = nameSeed(this.#parts.seed, `${first} ${name} bell`);
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += hashNoise(seed, i);
    return sum;
  }
}

const unseen = (incident: Incident | undefined): number =>
  incident === undefined || incident.acknowledged || incident.state === 'closed' || incident.state === 'void' ? 0 : 1;

const sentShare = ({ kind, family }: Incident): number => {
  if (OF_DEVICES.has(kind)) return SENT_SHARE.device;
  return family === 'vessel' ? SENT_SHARE.vessel : SENT_SHARE.other;
};

const actorOf = ({ name }: Officer): Actor => ({ name, role: 'officer' });
