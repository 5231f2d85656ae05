import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import type { Finding } from '../../../detectors/finding.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { clear, MINUTE, raise, START, update } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { MemoryAlertLog } from '../../fakes/memory-alert-log.ts';

const officer = { name: 'li', role: 'officer' } as const;
const KEYS = ['vessel.overspeed/a', 'vessel.overspeed/b'] as const;
type Key = (typeof KEYS)[number];

interface Told {
  state: 'active' | 'cleared';
  grade: Grade;
  nRaised: number;
  raisedAt: number;
  clearedAt: number | undefined;
  acknowledged: boolean;
  shelvedUntil: number | undefined;
}

/** The obvious oracle: per key a plain list of stories, the newest last, written down as an officer would. */
interface Model {
  minute: number;
  stories: Record<Key, Told[]>;
}

interface Real {
  desk: AlertDesk;
  log: MemoryAlertLog;
  clock: ManualClock;
  all: Finding[];
}

const newDesk = (log: MemoryAlertLog, clock: ManualClock) =>
  new AlertDesk({ log, clock, onChange: () => undefined, onRefused: () => undefined });

const at = (minute: number) => START + minute * MINUTE;

async function expectSame(model: Model, real: Real) {
  await real.desk.settled();
  const told = (key: Key) =>
    real.log
      .alerts()
      .filter((alert) => alert.key === key)
      .map((alert) => real.desk.get(alert.id) ?? alert)
      .map(({ state, grade, nRaised, raisedAt, clearedAt, acknowledged, shelf }) => ({
        ...{ state, grade, nRaised, raisedAt, clearedAt, acknowledged },
        shelvedUntil: shelf?.until,
      }));
  for (const key of KEYS) expect(told(key)).toEqual(model.stories[key]);
  const queue = KEYS.flatMap((key) => model.stories[key]).filter((one) => one.state === 'active' || !one.acknowledged);
  expect(real.desk.open()).toHaveLength(queue.length);
}

abstract class Step implements fc.AsyncCommand<Model, Real> {
  check(): boolean {
    return true;
  }

  async run(model: Model, real: Real): Promise<void> {
    await this.act(model, real);
    await expectSame(model, real);
  }

  abstract act(model: Model, real: Real): Promise<void>;
}

class Find extends Step {
  readonly kind: 'raise' | 'update' | 'clear';
  readonly key: Key;
  readonly grade: Grade;
  readonly minutes: number;

  constructor(kind: 'raise' | 'update' | 'clear', key: Key, grade: Grade, minutes: number) {
    super();
    this.kind = kind;
    this.key = key;
    this.grade = grade;
    this.minutes = minutes;
  }

  override async act(model: Model, real: Real) {
    model.minute += this.minutes;
    const { minute } = model;
    const finding =
      this.kind === 'raise'
        ? raise(minute, { key: this.key, grade: this.grade })
        : this.kind === 'update'
          ? update(minute, { key: this.key, grade: this.grade })
          : clear(minute, { key: this.key });
    real.clock.set(at(minute));
    real.desk.apply([finding]);
    real.all.push(finding);
    this.tell(model.stories[this.key], at(minute));
  }

  tell(stories: Told[], now: number) {
    const last = stories.at(-1);
    const active = last?.state === 'active';
    if (this.kind === 'clear' && last && active) Object.assign(last, { state: 'cleared', clearedAt: now });
    if (this.kind === 'update' && last && active) {
      if (this.grade < last.grade) last.acknowledged = false;
      last.grade = this.grade;
    }
    if (this.kind !== 'raise') return;
    const fresh = { state: 'active' as const, grade: this.grade, clearedAt: undefined, acknowledged: false };
    if (last && (active || now - (last.clearedAt ?? 0) < 10 * MINUTE))
      Object.assign(last, { ...fresh, nRaised: last.nRaised + 1 });
    else stories.push({ ...fresh, nRaised: 1, raisedAt: now, shelvedUntil: undefined });
  }

  override toString() {
    return `${this.kind} ${this.key} grade ${this.grade} after ${this.minutes} min`;
  }
}

class Person extends Step {
  readonly does: 'acknowledge' | 'shelve' | 'unshelve' | 'comment';
  readonly key: Key;

  constructor(does: 'acknowledge' | 'shelve' | 'unshelve' | 'comment', key: Key) {
    super();
    this.does = does;
    this.key = key;
  }

  override async act(model: Model, real: Real) {
    const story = model.stories[this.key].at(-1);
    const alert = real.log.alerts().findLast((one) => one.key === this.key);
    if (!story || !alert) return;
    const now = real.clock.now();
    if (this.does === 'acknowledge') {
      await real.desk.acknowledge(alert.id, officer);
      story.acknowledged = true;
    } else if (this.does === 'shelve') {
      await real.desk.shelve(alert.id, { scope: 'alert', reason: '试航', minutes: 7 }, officer);
      story.shelvedUntil = now + 7 * MINUTE;
    } else if (this.does === 'unshelve') {
      await real.desk.unshelve(alert.id, officer);
      story.shelvedUntil = undefined;
    } else await real.desk.comment(alert.id, '看过', officer);
  }

  override toString() {
    return `${this.does} ${this.key}`;
  }
}

class Tick extends Step {
  override async act(model: Model, real: Real) {
    const now = at(model.minute);
    real.desk.tick(eventTime(now));
    for (const story of KEYS.flatMap((key) => model.stories[key]))
      if (story.shelvedUntil !== undefined && story.shelvedUntil <= now) story.shelvedUntil = undefined;
  }

  override toString() {
    return 'tick';
  }
}

/** The process dies and starts again, and its detectors find once more what they had found last. */
class Restart extends Step {
  readonly again: number;

  constructor(again: number) {
    super();
    this.again = again;
  }

  override async act(_: Model, real: Real) {
    await real.desk.stop();
    real.desk = newDesk(real.log, real.clock);
    await real.desk.load();
    const found = this.again === 0 ? [] : real.all.slice(-this.again);
    expect(real.desk.apply(found).changed).toEqual([]);
  }

  override toString() {
    return `restart, ${this.again} found again`;
  }
}

describe('alerts against an obvious model', () => {
  it('agree on any mixture of findings, acts, ticks and restarts', async () => {
    const key = fc.constantFrom(...KEYS);
    const grade = fc.constantFrom<Grade[]>(1, 2, 3, 4);
    const minutes = fc.integer({ min: 1, max: 15 });
    const steps = [
      fc.tuple(fc.constantFrom('raise', 'update', 'clear'), key, grade, minutes).map((all) => new Find(...all)),
      fc.tuple(fc.constantFrom('acknowledge', 'shelve', 'unshelve', 'comment'), key).map((all) => new Person(...all)),
      fc.constant(new Tick()),
      fc.nat(6).map((again) => new Restart(again)),
    ];
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 40 }), async (commands) => {
        const setup = () => {
          const log = new MemoryAlertLog();
          const clock = new ManualClock(START);
          const model: Model = { minute: 0, stories: { 'vessel.overspeed/a': [], 'vessel.overspeed/b': [] } };
          return { model, real: { desk: newDesk(log, clock), log, clock, all: [] as Finding[] } };
        };
        await fc.asyncModelRun(setup, commands);
      }),
      { numRuns: 150 },
    );
  });
});
