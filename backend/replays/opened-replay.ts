import type { OpenReplay, PlacePort } from '../api/ports.ts';
import { UserError } from '../errors.ts';
import { timelineOf } from '../incidents/timeline.ts';
import { isHeard } from './analysis-job.ts';
import { ReplayHistory } from './replay-history.ts';
import { mutesOf, type ReplaySession } from './replay-session.ts';

/** Nobody can do anything about the past. */
const refuse = async (): Promise<never> => {
  throw new UserError('replay-is-read-only', 'what a replay shows has happened; it cannot be acted on', {
    status: 409,
    next: 'Branch the replay to see another course of things.',
  });
};

/** A session as the routes see it: what it knew at its position, behind the ports that the city itself stands behind. */
export function openedReplay(session: ReplaySession, places: PlacePort): OpenReplay {
  const { things } = session;
  return {
    view: () => session.view(),
    play: () => session.play(),
    pause: () => session.pause(),
    step: () => session.step(),
    seek: (to) => session.seek(to),
    setSpeed: (speed) => session.setSpeed(speed),
    lanes: (areas) => session.lanes(areas),
    scorecard: () => session.scorecard(),
    ports: {
      things,
      places,
      clock: { now: () => session.now },
      history: new ReplayHistory(() => session.reader, things, isHeard(mutesOf(session.definition.interventions))),
      report: { query: refuse },
      alerts: {
        find: (id) => session.log.alerts.find(id),
        list: (filter, page) => session.log.alerts.list(filter, page),
        eventsOf: (ids) => session.log.alerts.eventsOf(ids),
        acknowledge: refuse,
        shelve: refuse,
        unshelve: refuse,
        comment: refuse,
      },
      incidents: {
        find: (id) => session.log.incidents.find(id),
        list: (filter, page) => session.log.incidents.list(filter, page),
        timeline: (id) => timeline(session, id),
        acknowledge: refuse,
        shelve: refuse,
        unshelve: refuse,
        grade: refuse,
        assign: refuse,
        merge: refuse,
        escalate: refuse,
        tag: refuse,
        route: refuse,
        file: refuse,
        dispatch: refuse,
        arrive: refuse,
        resolve: refuse,
        reopen: refuse,
        voidIt: refuse,
        close: refuse,
        comment: refuse,
      },
    },
  };
}

async function timeline({ log }: ReplaySession, id: string) {
  const incident = log.incidents.get(id);
  if (!incident) throw new UserError('unknown-incident', `there is no incident ${id} at this moment`, { status: 404 });
  return timelineOf(incident, await log.incidents.eventsOf(incident.id), await log.alerts.eventsOf(incident.alertIds));
}
