import { FAMILIES, type Family } from '../../../geodata/model/family.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { THING_KINDS, type ThingKindName } from '../../../geodata/model/thing-kinds.ts';

export const FAMILY_NAME: Readonly<Record<Family, Bilingual>> = {
  city: { zh: '城市风险', en: 'City risk' },
  underground: { zh: '地下工程', en: 'Underground works' },
  beach: { zh: '沙滩', en: 'Beach' },
  vessel: { zh: '海上监测', en: 'Marine monitoring' },
};

const KINDS = Object.keys(THING_KINDS) as ThingKindName[];

/** Kinds of thing of this family that measure something; a plain `sensor` measures whatever it says. */
export const kindsWithReadings = (family: Family): readonly ThingKindName[] =>
  KINDS.filter((kind) => {
    const { family: itsFamily, datastreams } = THING_KINDS[kind];
    return itsFamily === family && (kind === 'sensor' || Object.keys(datastreams).length > 0);
  });

/** Families that have such things. */
export const MONITORED_FAMILIES: readonly Family[] = FAMILIES.filter((family) => kindsWithReadings(family).length > 0);
