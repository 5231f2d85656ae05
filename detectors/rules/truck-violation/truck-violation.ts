import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { Thing } from '../../../ingestion/thing.ts';
import type { Context, KeyedDetector } from '../../detector.ts';
import type { Evidence, EvidenceSample, Measure } from '../../finding.ts';
import { NOTHING_YET, type Recent, remember, yesCount } from '../conditions/recent.ts';
import { keepSample } from '../conditions/samples.ts';
import { type Breaches, breachesOf, TRUCK_RULES, type TruckRule } from './breaches.ts';
import { RULE, type TruckViolationParameters } from './parameters.ts';
import { LocalHours, type Permit, Permits } from './permit.ts';
import { sentence, truckName } from './wording.ts';

/** An alert is updated when the figure of its rule has grown by this much of the limit since the last word. Ours. */
const WORTH_TELLING = {
  unlicensed_tipping: 1,
  off_route: 3,
  overspeed: 0.15,
  out_of_hours: Number.POSITIVE_INFINITY,
} as const;
/** Where somebody stands, within the noise of satellite fixes among buildings, metres of latitude. Ours. */
const SAME_SPOT_DEG = 60 / 111_000;
/** So much of the route is drawn around the truck at most, points of a line. Ours: evidence is kept for ever. */
const DRAWN_POINTS = 400;

interface State {
  /** Answers of the last fixes, rule by rule; a rule without a yes is absent. */
  recent: Partial<Record<TruckRule, Recent>>;
  /** Standing off its route since, and where. */
  stood?: { since: EventTime; at: LonLat };
  /** Absent while nothing is raised. */
  raised?: { rules: TruckRule[]; told: TruckRule; value: number };
  /** The last fix that broke a rule, and how many kept all of them since. */
  brokenAt: EventTime;
  kept: number;
  samples: EvidenceSample[];
}

/** One alert per truck and spell, whichever rules it breaks meanwhile. A silent truck neither raises nor clears. */
export function truckViolation(parameters: TruckViolationParameters): KeyedDetector<Position, State> {
  const permits = new Permits();
  const hours = new LocalHours();
  return {
    shape: 'keyed',
    key: ({ thing }) => thing,
    onMessage(position, context) {
      const truck = context.surroundings.thing(position.thing);
      if (truck === undefined) return;
      const permit = permits.of(truck);
      const hour = hours.at(context.surroundings.city.timeZone, position.time);
      const breaches = breachesOf(position, permit, hour, stoodSince(position, context.state), parameters);
      if (context.state === undefined) {
        if (Object.keys(breaches.broken).length === 0) return;
        context.state = { recent: {}, brokenAt: position.time, kept: 0, samples: [] };
      }
      judge({ position, truck, permit, breaches }, context.state, context, parameters);
    },
  };
}

interface Look {
  readonly position: Position;
  readonly truck: Thing;
  readonly permit: Permit;
  readonly breaches: Breaches;
}

function stoodSince({ lon, lat }: Position, state: State | undefined): EventTime | undefined {
  if (state?.stood === undefined) return undefined;
  const [east, north] = state.stood.at;
  return Math.abs(lon - east) <= SAME_SPOT_DEG && Math.abs(lat - north) <= SAME_SPOT_DEG
    ? state.stood.since
    : undefined;
}

function judge(look: Look, state: State, context: Context<State>, parameters: TruckViolationParameters): void {
  const { position, breaches } = look;
  rememberFix(look, state, parameters);
  const proven = TRUCK_RULES.filter((rule) => isProven(rule, breaches, state, parameters));
  if (state.raised !== undefined) {
    const silentMs = position.time - state.brokenAt;
    if (state.kept >= parameters.clearNeed && silentMs >= parameters.clearAfterMin * 60_000) {
      context.emit({ kind: 'clear', detector: RULE.id, key: keyOf(position), time: position.time, message: KEPT });
      context.state = undefined;
    } else if (proven.length > 0) tellIfWorse(look, proven, state, context, parameters);
  } else if (proven.length > 0) raise(look, proven, state, context, parameters);
  else if (Object.keys(state.recent).length === 0 && state.stood === undefined) context.state = undefined;
}

const KEPT = { zh: '车辆已恢复按核准线路、时段和限速行驶。', en: 'The truck keeps to its permit again.' };
const keyOf = ({ thing }: Position): string => `${RULE.id}/${thing}`;

function rememberFix(
  { position, breaches: { broken, isStanding, awayM, speedKmh } }: Look,
  state: State,
  { outOf }: TruckViolationParameters,
): void {
  for (const rule of TRUCK_RULES) {
    const recent = remember(state.recent[rule] ?? NOTHING_YET, broken[rule] !== undefined, outOf);
    if (recent === NOTHING_YET) delete state.recent[rule];
    else state.recent[rule] = recent;
  }
  const isBroken = Object.keys(broken).length > 0;
  state.kept = isBroken ? 0 : state.kept + 1;
  if (isBroken) state.brokenAt = position.time;
  if (!isStanding || broken.off_route === undefined) delete state.stood;
  else if (stoodSince(position, state) === undefined)
    state.stood = { since: position.time, at: [position.lon, position.lat] };
  keepSample(state.samples, {
    time: position.time,
    value: broken.off_route && awayM !== undefined ? Math.round(awayM) : Math.round((speedKmh ?? 0) * 10) / 10,
    thing: position.thing,
    position: [position.lon, position.lat],
  });
}

/** Broken now, and in enough of the last fixes; a dwell has proven itself by lasting. */
const isProven = (
  rule: TruckRule,
  { broken }: Breaches,
  { recent }: State,
  { need }: TruckViolationParameters,
): boolean =>
  broken[rule] !== undefined && (rule === 'unlicensed_tipping' || yesCount(recent[rule] ?? NOTHING_YET) >= need);

function raise(
  look: Look,
  rules: TruckRule[],
  state: State,
  context: Context<State>,
  parameters: TruckViolationParameters,
): void {
  const { position, truck, permit, breaches } = look;
  const told = rules[0]!;
  const measure = breaches.broken[told]!;
  state.raised = { rules, told, value: measure.value };
  context.emit({
    kind: 'raise',
    detector: RULE.id,
    key: keyOf(position),
    time: position.time,
    family: RULE.family,
    alertKind: RULE.alertKind,
    grade: permit.load === 'hazmat' ? parameters.hazardousGrade : parameters.grade,
    things: [position.thing],
    position: [position.lon, position.lat],
    measure,
    message: sentence(truckName(truck), told, measure, rules.slice(1)),
    ruleVersion: RULE.version,
    evidence: evidenceOf(look, state, state.raised, parameters),
    cause: `thing/${position.thing}`,
  });
}

/** A graver rule, one more rule, or the same one broken much worse. */
function tellIfWorse(
  look: Look,
  proven: readonly TruckRule[],
  state: State,
  context: Context<State>,
  parameters: TruckViolationParameters,
): void {
  const { position, truck, breaches } = look;
  const before = state.raised!;
  const rules = TRUCK_RULES.filter((rule) => before.rules.includes(rule) || proven.includes(rule));
  const told = rules[0]!;
  const measure = breaches.broken[told];
  // The gravest rule of the spell names it, so it is told anew only by a fix that breaks it.
  if (measure === undefined) {
    before.rules = rules;
    return;
  }
  const isWorse = told === before.told && measure.value >= before.value + WORTH_TELLING[told] * measure.limit;
  if (rules.length === before.rules.length && !isWorse) return;
  state.raised = { rules, told, value: measure.value };
  context.emit({
    kind: 'update',
    detector: RULE.id,
    key: keyOf(position),
    time: position.time,
    position: [position.lon, position.lat],
    measure,
    message: sentence(
      truckName(truck),
      told,
      measure,
      rules.filter((rule) => rule !== told),
    ),
    evidence: evidenceOf(look, state, state.raised, parameters),
  });
}

function evidenceOf(
  { permit, breaches }: Look,
  { samples }: State,
  { rules, told }: { readonly rules: readonly TruckRule[]; readonly told: TruckRule },
  parameters: TruckViolationParameters,
): Evidence {
  const measure: Measure = breaches.broken[told]!;
  return {
    parameters: {
      rule: told,
      rulesBroken: rules.join(', '),
      corridorM: parameters.corridorM,
      speedMarginKmh: parameters.speedMarginKmh,
      tippingDwellMin: parameters.tippingDwellMin,
      need: parameters.need,
      outOf: parameters.outOf,
      ...(permit.speedLimitKmh !== undefined && { speedLimitKmh: permit.speedLimitKmh }),
      ...(permit.hours && { permittedFromH: permit.hours.fromH, permittedToH: permit.hours.toH }),
    },
    samples: [...samples],
    limits: [{ label: { zh: '许可限值', en: 'Limit of the permit' }, value: measure.limit }],
    shapes: (permit.route?.lines ?? [])
      .filter((line) => line.length > 1 && line.length <= DRAWN_POINTS)
      .map((positions) => ({ label: { zh: '核准线路', en: 'Approved route' }, kind: 'line', positions })),
  };
}
