import type { Bilingual } from '../../../geodata/model/text.ts';
import type { DetectorDescriptor } from '../../detector.ts';
import type { ControlRule } from './control-rule.ts';
import { ControlWatch } from './control-watch.ts';
import { UNDERGROUND_KINDS } from './ground-memory.ts';
import { type ControlParameters, controlParameters } from './parameters.ts';

const VERSION = '2';

/** A detector that holds some kinds of monitoring points against their control values. */
export function controlDescriptor(
  alertKind: string,
  name: Bilingual,
  { kinds, by }: Pick<ControlRule, 'kinds' | 'by'>,
): DetectorDescriptor<ControlParameters> {
  const rule: ControlRule = {
    id: `underground.${alertKind}`,
    family: 'underground',
    alertKind,
    version: VERSION,
    kinds,
    by,
  };
  return {
    id: rule.id,
    family: rule.family,
    alertKind,
    version: VERSION,
    name,
    inputs: { messages: ['observation'], thingKinds: UNDERGROUND_KINDS },
    parameters: controlParameters,
    create: (parameters) => new ControlWatch(rule, parameters),
  };
}
