const BASE = 21_000n;
const CREATE = 32_000n;
const INITCODE_WORD = 2n;
const ACCESS_ADDRESS = 2_400n;
const ACCESS_KEY = 1_900n;
const TOKEN = 4n;
const FLOOR_TOKEN = 10n;

/**
 * Least gas limit with which a transaction can be executed: the intrinsic gas, or the floor for its data (EIP-7623)
 * where that is higher. A zero byte counts as one token, another as four.
 */
export function minimumGas(
  data: Uint8Array,
  creates: boolean,
  accessList: readonly { storageKeys: readonly string[] }[],
): bigint {
  let zeros = 0;
  for (const byte of data) if (byte === 0) zeros++;
  const tokens = BigInt(zeros + 4 * (data.length - zeros));
  let gas = BASE + TOKEN * tokens;
  if (creates) gas += CREATE + INITCODE_WORD * BigInt(Math.ceil(data.length / 32));
  for (const { storageKeys } of accessList) gas += ACCESS_ADDRESS + ACCESS_KEY * BigInt(storageKeys.length);
  const floor = BASE + FLOOR_TOKEN * tokens;
  return gas > floor ? gas : floor;
}
