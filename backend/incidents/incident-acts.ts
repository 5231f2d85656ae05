import type { Grade } from '../../geodata/model/grade.ts';
import { UserError } from '../errors.ts';
import type { Actor } from '../identity/actor.ts';
import type { ActionName } from '../identity/audit.ts';
import type { Classifier } from './classification/classifier.ts';
import { classifiedOf } from './describe-incident.ts';
import type { Incident, IncidentId } from './incident.ts';
import type { EventBody, IncidentBook } from './incident-book.ts';
import type { IncidentLog } from './incident-log.ts';
import { mayTake, type Step } from './transitions.ts';

/** What people decide and do about an incident that is not closed, each act one event of its log and one line of the audit. */
export abstract class IncidentActs {
  readonly #book: IncidentBook;
  readonly #classifier: Classifier;
  readonly #log: Pick<IncidentLog, 'find'>;

  protected constructor(book: IncidentBook, classifier: Classifier, log: Pick<IncidentLog, 'find'>) {
    this.#book = book;
    this.#classifier = classifier;
    this.#log = log;
  }

  /** An incident that is not closed; see {@link find} for others. */
  get(id: string): Incident | undefined {
    return this.#book.index.get(id);
  }

  async find(id: string): Promise<Incident | undefined> {
    const open = this.get(id);
    if (open) return open;
    await this.#book.settled();
    return await this.#log.find(id);
  }

  /** A person's grade; it holds until the alerts say worse than they do now. */
  grade(id: string, grade: Grade, reason: string, actor: Actor): Promise<Incident> {
    return this.act(id, 'grade', actor, reason, (incident) => {
      const { override: _, ...record } = incident;
      const alerts = this.#book.index.alertsOf(incident.id);
      const basis = this.#classifier.grade(record, alerts, classifiedOf(record, alerts)).grade;
      return { kind: 'graded', grade, reason, basis, about: this.#aboutOf(incident) };
    });
  }

  /** A person's codes of the classification; the first one leads. */
  tag(id: string, codes: readonly string[], reason: string, actor: Actor): Promise<Incident> {
    return this.act(id, 'grade', actor, `${codes.join(' ')}: ${reason}`, (incident) => ({
      kind: 'tagged',
      codes,
      reason,
      about: this.#aboutOf(incident),
    }));
  }

  /** A person's choice of who answers for it. */
  route(id: string, department: string, reason: string, actor: Actor): Promise<Incident> {
    return this.act(id, 'assign', actor, `${department}: ${reason}`, (incident) => ({
      kind: 'routed',
      department,
      reason,
      about: this.#aboutOf(incident),
    }));
  }

  /** Hands it to somebody: filed and dispatched from now on. */
  assign(id: string, assignee: string, actor: Actor, note?: string): Promise<Incident> {
    const told = note === undefined ? assignee : `${assignee}: ${note}`;
    return this.act(id, 'assign', actor, told, () => ({
      kind: 'assigned',
      assignee,
      ...(note !== undefined && { note }),
    }));
  }

  /** 立案: it is a case. @throws UserError 409 unless it is new. */
  file(id: string, actor: Actor, note?: string): Promise<Incident> {
    return this.#step(id, 'file', actor, note, () => ({ kind: 'filed', ...(note !== undefined && { note }) }));
  }

  /** 派遣: somebody is sent; files it as well when it is new. @throws UserError 409 when it is resolved. */
  dispatch(
    id: string,
    to: { readonly department: string; readonly team?: string },
    actor: Actor,
    note?: string,
  ): Promise<Incident> {
    return this.#step(id, 'dispatch', actor, note ?? to.team ?? to.department, () => ({
      kind: 'dispatched',
      ...to,
      ...(note !== undefined && { note }),
    }));
  }

  /** 到场. @throws UserError 409 unless somebody was sent. */
  arrive(id: string, actor: Actor, note?: string): Promise<Incident> {
    return this.#step(id, 'arrive', actor, note, () => ({ kind: 'arrived', ...(note !== undefined && { note }) }));
  }

  /** 解决: a person says so, whatever still holds; only a further raise takes it up again. @throws UserError 409 before it is filed. */
  resolve(id: string, actor: Actor, note: string): Promise<Incident> {
    return this.#step(id, 'resolve', actor, note, (incident) => ({
      kind: 'resolved',
      note,
      counts: this.#book.countsOf(incident.id),
    }));
  }

  /** What was done does not hold: back to where it was. @throws UserError 409 unless it is resolved. */
  reopen(id: string, reason: string, actor: Actor): Promise<Incident> {
    return this.#step(id, 'reopen', actor, reason, () => ({ kind: 'reopened', reason }));
  }

  /** Reports it upwards. */
  escalate(id: string, actor: Actor, note?: string): Promise<Incident> {
    return this.act(id, 'escalate', actor, note, () => ({ kind: 'escalated', ...(note !== undefined && { note }) }));
  }

  /** One event and one line of the audit; `what` sees the incident as it stands. @throws UserError 404, 409. */
  protected async act(
    id: string,
    name: ActionName,
    actor: Actor,
    note: string | undefined,
    what: (incident: Incident) => EventBody,
  ): Promise<Incident> {
    const incident = this.get(id) ?? (await this.refuse(id));
    const action = this.#book.action(name, incident.id, actor, note);
    this.#book.log(incident.id, what(incident), actor.name, action.time);
    this.#book.refresh(incident.id);
    this.#book.write([{ action }]);
    return this.committed(incident.id);
  }

  protected async committed(id: IncidentId): Promise<Incident> {
    await this.#book.settled();
    return (await this.find(id))!;
  }

  /** Says why nobody can act on an incident that is not open. */
  protected async refuse(id: string): Promise<never> {
    const incident = await this.find(id);
    if (!incident) throw unknownIncident(id);
    const { mergedInto, state } = incident;
    const fate =
      mergedInto === undefined ? (state === 'void' ? 'was none' : 'is closed') : `was merged into ${mergedInto}`;
    throw new UserError('incident-closed', `${id} ${fate}`, {
      status: 409,
      next: 'Only comments can be added; what happens later opens another incident.',
    });
  }

  #aboutOf(incident: Incident) {
    return this.#classifier.aboutOf(classifiedOf(incident, this.#book.index.alertsOf(incident.id)));
  }

  #step(
    id: string,
    step: Step,
    actor: Actor,
    note: string | undefined,
    what: (incident: Incident) => EventBody,
  ): Promise<Incident> {
    return this.act(id, step === 'reopen' ? 'reject' : step, actor, note, (incident) => {
      mayTake(step, incident);
      return what(incident);
    });
  }
}

export const unknownIncident = (id: string): UserError =>
  new UserError('unknown-incident', `there is no incident ${id}`, {
    status: 404,
    next: 'GET /api/v1/incidents lists them.',
  });
