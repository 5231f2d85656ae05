import type { Bilingual } from '../../geodata/model/text.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

/**
 * What a first response to each kind of alert usually holds: short, in the order of doing. Ours, put together from the usual practice of contingency plans; the
 * responsible department confirms or changes each line before it is issued.
 */
const GROUND: readonly Bilingual[] = [
  text('加密监测至每 1 至 2 小时一次，报送累计值与速率。', 'Measure every 1 to 2 hours; report level and rate.'),
  text(
    '暂停相应区段掘进或开挖，核查出土量、注浆量与土仓压力。',
    'Halt driving or digging in the section; check muck, grout and face pressure.',
  ),
  text(
    '巡查上方建筑物、道路与管线，必要时设围挡并管制交通。',
    'Inspect buildings, roads and mains above; fence off and control traffic where needed.',
  ),
  text('通知管线权属单位到场值守，做好关阀准备。', 'Call the owners of the mains to the site, ready to shut valves.'),
  text(
    '组织参建各方会商，确定注浆加固等处置方案后方可复工。',
    'Meet with all parties; resume only with an agreed plan such as grouting.',
  ),
];
const BEACH_CLEAR: readonly Bilingual[] = [
  text(
    '广播并派员劝离，逐段清场，核对人数清零。',
    'Announce and send people to clear the sand, stretch by stretch, until nobody is left.',
  ),
  text('封闭各入口，设警戒线与告示。', 'Close the entrances; put up cordons and signs.'),
  text('救生员与救援艇就位待命。', 'Lifeguards and rescue boat on stand-by.'),
];
const VESSEL_CALL: readonly Bilingual[] = [
  text('以 VHF 呼叫有关船舶，核实情况并提出警告。', 'Call the vessels on VHF; verify and warn them.'),
  text('持续跟踪船位，必要时派巡逻艇现场查处。', 'Keep tracking; send a patrol boat where needed.'),
  text('记录取证，按规定移交调查。', 'Keep the record as evidence; hand over for investigation.'),
];

const BY_KIND: Readonly<Record<string, readonly Bilingual[]>> = {
  settlement: GROUND,
  settlement_rate: GROUND,
  convergence: GROUND,
  groundwater: [
    text('核查降水井与止水帷幕，查明涌漏点。', 'Check the dewatering wells and cut-off; find the leak.'),
    ...GROUND.slice(0, 3),
  ],
  axial_force: [
    text('停止开挖，复测支撑轴力并检查支撑变形。', 'Stop digging; measure the strut again and look for deformation.'),
    text('备好加撑与回填材料，随时可用。', 'Have bracing and backfill at hand.'),
    ...GROUND.slice(2),
  ],
  karst: [
    text('立即停止掘进，稳定土仓压力，封闭掌子面。', 'Stop driving at once; hold face pressure; seal the face.'),
    text('封闭上方路面，疏散周边人员，架设围挡。', 'Close the street above, move people away, fence it off.'),
    text('关闭影响范围内燃气与供水阀门，权属单位到场。', 'Shut gas and water valves in reach; owners to the site.'),
    text('探明溶洞位置与规模，注浆填充后复核。', 'Probe the cave’s place and size; fill it with grout and check.'),
  ],
  flooding: [
    text('封闭积水路段，设警示标志，引导车辆绕行。', 'Close the flooded road, sign it, divert traffic.'),
    text('调派移动泵车强排，清理雨水口。', 'Send mobile pumps; clear the gullies.'),
    text('排查被困车辆与人员，关闭地下空间入口。', 'Look for trapped cars and people; close entrances below ground.'),
    text('断开涉水用电设施，防止触电。', 'Cut power to what stands in water.'),
  ],
  landslide: [
    text('转移坡脚受威胁人员，清点到户。', 'Move people from below the slope; account for every household.'),
    text('封闭坡脚道路，设专人值守观察。', 'Close the road at its foot; post a watch.'),
    text('检查截排水沟与坡面裂缝，覆盖防渗。', 'Check drains and cracks; cover against rain.'),
  ],
  gas_leak: [
    text(
      '设置警戒区，疏散下风向及密闭空间人员，严禁火源。',
      'Cordon off; move people downwind and from closed rooms; no ignition.',
    ),
    text('关闭上下游阀门，通知燃气企业抢修。', 'Shut valves on both sides; call the gas company.'),
    text('沿管线与相邻井室逐点检测浓度，强制通风。', 'Measure along the main and in chambers nearby; ventilate.'),
    text('消防力量到场待命。', 'Fire brigade on stand-by.'),
  ],
  fire: [
    text('出动消防力量，先期疏散周边人员。', 'Send the fire brigade; move people away first.'),
    text('切断电源与燃气，打通消防通道。', 'Cut power and gas; keep the access clear.'),
    text('核实有无被困人员与危险品。', 'Find out whether people are trapped and what dangerous goods are there.'),
  ],
  smoke: [
    text('派员现场核实烟雾来源，带灭火器材。', 'Send somebody with extinguishers to find the source.'),
    text('通知场所负责人组织人员疏散。', 'Tell the keeper of the place to clear it.'),
    text('消防力量预先备勤。', 'Fire brigade on alert.'),
  ],
  crowding: [
    text('启动限流，关闭部分入口，单向疏导。', 'Limit entry, close some entrances, lead people one way.'),
    text('增派现场秩序力量，广播引导。', 'More stewards on the spot; announcements.'),
    text('协调公交、轨道加密疏运。', 'More buses and trains to take people away.'),
  ],
  over_staffing: [
    text('责令立即撤出超员人员，停止作业。', 'Order the surplus people out at once and stop work.'),
    text('检查疏散通道与危险因素管控。', 'Check escape ways and hazards.'),
    text('约谈负责人，限期整改并复查。', 'Summon the manager; set a date; inspect again.'),
  ],
  intrusion: [
    text('通知现场人员核实并劝离。', 'Have people on site verify and send them away.'),
    text('检查围挡与门禁，消除漏洞。', 'Check fences and gates; close the gap.'),
  ],
  truck_violation: [
    text('通知路面执法力量拦检，核查许可与载重。', 'Have the road patrol stop it; check permit and load.'),
    text('通报所属企业与工地，督促整改。', 'Inform its company and site; have it put right.'),
  ],
  traffic: [
    text(
      '派员疏导交通，清除障碍，必要时分流绕行。',
      'Send somebody to direct traffic and clear the way; divert where needed.',
    ),
    text('在诱导屏与广播发布路况。', 'Tell drivers by signs and radio.'),
  ],
  ebike_violation: [
    text('现场劝导纠正，首违教育、屡违处罚。', 'Correct on the spot: a talk at first, a penalty when repeated.'),
    text('在高发点位增设提示与执勤。', 'More signs and patrols where it happens often.'),
  ],
  complaint_hotspot: [
    text(
      '派员到场核实共同原因，当日回应群众。',
      'Send somebody to verify the common cause; answer people the same day.',
    ),
    text('会同有关单位制定处置时限并公开进度。', 'Agree a deadline with those concerned and publish progress.'),
  ],
  stranding: BEACH_CLEAR,
  closed_water: [
    text(
      '救生员劝离禁泳水域人员，必要时下水救助。',
      'Lifeguards call people out of closed water; help them where needed.',
    ),
    text('加密警示标志与广播。', 'More signs and announcements.'),
    text('救援艇就位待命。', 'Rescue boat on stand-by.'),
  ],
  night_presence: [...BEACH_CLEAR.slice(0, 2)],
  tent: [
    text('派员劝离露营人员，告知潮汐与天气风险。', 'Send somebody to move campers; tell them of tide and weather.'),
    text('夜间复查，确认无人滞留。', 'Check again at night that nobody stays.'),
  ],
  overspeed: VESSEL_CALL,
  restricted_area: VESSEL_CALL,
  night_sailing: VESSEL_CALL,
  close_quarters: [
    text('以 VHF 16 频道呼叫两船，提醒采取避让行动。', 'Call both vessels on VHF channel 16 to give way.'),
    text('通报附近船舶，持续跟踪至驶过让清。', 'Warn those nearby; track until past and clear.'),
    text('记录航迹，按需移交调查。', 'Keep the tracks for an investigation.'),
  ],
  ais_silence: [
    text('以 VHF 与电话联系船舶，核实安全状况。', 'Reach the vessel by VHF and telephone; verify that it is safe.'),
    text(
      '以雷达与视频核对最后船位，超时未联系上按遇险处置。',
      'Check its last position by radar and camera; treat it as in distress when it cannot be reached.',
    ),
  ],
  anchor_drag: [
    text('呼叫走锚船舶起动主机、加抛锚链或备车离泊。', 'Call the vessel to start its engine, veer cable or leave.'),
    text('通知下风船舶与设施避让，拖轮待命。', 'Warn vessels and works downwind; tug on stand-by.'),
  ],
  loitering: VESSEL_CALL,
  typhoon: [
    text(
      '按预案落实停工、停课、船舶回港与沙滩关闭。',
      'Stop works and classes, call boats back, close beaches, as planned.',
    ),
    text('转移危险区域人员，开放避难场所。', 'Move people from danger areas; open shelters.'),
    text(
      '抢险队伍与物资前置，逐项销号已列各处风险。',
      'Bring crews and stores forward; work off each place listed here.',
    ),
  ],
  rainstorm: [
    text('排水、抢险力量前置至各积水点与坡脚。', 'Bring pumps and crews to each low point and slope.'),
    text('封闭低洼路段与地下通道，转移受威胁人员。', 'Close low roads and underpasses; move people at risk.'),
    text('逐项销号已列各处风险。', 'Work off each place listed here.'),
  ],
};

const ANY: readonly Bilingual[] = [
  text('派员现场核实，核查结果及时报送。', 'Send somebody to verify; report what is found.'),
  text('按职责采取先期控制措施。', 'Take first measures as duty has it.'),
  text('持续监测，情况加重时升级报告。', 'Keep watching; escalate when it gets worse.'),
];

/** Measures suggested for a kind of alert or incident; a kind that nobody has written for gets the general ones. */
export const measuresFor = (kind: string): readonly Bilingual[] => BY_KIND[kind] ?? ANY;
