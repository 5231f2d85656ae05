import { thingId } from '../../../geodata/model/ids.ts';
import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { EvidenceSample, Raise } from '../../finding.ts';
import type { GroundMemory } from '../../rules/control-values/ground-memory.ts';
import { faceOf, type SiteDrive, type SitePoint, type Sites } from '../../rules/control-values/sites.ts';
import { surroundingsOfPoint } from '../../rules/control-values/surroundings-of-point.ts';
import { samplesOf } from '../../rules/control-values/tell.ts';
import { type KarstParameters, RULE } from './parameters.ts';

/** Of the samples that evidence may hold, each witness gets its newest few. */
const MOST_SAMPLES = 60;
const EACH = 6;
/** A street falls in within the hour once the ground runs. Ours, after published collapses at shield faces. */
const TIME_TO_ACT_S = 1800;

export interface Void {
  readonly drive: SiteDrive;
  readonly works: string;
  readonly at: PlanePoint;
  readonly witnesses: readonly SitePoint[];
  readonly rock: number;
  readonly water: number;
  readonly time: EventTime;
}

export function tellKarst(
  { drive, works, at, witnesses, rock, water, time }: Void,
  { sites, ground, parameters }: { sites: Sites; ground: GroundMemory; parameters: KarstParameters },
): Omit<Raise, 'kind'> {
  const first = witnesses[0]!;
  const face = faceOf(sites, drive, time);
  const around = surroundingsOfPoint(sites, first, works, time, (id) => {
    const level = ground.newest(id);
    return level === undefined ? undefined : -level;
  });
  const { name, id } = drive.drive;
  // A city that was described in Chinese only has no other name for it.
  const english = /\p{Script=Han}/u.test(name.en) ? id : name.en;
  const cave = around.figures.karstDistanceM;
  const known =
    cave === undefined
      ? { zh: '附近无已探明溶洞', en: 'no known cave is near' }
      : { zh: `距已探明溶洞约 ${cave} 米`, en: `a known cave is about ${cave} m away` };
  return {
    detector: RULE.id,
    key: `${RULE.id}/${works}`,
    time,
    family: RULE.family,
    alertKind: RULE.alertKind,
    grade: 1,
    things: [thingId(first.point.id)],
    zone: drive.drive.workAreaId,
    position: sites.plane.toLonLat(at),
    timeToActS: TIME_TO_ACT_S,
    peopleAtRisk: around.peopleAtRisk,
    message: {
      zh: `${name.zh} 掘进面（约第 ${Math.floor(face.alongM / drive.drive.ringM)} 环）附近 ${rock} 个地层测点突变，${water} 个水位孔骤降，疑似揭露溶洞；${known.zh}。`,
      en: `${english}: ${rock} points in the ground near the face (about ring ${Math.floor(face.alongM / drive.drive.ringM)}) jumped and the water fell in ${water} of the wells at once, as when it meets a void; ${known.en}.`,
    },
    ruleVersion: RULE.version,
    evidence: {
      parameters: { ...parameters, groundPoints: rock, wells: water, works, ...around.figures },
      samples: samplesOfAll(witnesses, ground),
      points: [
        ...(around.points ?? []),
        ...witnesses
          .slice(1, 8)
          .map(({ point }) => ({ label: { zh: point.name, en: point.name }, position: point.position })),
      ],
      ...(around.shapes && { shapes: around.shapes }),
      ...(around.profile && { profile: around.profile }),
      ...(around.exposed && { exposed: around.exposed }),
      hazardChain: {
        zh: '掌子面揭露溶洞 → 土体流失、地下水涌入 → 顶板塌落 → 地面塌陷 → 燃气和供水管断裂',
        en: 'The face opens a cave → ground and water run in → its roof falls → the street sinks → gas and water mains break',
      },
    },
    cause: `works/${works}`,
  };
}

function samplesOfAll(witnesses: readonly SitePoint[], ground: GroundMemory): EvidenceSample[] {
  return witnesses
    .slice(0, MOST_SAMPLES / EACH)
    .flatMap((one) => samplesOf(ground.recordOf(one.point.id)!, one).slice(-EACH))
    .sort((a, b) => a.time - b.time);
}
