/** Roles of a party, by bit (主体角色). */
export const roles = [
  "governance",
  "authority",
  "registry",
  "exchange",
  "trader",
  "operator",
  "authorisingBody",
  "serviceAgency",
  "clearingBank",
] as const;

/** Powers of an account, by bit (账户权限). Who may `sign` is appointed; the others are given. */
export const powers = ["operate", "approve", "view", "manage", "use", "meter", "sign"] as const;

/** Parts of the ledger that can be paused apart, by bit (暂停范围). */
export const scopes = ["parties", "issue", "transfer", "registration", "publicRecords", "use"] as const;

/** Lock classes, by number (锁定类别). */
export const lockClasses = [
  "pledge",
  "dispute",
  "seizure",
  "temporaryControl",
  "settlement",
  "sublicence",
  "class6",
  "class7",
  "class8",
  "class9",
  "class10",
  "class11",
] as const;

/** A role of a party. */
export type Role = (typeof roles)[number];
/** A power of an account. */
export type Power = (typeof powers)[number];
/** A part of the ledger that can be paused. */
export type Scope = (typeof scopes)[number];
/** A class of locks. */
export type LockClass = (typeof lockClasses)[number];

/** The numbers of the bits that are set, least first. */
export function bitNumbers(mask: bigint | number): number[] {
  const bits: number[] = [];
  for (let rest = BigInt(mask), bit = 0; rest !== 0n; rest >>= 1n, bit += 1) if (rest & 1n) bits.push(bit);
  return bits;
}

/**
 * The names of the bits that are set; numbers for bits that a later release added.
 *
 * @example
 * bitNames(roles, 48); // ["trader", "operator"]
 */
export function bitNames<T extends string>(names: readonly T[], mask: bigint | number): T[] {
  return bitNumbers(mask).map((bit) => names[bit] ?? (String(bit) as T));
}
