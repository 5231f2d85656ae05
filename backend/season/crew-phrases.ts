import type { Task } from '../tasks/task.ts';
import type { Draws } from './draws.ts';

/** What crews and those who verify write. Invented, after the tone of real work orders. */
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何'];
const GIVEN = ['建国', '志强', '海涛', '伟东', '俊峰', '国栋', '永辉', '明亮', '家豪', '文斌', '振华', '晓军'];
const REPORTS = [
  '已到现场，正在设置警戒',
  '现场情况与派单一致，开始处置',
  '已联系现场负责人，配合处置',
  '需延长作业时间，预计半小时内完成',
];
const DONE = ['处置完毕，现场恢复正常，已拍照', '隐患已排除，已现场交接', '已清理完毕，警戒撤除', '已劝离并登记'];
const DONE_BADLY = ['已处理', '完成'];
const DECLINED = ['正在执行其他任务，短时无法到场', '车辆故障，请另派队伍', '不属本队职责范围，请改派'];
const SENT_BACK = ['照片看不出处置结果，请补充', '现场仍有积水，请继续处置', '未说明原因和处置措施，请补报'];
const VERIFIED = ['核查无误', '回访现场，处置到位', '视频复核正常'];

/** Who leads a team: always the same person. */
export const leaderOf = (team: string, draws: Draws): string =>
  draws.choice(`${team} surname`, SURNAMES) + draws.choice(`${team} given`, GIVEN);

export const phrase = (kind: keyof typeof PHRASES, task: Task, draws: Draws): string =>
  draws.choice(`${task.createdAt} ${task.id} ${task.eventIds.length} ${kind}`, PHRASES[kind]);

const PHRASES = {
  report: REPORTS,
  done: DONE,
  badly: DONE_BADLY,
  declined: DECLINED,
  sentBack: SENT_BACK,
  verified: VERIFIED,
} as const;
