import type { CityModel } from '../../../geodata/city/city-model.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { Thing } from '../../../ingestion/thing.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { IncidentId } from '../incident.ts';
import { isSilent, isUntouched, oldestFirst, placeFollower, placeInOutage, placeSilent } from './outages.ts';
import { PAIR_RULES } from './pair-rules.ts';
import { heldUntil, type Located, type OpenIncidents, type PairRule, type Placement } from './rule.ts';
import { isOfWeather, type WarningsInForce } from './storms.ts';
import { locating, type Whereabouts } from './whereabouts.ts';

/** A storm takes in what it had already brought about when it got its name, so long before, ms. Ours. */
const BEFORE_STORM_MS = 3 * 3_600_000;

/**
 * Which incident a new alert belongs to, and why. Written rules in this order: a failure of power that it follows from; a storm under whose warning it stands; the cause that
 * its detector names; the table of pairs. What none of them places opens an incident of its own.
 *
 * Only times of events count, and only what the log holds: a restart or another pace changes nothing.
 */
export class Correlation {
  readonly #warnings: WarningsInForce;
  readonly #locate: (alert: Alert) => Whereabouts;

  constructor(city: CityModel, warnings: WarningsInForce, thing: (id: ThingId) => Thing | undefined) {
    this.#warnings = warnings;
    this.#locate = locating(city, thing);
  }

  /** `undefined` for what asks nobody and follows nothing. */
  place(alert: Alert, open: OpenIncidents): Placement | undefined {
    const located: Located = { alert, where: this.#locate(alert) };
    if (alert.suppression) return placeFollower(located, open, this.#locate);
    return (
      placeInOutage(located, open, this.#locate) ??
      this.#placeInStorm(located, open) ??
      placeByCause(alert, open) ??
      (isSilent(alert) ? placeSilent(located, open, this.#locate) : undefined) ??
      this.#placeByPair(located, open) ?? { absorbs: [], joining: {} }
    );
  }

  #placeInStorm({ alert, where }: Located, open: OpenIncidents): Placement | undefined {
    const storm = this.#warnings.stormOf(alert, where);
    if (!storm) return undefined;
    const { key, kind, name, consequence } = storm;
    const reason = {
      zh: `${name.zh}预警生效期间的${consequence.zh}`,
      en: `${consequence.en} under a warning: ${name.en.toLowerCase()}`,
    };
    const home = open.homeOfGroup(key);
    return {
      ...(home !== undefined && { home }),
      absorbs: home === undefined ? this.#broughtBefore(alert, open) : [],
      joining: { rule: 'storm', reason, group: { kind, key } },
    };
  }

  /** Incidents of weather that were there before their storm had a name, and still hold. */
  #broughtBefore(alert: Alert, open: OpenIncidents): IncidentId[] {
    const members = [...open.members(['flooding', 'landslide', 'threshold'])].filter(
      ({ alert: other }) => other.state === 'active' && isOfWeather(other, this.#locate(other)),
    );
    return oldestFirst(members, open).filter(
      (id) =>
        isUntouched(id, open) &&
        open.record(id).groups.length === 0 &&
        open
          .alertsOf(id)
          .every(
            (each) => isOfWeather(each, this.#locate(each)) && each.raisedAt >= alert.lastRaisedAt - BEFORE_STORM_MS,
          ),
    );
  }

  #placeByPair(located: Located, open: OpenIncidents): Placement | undefined {
    for (const rule of PAIR_RULES) {
      const placed = rule.kinds.has(located.alert.kind) ? this.#tryPair(rule, located, open) : undefined;
      if (placed) return placed;
    }
    return undefined;
  }

  #tryPair(rule: PairRule, located: Located, open: OpenIncidents): Placement | undefined {
    const { alert } = located;
    const now = alert.lastRaisedAt;
    const fitting = [...open.members(rule.withKinds)].filter(
      ({ alert: other, incidentId }) =>
        now - heldUntil(other, now) <= rule.withinMs &&
        (rule.intoGroups || open.record(incidentId).groups.length === 0) &&
        rule.fits(located, { alert: other, where: this.#locate(other) }),
    );
    const [home, ...others] = oldestFirst(fitting, open);
    if (home === undefined) return undefined;
    const other = fitting.find(({ incidentId }) => incidentId === home)!.alert;
    return {
      home,
      absorbs: rule.merges ? others.filter((id) => isUntouched(id, open) && open.record(id).groups.length === 0) : [],
      joining: { rule: rule.id, reason: rule.reason(alert, other) },
    };
  }
}

function placeByCause(alert: Alert, open: OpenIncidents): Placement | undefined {
  const home = open.homeOfCause(alert.cause);
  return home === undefined ? undefined : { home, absorbs: [], joining: {} };
}
