import type { Incident } from '../incidents/incident.ts';

/** What officers write. Invented, after the tone of real duty logs. */
const REMARKS: readonly string[] = [
  '已电话通知责任单位，要求十分钟内反馈',
  '调看附近视频，现场情况与告警一致',
  '已与现场值守人员核实，正在处置',
  '责任单位已派员前往，继续跟踪',
  '已在工作群通报，提醒加密巡查',
];
const REMARKS_OF_DEVICES: readonly string[] = ['已报设备运维，疑似通信中断', '运维回复：现场断电，恢复后自动上线'];
const REMARKS_AT_SEA: readonly string[] = [
  'VHF16 频道已呼叫，船方应答',
  '已通知海事巡逻艇前往核查',
  '多次呼叫无应答，持续跟踪',
];

const CLOSINGS: readonly string[] = [
  '现场已处置完毕，恢复正常',
  '责任单位反馈处置到位，复核无异常',
  '险情解除，归档',
  '现场复查正常，结案',
];
const CLOSINGS_OF_DEVICES: readonly string[] = ['设备已恢复上报', '更换通信模块后恢复', '误报，系设备断电引起'];
const CLOSINGS_AT_SEA: readonly string[] = [
  '船方已按要求整改，驶离',
  '巡逻艇现场警告教育',
  '核实为作业船正常避让，误报',
];

/** Kinds of incident that speak of an instrument and not of the city. */
export const OF_DEVICES: ReadonlySet<string> = new Set(['missing', 'stale', 'stuck', 'drift']);
const isOfDevice = ({ kind }: Incident): boolean => OF_DEVICES.has(kind);

const chosen = (texts: readonly string[], draw: number): string => texts[Math.floor(draw * texts.length)]!;

/** `draw` in [0, 1) chooses among what fits. */
export const remark = (incident: Incident, draw: number): string =>
  chosen(isOfDevice(incident) ? REMARKS_OF_DEVICES : incident.family === 'vessel' ? REMARKS_AT_SEA : REMARKS, draw);

export const closingReason = (incident: Incident, draw: number): string =>
  chosen(isOfDevice(incident) ? CLOSINGS_OF_DEVICES : incident.family === 'vessel' ? CLOSINGS_AT_SEA : CLOSINGS, draw);
