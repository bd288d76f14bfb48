import { getBytes } from "ethers";

const BYTE = 16;
const ZERO_BYTE = 4;

/**
 * How much more a call would cost if its random bytes had no zeros among them (EIP-2028: a zero byte costs 4 gas,
 * another 16). Addresses, digests, signatures and times differ from run to run; the figures must not.
 */
export function calldataSurcharge(data: string): number {
  const bytes = getBytes(data).subarray(4);
  let surcharge = 0;
  for (let offset = 0; offset < bytes.length; offset += 32) {
    const word = bytes.subarray(offset, offset + 32);
    const first = word.findIndex((byte) => byte !== 0);
    if (first === -1) continue;
    const last = word.findLastIndex((byte) => byte !== 0);
    // Text and short byte strings stand at the left of their word; everything else at the right.
    const atLeft = word.length - 1 - last >= 16;
    const length = atLeft ? last + 1 : significant(word.length - first);
    const nonZero = word.reduce((count, byte) => count + (byte === 0 ? 0 : 1), 0);
    surcharge += (length - nonZero) * (BYTE - ZERO_BYTE);
  }
  return surcharge;
}

/** Lengths that only random values have: an address has 20 bytes, a digest 32, even when they begin with zeros. */
function significant(length: number): number {
  if (length <= 16) return length;
  return length <= 20 ? 20 : 32;
}
