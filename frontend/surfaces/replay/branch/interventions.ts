import type { InterventionView } from '../../../feed/replays.ts';

export type ChangeKind = InterventionView['kind'];

export const CHANGE_KINDS: readonly ChangeKind[] = [
  'close_beach',
  'stop_shield',
  'scale_rain',
  'mute_thing',
  'close_road',
  'shut_valve',
];

/** The layers of the city in which the targets of a change are. */
export const LAYERS_OF: Readonly<Record<ChangeKind, readonly string[]>> = {
  close_beach: ['beaches'],
  stop_shield: ['shields'],
  scale_rain: [],
  mute_thing: ['sensors', 'monitoring', 'cameras'],
  close_road: ['lowPoints'],
  shut_valve: ['utilityNodes'],
};

/** What of those layers can be changed so: of the nodes of the mains, gas valves. */
export const fitsKind = (kind: ChangeKind, properties: Readonly<Record<string, unknown>>): boolean =>
  kind !== 'shut_valve' || (properties.kind === 'valve' && properties.medium !== 'water');

/** A change while it is being thought about. */
export interface Draft {
  readonly key: number;
  readonly kind: ChangeKind;
  readonly at: number;
  readonly target: string | undefined;
  readonly factor: number;
}

/** Ours: what rain is asked about first. */
const FIRST_FACTOR = 1.5;
/** What the contract allows. */
export const MOST_FACTOR = 10;
export const MOST_CHANGES = 20;

export const newDraft = (key: number, kind: ChangeKind, at: number): Draft => ({
  key,
  kind,
  at,
  target: undefined,
  factor: FIRST_FACTOR,
});

/** The change as the server takes it; `undefined` while something is missing. */
export function changeOf({ kind, at, target, factor }: Draft): InterventionView | undefined {
  const time = new Date(at).toISOString();
  if (kind === 'scale_rain') return factor >= 0 && factor <= MOST_FACTOR ? { kind, at: time, factor } : undefined;
  if (target === undefined) return undefined;
  switch (kind) {
    case 'close_beach':
      return { kind, at: time, beach: target };
    case 'stop_shield':
      return { kind, at: time, shield: target };
    case 'mute_thing':
      return { kind, at: time, thing: target };
    case 'close_road':
      return { kind, at: time, lowPoint: target };
    case 'shut_valve':
      return { kind, at: time, valve: target };
  }
}

/** The id of what is changed; rain has none. */
export function targetOf(change: InterventionView): string | undefined {
  switch (change.kind) {
    case 'close_beach':
      return change.beach;
    case 'stop_shield':
      return change.shield;
    case 'mute_thing':
      return change.thing;
    case 'close_road':
      return change.lowPoint;
    case 'shut_valve':
      return change.valve;
    case 'scale_rain':
      return undefined;
  }
}
