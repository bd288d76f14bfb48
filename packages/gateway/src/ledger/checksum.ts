import { getAddress } from "ethers";

const known = new Map<string, string>();
const most = 65_536;

/** The checksummed form (ERC-55) of a well-formed address. Remembers recent ones: the hash is the slow part. */
export function checksum(address: string): string {
  let form = known.get(address);
  if (form === undefined) {
    form = getAddress(address.toLowerCase());
    if (known.size >= most) known.clear();
    known.set(address, form);
  }
  return form;
}

/** The address of nobody. */
export const zeroAddress = `0x${"0".repeat(40)}`;

/** The digest of nothing. */
export const zeroDigest = `0x${"0".repeat(64)}`;

/** The digest, or null for the digest of nothing. */
export const digestOrNull = (digest: string): string | null => (digest === zeroDigest ? null : digest);

/** The address, or null for nobody. */
export const addressOrNull = (address: string): string | null => (address === zeroAddress ? null : address);
