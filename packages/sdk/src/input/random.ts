import { hexlify } from "ethers";

/**
 * A random id for a new party. Never derive it from a credit code: whoever has a list of codes would find the party.
 *
 * @example
 * const partyId = randomPartyId(); // "0x5f2c…", 32 bytes
 */
export function randomPartyId(): string {
  return random32();
}

/**
 * A random key for a new asset; with the declarant it makes the asset's id.
 *
 * @example
 * await ledger.assets.declare({ key: randomAssetKey(), name: "货运时效", ...description });
 */
export function randomAssetKey(): string {
  return random32();
}

/** 32 bytes of the platform's generator for keys, 0x hex. */
export function random32(): string {
  return hexlify(globalThis.crypto.getRandomValues(new Uint8Array(32)));
}
