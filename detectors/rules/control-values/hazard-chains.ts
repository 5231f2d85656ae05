import type { RiskSource } from '../../../geodata/city/city-model.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';

/** What follows by kind of risk source, in English; the register keeps the chain in Chinese. Ours, its usual chains translated. */
const IN_ENGLISH: Readonly<Record<string, string>> = {
  盾构: 'Face pressure lost → over-excavation → ground loss → settlement trough → cracked road, bent mains → leaning buildings',
  溶洞区:
    'Face or cutter head opens a cave → ground runs off, grout is lost → roof falls → street sinks → gas and water mains break',
  基坑: 'Over-excavation or late struts → wall bends → strut force jumps → collapse → roads and mains around destroyed',
  竖井: 'Wall joint leaks → water and soil run off → ground around the shaft settles → buildings near it crack',
  联络通道: 'Frozen or grouted body too weak → water and sand burst in → lining deforms → ground sinks',
  端头: 'Portal seal fails → water and sand burst in → ground at the portal caves in',
  下穿管线: 'Settlement opens joints → leak → road undermined or gas gathers → collapse, explosion',
  邻近管线: 'Settlement opens joints → leak → road undermined or gas gathers → collapse, explosion',
  下穿建筑: 'Uneven settlement → walls crack, building leans → people have to leave',
  邻近建筑: 'Uneven settlement → walls crack, building leans → people have to leave',
  上软下硬:
    'Soft above hard → shield off its line, tools worn → stop to change them → over-excavation settles the ground',
  降水: 'Pumped too fast → groundwater outside falls → soft soil consolidates → buildings near settle unevenly',
  下穿河道: 'Thin cover → ground pierced, slurry escapes → river runs into the tunnel → face collapses',
};

/** 致灾链条 of a risk source. */
export const hazardChainOf = ({ kind, hazardChain }: Pick<RiskSource, 'kind' | 'hazardChain'>): Bilingual => ({
  zh: hazardChain,
  en: IN_ENGLISH[kind] ?? 'Ground loss → settlement → damage to roads, mains and buildings above',
});
