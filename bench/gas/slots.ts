import { AbiCoder, keccak256, toBeHex, toUtf8Bytes } from "ethers";

const coder = AbiCoder.defaultAbiCoder();
const hashed = (text: string) => BigInt(keccak256(toUtf8Bytes(text)));

/** First slot of an ERC-7201 namespace. */
const namespace = (name: string): bigint => BigInt(keccak256(toBeHex(hashed(name) - 1n, 32))) & ~0xffn;
const inMapping = (slot: bigint, keyType: string, key: unknown): bigint =>
  BigInt(keccak256(coder.encode([keyType, "uint256"], [key, slot])));

/** Who and what an issue is about. */
export interface IssueSlots {
  readonly account: string;
  readonly grantor: string;
  readonly holder: string;
  readonly seriesId: bigint;
  readonly voucherId: bigint;
}

/** Names of the storage words that an issue touches, by slot; laid out as PartyStorage and VoucherStorage say. */
export function slotNames({ account, grantor, holder, seriesId, voucherId }: IssueSlots): Map<bigint, string> {
  const parties = namespace("datavoucher.storage.Parties");
  const vouchers = namespace("datavoucher.storage.Vouchers");
  return new Map([
    [hashed("eip1967.proxy.implementation") - 1n, "proxy: address of the implementation"],
    [parties, "pause scopes"],
    [inMapping(parties + 1n, "address", grantor), "grantor's party word (roles, standing)"],
    [inMapping(parties + 1n, "address", holder), "holder's party word (roles, standing, jurisdiction, count)"],
    [inMapping(parties + 2n, "address", account), "account word (party, powers, limit, expiry)"],
    [inMapping(vouchers, "uint64", voucherId), "voucher word (holder, units, locks)"],
    [inMapping(vouchers + 1n, "uint64", voucherId), "digest of the document"],
    [inMapping(vouchers + 2n, "uint32", seriesId), "series word (terms, cap, issued, serial)"],
  ]);
}
