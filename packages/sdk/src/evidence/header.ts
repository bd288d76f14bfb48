import { decodeRlp, encodeRlp, keccak256 } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import { rlpNumber } from "./rlp-number.ts";

/** A block as `eth_getBlockByNumber` gives it; engines add members. */
export type RawHeader = Readonly<Record<string, unknown>> & { readonly hash: string; readonly number: string };

/** What a proof needs of a header. */
export type BlockHeader = {
  readonly hash: string;
  readonly number: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly receiptsRoot: string;
};

type Field = { readonly name: string; readonly read: (value: string) => string };

const bytes = (name: string): Field => ({ name, read: (value) => value });
const number = (name: string): Field => ({ name, read: rlpNumber });

const first = [
  ...["parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom"].map(bytes),
  ...["difficulty", "number", "gasLimit", "gasUsed", "timestamp"].map(number),
];
const seal = ["mixHash", "nonce"].map(bytes);
const whole = [...first, bytes("extraData"), ...seal];
/** London, Shanghai, Cancun, Prague: each present from its fork on. */
const forks = [
  number("baseFeePerGas"),
  bytes("withdrawalsRoot"),
  number("blobGasUsed"),
  number("excessBlobGas"),
  bytes("parentBeaconBlockRoot"),
  bytes("requestsHash"),
];

/**
 * The header of each engine, by its profile. Besu hashes a QBFT header without the commit seals and with round 0
 * (`QbftExtraDataCodec`); subnet-evm orders the later members otherwise (`HeaderSerializable`).
 */
const encodings: Readonly<Record<string, readonly Field[]>> = {
  ethereum: [...whole, ...forks],
  "besu-qbft": [...first, { name: "extraData", read: withoutSeals }, ...seal, ...forks],
  "avalanche-subnet-evm": [
    ...whole,
    number("baseFeePerGas"),
    number("blockGasCost"),
    number("blobGasUsed"),
    number("excessBlobGas"),
    bytes("parentBeaconBlockRoot"),
    number("timestampMilliseconds"),
    number("minDelayExcess"),
  ],
};

/** Names of the header encodings that are known. */
export const headerEncodings: readonly string[] = Object.keys(encodings);

/**
 * The bytes of a block's header whose hash is the block's hash, whatever known engine made it.
 *
 * @returns RLP as 0x hex
 * @throws LedgerError HEADER_NOT_REBUILT when no known engine's encoding gives the hash, as with FISCO BCOS 3
 */
export function encodeHeader(block: RawHeader): string {
  for (const fields of Object.values(encodings)) {
    const header = encode(fields, block);
    if (header !== undefined && keccak256(header) === block.hash) return header;
  }
  const known = headerEncodings.join(", ");
  const message = `Block ${Number(block.number)} has the hash ${block.hash}, which the header encoding of no known engine profile gives (${known})`;
  throw new LedgerError("HEADER_NOT_REBUILT", { message, details: { hash: block.hash, known: headerEncodings } });
}

/** Reads a header; undefined for bytes that are none. Its hash is taken over all of the bytes. */
export function readHeader(header: string): BlockHeader | undefined {
  try {
    const items = decodeRlp(header);
    if (!Array.isArray(items) || items.length < whole.length) return undefined;
    const [receiptsRoot, height, time] = [items[5], items[8], items[11]] as string[];
    if (receiptsRoot?.length !== 66) return undefined;
    return { hash: keccak256(header), number: numberOf(height), time: numberOf(time), receiptsRoot };
  } catch {
    return undefined;
  }
}

function numberOf(hex: string | undefined): number {
  return hex === undefined || hex === "0x" ? 0 : Number(hex);
}

function encode(fields: readonly Field[], block: RawHeader): string | undefined {
  const items: string[] = [];
  for (const { name, read } of fields) {
    const value = block[name];
    // Members of later forks are missing together.
    if (value === undefined || value === null) break;
    if (typeof value !== "string") return undefined;
    try {
      items.push(read(value));
    } catch {
      return undefined;
    }
  }
  return items.length < whole.length ? undefined : encodeRlp(items);
}

function withoutSeals(extraData: string): string {
  const items = decodeRlp(extraData) as unknown[];
  if (!Array.isArray(items) || items.length !== 5) throw new TypeError("not the extra data of QBFT");
  const [vanity, validators, vote] = items as [string, string[], string[]];
  return encodeRlp([vanity, validators, vote, "0x", []]);
}
