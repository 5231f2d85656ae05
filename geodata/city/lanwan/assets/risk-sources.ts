import type { RiskSource } from '../../city-model.ts';
import type { Metres } from '../../harbour/frame.ts';
import type { Random } from '../../seeded-random.ts';
import { lonLatOf } from '../plane.ts';
import type { Metro, Section, StationSite } from './metro.ts';
import { beside, project, shifted } from './path.ts';
import { Names } from './surroundings.ts';

/** What is above a site, as names for its risk sources. */
export interface Overhead {
  /** Mains that cross or follow: the place and what to call it, for example 新港路 DN400 中压燃气管. */
  readonly pipes: readonly { readonly at: Metres; readonly name: string }[];
  readonly buildings: readonly { readonly at: Metres; readonly name: string }[];
  readonly rivers: readonly { readonly at: Metres; readonly name: string }[];
}

type Draft = Pick<RiskSource, 'kind' | 'grade' | 'hazardChain' | 'depthM'> & {
  readonly at: Metres;
  readonly what: string;
  /** Chainage on the section; stations go by how far they are dug. */
  readonly chainage?: number;
};

const CHAINS = {
  shield: '土仓压力失稳 → 超挖漏土 → 地层损失 → 地表沉降槽 → 路面开裂、管线变形 → 建筑物倾斜',
  karst: '掌子面或刀盘下方揭露溶洞 → 土体流失、注浆漏失 → 顶板塌落 → 地面塌陷 → 燃气和供水管断裂',
  passage: '冻结或加固不足 → 开口涌水涌砂 → 隧道管片变形 → 地面沉陷',
  shaft: '围护接缝渗漏 → 坑外水土流失 → 井周沉降 → 邻近建筑开裂',
  pit: '超挖或支撑滞后 → 围护墙变形 → 支撑轴力骤增 → 失稳坍塌 → 周边道路和管线破坏',
  dewatering: '降水过快 → 坑外水位下降 → 软土固结沉降 → 邻近建筑不均匀沉降',
  pipe: '沉降使接口拉开 → 泄漏 → 路面掏空或气体积聚 → 塌陷、爆燃',
  building: '差异沉降 → 墙体开裂、倾斜 → 人员转移',
  river: '覆土薄 → 击穿冒浆 → 河水涌入隧道 → 掌子面失稳',
  gantry: '洞门密封失效 → 涌水涌砂 → 端头地面塌陷',
  mixed: '上软下硬 → 姿态偏移、刀具磨损 → 停机换刀 → 超挖沉降',
} as const;

const GEOLOGY = {
  karst: '填土、粉质黏土、中粗砂，下伏中—微风化大理岩，岩溶发育，岩面起伏大，岩溶水承压',
  granite: '填土、粉质黏土、砂质黏性土，全—强风化花岗岩，局部孤石，遇水软化崩解',
  mixed: '上部强风化、下部微风化花岗岩，上软下硬',
  river: '淤质砂层、强透水，下为全—强风化岩',
} as const;

/** Metres behind and ahead of a face between which a risk source is live. Ours: where the trough is still growing, and what crews prepare for. */
const ACTIVE_M = { behind: 80, ahead: 150 };

function sectionDrafts(site: Section, overhead: Overhead, random: Random): Draft[] {
  const { path, plan } = site;
  const depthM = plan.depthM;
  const on = (share: number, left = 0) => ({
    at: beside(path, share * path.lengthM, left),
    chainage: share * path.lengthM,
    depthM,
  });
  const under = ({ at, name }: { at: Metres; name: string }) => {
    const { chainage } = project(path, at);
    return { at: beside(path, chainage, 0), what: name, depthM, chainage };
  };
  const drafts: Draft[] = [];
  for (const drive of site.drives) {
    const left = drive.asideM > 0;
    const at = beside(path, drive.faceM, drive.asideM);
    drafts.push({
      kind: '盾构',
      grade: site.karst ? 1 : 2,
      what: `${left ? '左线' : '右线'}盾构掘进`,
      hazardChain: CHAINS.shield,
      at,
      chainage: drive.faceM,
      depthM,
    });
  }
  drafts.push({ kind: '端头', grade: 2, what: '始发端头', hazardChain: CHAINS.gantry, ...on(0.01) });
  // Cross-passages stand no further than 600 m apart (GB 50157-2013).
  const passages = Math.max(1, Math.ceil(path.lengthM / 600) - 1);
  for (let i = 1; i <= passages; i++)
    drafts.push({
      kind: '联络通道',
      grade: 2,
      what: `${i}号联络通道`,
      hazardChain: CHAINS.passage,
      ...on((i - 0.04) / (passages + 1)),
    });
  if (site.pits.length > 0)
    drafts.push({ kind: '竖井', grade: 2, what: '中间风井', hazardChain: CHAINS.shaft, ...on(0.52) });
  if (site.karst)
    for (const [i, share] of [0.18, 0.5, 0.83].entries())
      drafts.push({
        kind: '溶洞区',
        grade: i === 1 ? 1 : 2,
        what: `岩溶强发育区${i + 1}`,
        hazardChain: CHAINS.karst,
        ...on(share),
      });
  else
    drafts.push({
      kind: '上软下硬',
      grade: 3,
      what: '上软下硬地层',
      hazardChain: CHAINS.mixed,
      ...on(0.25 + 0.5 * random()),
    });
  for (const pipe of overhead.pipes.slice(0, 2))
    drafts.push({
      kind: '下穿管线',
      grade: pipe.name.includes('燃气') ? 2 : 3,
      ...under(pipe),
      what: `下穿${pipe.name}`,
      hazardChain: CHAINS.pipe,
    });
  for (const house of overhead.buildings.slice(0, site.karst ? 2 : 1))
    drafts.push({
      kind: '下穿建筑',
      grade: 2,
      ...under(house),
      what: `下穿${house.name}`,
      hazardChain: CHAINS.building,
    });
  for (const river of overhead.rivers.slice(0, 1))
    drafts.push({ kind: '下穿河道', grade: 1, ...under(river), what: `下穿${river.name}`, hazardChain: CHAINS.river });
  return drafts;
}

function stationDrafts(site: StationSite, overhead: Overhead): Draft[] {
  const { depthM } = site.pit;
  const by = (ahead: number, left: number) => ({ at: shifted(site.centre, site.direction, ahead, left), depthM });
  return [
    { kind: '基坑', grade: depthM > 25 ? 1 : 2, what: '深基坑开挖', hazardChain: CHAINS.pit, ...by(0, 0) },
    { kind: '端头', grade: 2, what: '盾构接收端头加固', hazardChain: CHAINS.gantry, ...by(-105, 0) },
    { kind: '降水', grade: 3, what: '坑外降水', hazardChain: CHAINS.dewatering, ...by(40, 16) },
    ...overhead.pipes.slice(0, 1).map(
      (pipe): Draft => ({
        kind: '邻近管线',
        grade: 3,
        what: `邻近${pipe.name}`,
        hazardChain: CHAINS.pipe,
        at: pipe.at,
        depthM,
      }),
    ),
    ...overhead.buildings.slice(0, 1).map(
      (house): Draft => ({
        kind: '邻近建筑',
        grade: 3,
        what: `邻近${house.name}`,
        hazardChain: CHAINS.building,
        at: house.at,
        depthM,
      }),
    ),
  ];
}

function statusOf(site: Section | StationSite, { chainage, kind }: Draft): RiskSource['status'] {
  if (site.kind === 'station') return kind === '端头' ? 'planned' : 'active';
  if (chainage === undefined || kind === '盾构' || kind === '竖井') return 'active';
  const [first, last] = [
    Math.max(...site.drives.map(({ faceM }) => faceM)),
    Math.min(...site.drives.map(({ faceM }) => faceM)),
  ];
  if (chainage > first + ACTIVE_M.ahead) return 'planned';
  if (chainage >= last - ACTIVE_M.behind) return 'active';
  return kind === '端头' ? 'closed' : 'passed';
}

function geologyOf(site: Section | StationSite, kind: string): string {
  if (site.karst) return GEOLOGY.karst;
  if (kind === '上软下硬') return GEOLOGY.mixed;
  return kind === '下穿河道' ? GEOLOGY.river : GEOLOGY.granite;
}

/** What may go wrong at each site, with how one thing leads to the next 致灾链条. Grades 1 (worst) to 4 in the manner of GB 50652-2011; the wording is ours. */
export function buildRiskSources(
  metro: Metro,
  overhead: (site: Section | StationSite) => Overhead,
  random: Random,
): RiskSource[] {
  const names = new Names();
  return metro.sites.flatMap((site) => {
    const above = overhead(site);
    const drafts = site.kind === 'section' ? sectionDrafts(site, above, random) : stationDrafts(site, above);
    return drafts.map(
      (draft, index): RiskSource => ({
        id: `risk-${site.area.id.slice('work-'.length)}-${index + 1}`,
        name: names.take(`${site.area.name.zh} `, draft.what),
        workAreaId: site.area.id,
        kind: draft.kind,
        grade: draft.grade,
        geology: geologyOf(site, draft.kind),
        hazardChain: draft.hazardChain,
        status: statusOf(site, draft),
        position: lonLatOf(draft.at),
        depthM: draft.depthM,
      }),
    );
  });
}
