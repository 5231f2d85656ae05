import type { Building, Enterprise } from '../../city-model.ts';
import type { Random } from '../../seeded-random.ts';
import { lonLatOf } from '../plane.ts';
import { type House, Names, type Surroundings, spread } from './surroundings.ts';

interface Trade {
  readonly zh: string;
  /** How its firms are called after their own name. */
  readonly firm: string;
  readonly hazards: readonly string[];
  /** Mean staff; single firms lie between a fifth and four times of it. */
  readonly staff: number;
  /** Safety grade 安全风险等级 that is usual, 1 is worst; single firms may be one better or worse. */
  readonly grade: 1 | 2 | 3 | 4;
  readonly share: number;
}
const trade = (
  zh: string,
  firm: string,
  staff: number,
  grade: Trade['grade'],
  share: number,
  ...hazards: string[]
): Trade => ({
  zh,
  firm,
  staff,
  grade,
  share,
  hazards,
});

/** What stands in factories and sheds, and what behind shop fronts. Shares are ours, after what industrial districts of the region publish of their registers. */
const INDUSTRIAL: readonly Trade[] = [
  trade('锂电池制造', '新能源有限公司', 420, 2, 6, '锂电', '粉尘涉爆'),
  trade('危险化学品仓储', '化工仓储有限公司', 60, 1, 3, '危化'),
  trade('电镀', '表面处理有限公司', 130, 2, 5, '危化', '有限空间'),
  trade('金属熔铸', '压铸有限公司', 160, 1, 3, '高温熔融'),
  trade('五金抛光', '五金制品有限公司', 90, 2, 8, '粉尘涉爆'),
  trade('木器家具', '家具有限公司', 110, 3, 6, '粉尘涉爆', '易燃堆垛'),
  trade('塑胶注塑', '塑胶有限公司', 120, 3, 12, '易燃堆垛'),
  trade('电子装配', '电子科技有限公司', 380, 4, 18, '人员密集'),
  trade('印刷包装', '包装印刷有限公司', 100, 3, 9, '易燃堆垛', '危化'),
  trade('服装加工', '服饰有限公司', 140, 3, 8, '易燃堆垛', '人员密集'),
  trade('冷链仓储', '冷链物流有限公司', 70, 2, 5, '涉氨制冷'),
  trade('物流仓储', '供应链有限公司', 80, 3, 9, '易燃堆垛'),
  trade('电动自行车维修仓储', '车业有限公司', 20, 2, 4, '锂电'),
  trade('食品加工', '食品有限公司', 130, 3, 4, '有限空间', '涉氨制冷'),
];
const COMMERCIAL: readonly Trade[] = [
  trade('餐饮', '餐饮店', 22, 3, 34, '餐饮用气'),
  trade('商场', '百货有限公司', 260, 3, 5, '人员密集'),
  trade('酒店民宿', '酒店', 60, 3, 9, '人员密集'),
  trade('娱乐场所', '文化娱乐有限公司', 40, 2, 5, '人员密集'),
  trade('加油加气', '加油站', 16, 1, 3, '危化'),
  trade('超市便利', '商贸行', 12, 4, 16),
  trade('培训机构', '教育培训中心', 35, 3, 6, '人员密集'),
  trade('医药零售', '药业连锁店', 8, 4, 5),
  trade('办公', '科技有限公司', 90, 4, 12),
  trade('洗衣汽修', '汽车服务部', 14, 3, 5, '危化'),
];
const PORT_TRADES: readonly Trade[] = [
  trade('港口危货堆场', '港口物流有限公司', 90, 1, 1, '危化', '有限空间'),
  trade('集装箱修理', '箱务有限公司', 120, 2, 2, '有限空间', '动火作业'),
  trade('船舶修造', '船舶工程有限公司', 240, 2, 1, '有限空间', '动火作业', '高处坠落'),
];

/** First and second characters of firms' names: invented, 900 together. */
const FIRST = [...'恒盛鑫宏瑞泰安和顺达海润丰裕嘉华永信博创'];
const SECOND = [...'源隆昌兴茂通联力诚达晟泰翔康益科辉腾业能'];

const COUNT = 3000;
const SHARES: Record<'industrial' | 'commercial' | 'other', number> = {
  industrial: 0.42,
  commercial: 0.43,
  other: 0.15,
};

const INDUSTRIAL_USES: readonly Building['use'][] = ['industrial', 'warehouse'];
const COMMERCIAL_USES: readonly Building['use'][] = ['commercial'];
/** Ground floors of towns and villages: 三小场所, the shops where most fires begin. */
const SHOP_USES: readonly Building['use'][] = ['residential', 'village', 'office'];

function pick(trades: readonly Trade[], random: Random): Trade {
  let rest = random() * trades.reduce((sum, { share }) => sum + share, 0);
  for (const candidate of trades) {
    rest -= candidate.share;
    if (rest < 0) return candidate;
  }
  return trades.at(-1)!;
}

/** Houses of those uses, `count` of them or, where the city has fewer, several firms to a house. */
function premises(houses: readonly House[], uses: readonly Building['use'][], count: number): House[] {
  const fit = houses.filter(({ building }) => uses.includes(building.use));
  if (fit.length === 0) return [];
  const rounds = Math.ceil(count / fit.length);
  return Array.from({ length: rounds }, (_, round) => spread(fit, Math.floor((count + round) / rounds))).flat();
}

class Register {
  readonly all: Enterprise[] = [];
  readonly #names = new Names();
  readonly #random: Random;
  readonly #around: Surroundings;

  constructor(around: Surroundings, random: Random) {
    this.#around = around;
    this.#random = random;
  }

  enter({ centre }: House, trades: readonly Trade[]): void {
    const random = this.#random;
    const { zh, firm, hazards, staff, grade } = pick(trades, random);
    const called = FIRST[Math.floor(random() * FIRST.length)]! + SECOND[Math.floor(random() * SECOND.length)]!;
    const mood = random();
    const number = this.all.length + 1;
    this.all.push({
      id: `enterprise-${String(number).padStart(4, '0')}`,
      name: this.#names.take(`${this.#around.streetNameAt(centre)}${called}`, firm),
      // A step aside, so that firms in one house can be told apart on the map.
      position: lonLatOf([centre[0] + (random() - 0.5) * 8, centre[1] + (random() - 0.5) * 8]),
      trade: zh,
      safetyGrade: Math.min(4, Math.max(1, grade + (mood < 0.15 ? -1 : mood > 0.75 ? 1 : 0))) as 1 | 2 | 3 | 4,
      staff: Math.max(3, Math.round(staff * (0.2 + 3.8 * random() ** 3))),
      hazards: [...hazards],
    });
  }
}

/** The safety supervisors' register: 3,000 firms standing in the city's buildings. Names are made of invented syllables. */
export function buildEnterprises(around: Surroundings, random: Random): Enterprise[] {
  const register = new Register(around, random);
  const port = around.ground.settlements.filter(({ kind }) => kind === 'port');
  const atPort = ({ centre }: House) =>
    port.some(({ eastKm, northKm }) => Math.hypot(centre[0] - eastKm * 1000, centre[1] - northKm * 1000) < 1600);
  for (const house of premises(around.houses, INDUSTRIAL_USES, COUNT * SHARES.industrial))
    register.enter(house, atPort(house) && random() < 0.3 ? PORT_TRADES : INDUSTRIAL);
  for (const house of premises(around.houses, COMMERCIAL_USES, COUNT * SHARES.commercial))
    register.enter(house, COMMERCIAL);
  for (const house of premises(around.houses, SHOP_USES, COUNT - register.all.length))
    register.enter(house, COMMERCIAL);
  return register.all;
}
