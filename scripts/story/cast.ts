import { id, solidityPackedKeccak256, Wallet } from "ethers";

/** Role bits, as in contracts/parties/PartyTypes.sol. */
const role = {
  governance: 1 << 0,
  authority: 1 << 1,
  registry: 1 << 2,
  exchange: 1 << 3,
  trader: 1 << 4,
  operator: 1 << 5,
  authorisingBody: 1 << 6,
  clearingBank: 1 << 8,
} as const;

const mainland = 156;

interface Description {
  readonly name: string;
  readonly nameEn: string;
  readonly roles: number;
  readonly jurisdiction?: number;
  /** Whether the party has a second key, for what two people decide. */
  readonly twoKeys?: boolean;
  /** A key of the party that does one thing only: sign uses of vouchers, meter them, or sign commitments. */
  readonly narrowKey?: "use" | "meter" | "sign";
}

/** Who appears. Every institution is invented; 演示 says so wherever the name is shown. */
export const cast = {
  governance: { name: "数据凭证链治理委员会（演示）", nameEn: "Governance council", roles: role.governance },
  authority: { name: "广西数据管理部门（演示）", nameEn: "Data authority", roles: role.authority },
  registry: { name: "广西数据登记中心（演示）", nameEn: "Registry", roles: role.registry },
  cityRegistry: { name: "柳州数据登记中心（演示）", nameEn: "City registry", roles: role.registry, twoKeys: true },
  exchange: { name: "北部湾数据交易中心（演示）", nameEn: "Exchange", roles: role.exchange },
  bureau: { name: "广西公共数据授权中心（演示）", nameEn: "Authorising body", roles: role.authorisingBody },
  operator: {
    name: "桂云公共数据运营有限公司（演示）",
    nameEn: "Public-data operator",
    roles: role.trader | role.operator,
    narrowKey: "meter",
  },
  bank: {
    name: "邕江清算银行（演示）",
    nameEn: "Clearing bank",
    roles: role.trader | role.clearingBank,
    narrowKey: "sign",
  },
  utility: { name: "八桂电力服务有限公司（演示）", nameEn: "Power utility", roles: role.trader },
  climate: { name: "南疆气候科技有限公司（演示）", nameEn: "Climate firm", roles: role.trader },
  logistics: { name: "平陆物流有限公司（演示）", nameEn: "Logistics firm", roles: role.trader, narrowKey: "use" },
  coldchain: {
    name: "邕冷供应链有限公司（演示）",
    nameEn: "Cold-chain firm",
    roles: role.trader,
    narrowKey: "use",
  },
  fresh: { name: "百色鲜果配送有限公司（演示）", nameEn: "Fresh-fruit firm", roles: role.trader },
  overseas: {
    name: "Mekong Trading Pte. Ltd.（演示）",
    nameEn: "Overseas trader",
    roles: role.trader,
    jurisdiction: 704,
  },
} as const satisfies Record<string, Description>;

/** A member of the cast. */
export type CastName = keyof typeof cast;

/** A party of the story with its first key. */
export interface Player {
  readonly castName: CastName;
  readonly name: string;
  readonly partyId: string;
  readonly key: Wallet;
  /** A second key, which the party adds itself when it needs one. */
  readonly second?: Wallet;
  /** A key for one thing only, which the party adds itself as well. */
  readonly narrow?: { readonly may: "use" | "meter" | "sign"; readonly key: Wallet };
  readonly admission: {
    readonly partyId: string;
    readonly roles: number;
    readonly jurisdiction: number;
    readonly identityDigest: string;
    readonly safeUseCommitment: string;
    readonly account: string;
    readonly powers: number;
    readonly name: string;
  };
}

/** All players, from the random seed of this data folder: the same folder always has the same parties and keys. */
export function createPlayers(seed: string): Record<CastName, Player> {
  const players = Object.entries(cast).map(([castName, description]: [string, Description]) => {
    const key = new Wallet(derive(seed, `key ${castName}`));
    const partyId = derive(seed, `party ${castName}`);
    const trades = (description.roles & role.trader) !== 0;
    const admission = {
      partyId,
      roles: description.roles,
      jurisdiction: description.jurisdiction ?? mainland,
      identityDigest: derive(seed, `identity ${castName}`),
      safeUseCommitment: trades ? derive(seed, `commitment ${castName}`) : `0x${"00".repeat(32)}`,
      account: key.address,
      powers: 15,
      name: description.name,
    };
    const second = description.twoKeys ? { second: new Wallet(derive(seed, `second key ${castName}`)) } : {};
    const may = description.narrowKey;
    const narrow = may && { narrow: { may, key: new Wallet(derive(seed, `${may} key ${castName}`)) } };
    const { name } = description;
    return [castName, { castName: castName as CastName, name, partyId, key, ...second, ...narrow, admission }];
  });
  return Object.fromEntries(players) as Record<CastName, Player>;
}

/** 32 bytes that follow from the seed and a purpose, and that nobody finds without the seed. */
export function derive(seed: string, purpose: string): string {
  return solidityPackedKeccak256(["bytes32", "bytes32"], [seed, id(purpose)]);
}
