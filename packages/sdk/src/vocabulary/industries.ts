/** A section of GB/T 4754-2017 (门类) and the divisions (大类) in it, which are numbered through from `first`. */
export type IndustrySection = {
  readonly letter: string;
  readonly zh: string;
  readonly en: string;
  readonly first: number;
  /** Chinese names of its divisions, in order. */
  readonly divisions: readonly string[];
};

/** Sections A to T with their 97 divisions (国民经济行业分类), as annex 1 asks for them. */
export const industrySections = [
  section("A", "农、林、牧、渔业", "agriculture, forestry, animal husbandry and fishery", 1, [
    "农业",
    "林业",
    "畜牧业",
    "渔业",
    "农、林、牧、渔专业及辅助性活动",
  ]),
  section("B", "采矿业", "mining", 6, [
    "煤炭开采和洗选业",
    "石油和天然气开采业",
    "黑色金属矿采选业",
    "有色金属矿采选业",
    "非金属矿采选业",
    "开采专业及辅助性活动",
    "其他采矿业",
  ]),
  section("C", "制造业", "manufacturing", 13, [
    "农副食品加工业",
    "食品制造业",
    "酒、饮料和精制茶制造业",
    "烟草制品业",
    "纺织业",
    "纺织服装、服饰业",
    "皮革、毛皮、羽毛及其制品和制鞋业",
    "木材加工和木、竹、藤、棕、草制品业",
    "家具制造业",
    "造纸和纸制品业",
    "印刷和记录媒介复制业",
    "文教、工美、体育和娱乐用品制造业",
    "石油、煤炭及其他燃料加工业",
    "化学原料和化学制品制造业",
    "医药制造业",
    "化学纤维制造业",
    "橡胶和塑料制品业",
    "非金属矿物制品业",
    "黑色金属冶炼和压延加工业",
    "有色金属冶炼和压延加工业",
    "金属制品业",
    "通用设备制造业",
    "专用设备制造业",
    "汽车制造业",
    "铁路、船舶、航空航天和其他运输设备制造业",
    "电气机械和器材制造业",
    "计算机、通信和其他电子设备制造业",
    "仪器仪表制造业",
    "其他制造业",
    "废弃资源综合利用业",
    "金属制品、机械和设备修理业",
  ]),
  section("D", "电力、热力、燃气及水生产和供应业", "electricity, heat, gas and water", 44, [
    "电力、热力生产和供应业",
    "燃气生产和供应业",
    "水的生产和供应业",
  ]),
  section("E", "建筑业", "construction", 47, [
    "房屋建筑业",
    "土木工程建筑业",
    "建筑安装业",
    "建筑装饰、装修和其他建筑业",
  ]),
  section("F", "批发和零售业", "wholesale and retail trade", 51, ["批发业", "零售业"]),
  section("G", "交通运输、仓储和邮政业", "transport, storage and post", 53, [
    "铁路运输业",
    "道路运输业",
    "水上运输业",
    "航空运输业",
    "管道运输业",
    "多式联运和运输代理业",
    "装卸搬运和仓储业",
    "邮政业",
  ]),
  section("H", "住宿和餐饮业", "accommodation and catering", 61, ["住宿业", "餐饮业"]),
  section("I", "信息传输、软件和信息技术服务业", "information transmission, software and information technology", 63, [
    "电信、广播电视和卫星传输服务",
    "互联网和相关服务",
    "软件和信息技术服务业",
  ]),
  section("J", "金融业", "finance", 66, ["货币金融服务", "资本市场服务", "保险业", "其他金融业"]),
  section("K", "房地产业", "real estate", 70, ["房地产业"]),
  section("L", "租赁和商务服务业", "leasing and business services", 71, ["租赁业", "商务服务业"]),
  section("M", "科学研究和技术服务业", "scientific research and technical services", 73, [
    "研究和试验发展",
    "专业技术服务业",
    "科技推广和应用服务业",
  ]),
  section("N", "水利、环境和公共设施管理业", "water conservancy, environment and public facilities", 76, [
    "水利管理业",
    "生态保护和环境治理业",
    "公共设施管理业",
    "土地管理业",
  ]),
  section("O", "居民服务、修理和其他服务业", "household, repair and other services", 80, [
    "居民服务业",
    "机动车、电子产品和日用产品修理业",
    "其他服务业",
  ]),
  section("P", "教育", "education", 83, ["教育"]),
  section("Q", "卫生和社会工作", "health and social work", 84, ["卫生", "社会工作"]),
  section("R", "文化、体育和娱乐业", "culture, sports and entertainment", 86, [
    "新闻和出版业",
    "广播、电视、电影和录音制作业",
    "文化艺术业",
    "体育",
    "娱乐业",
  ]),
  section("S", "公共管理、社会保障和社会组织", "public administration, social security and organisations", 91, [
    "中国共产党机关",
    "国家机构",
    "人民政协、民主党派",
    "社会保障",
    "群众团体、社会团体和其他成员组织",
    "基层群众自治组织及其他组织",
  ]),
  section("T", "国际组织", "international organisations", 97, ["国际组织"]),
] as const satisfies readonly IndustrySection[];

/** An industry as annex 1 names it. */
export type Industry = {
  /** Letter and two digits, such as `G54`. */
  readonly code: string;
  readonly sectionZh: string;
  readonly sectionEn: string;
  readonly divisionZh: string;
};

/**
 * The industry of a code: a section's letter and a division of that section, or the division alone. Undefined for a
 * division that does not exist, and for one that stands in another section.
 *
 * @example
 * industryOf("G54"); // { code: "G54", divisionZh: "道路运输业", … }
 */
export function industryOf(code: string): Industry | undefined {
  const [, letter, digits] = /^([A-T])?(\d\d)$/.exec(code.toUpperCase()) ?? [];
  const division = Number(digits);
  const found = industrySections.find(
    ({ first, divisions }) => division >= first && division < first + divisions.length,
  );
  if (!found || (letter !== undefined && letter !== found.letter)) return undefined;
  return {
    code: `${found.letter}${digits}`,
    sectionZh: found.zh,
    sectionEn: found.en,
    divisionZh: found.divisions[division - found.first] ?? "",
  };
}

function section(letter: string, zh: string, en: string, first: number, divisions: readonly string[]): IndustrySection {
  return { letter, zh, en, first, divisions };
}
