import { decodeRlp, encodeRlp } from "ethers";
import { rlpNumber } from "./rlp-number.ts";

/** A receipt as `eth_getBlockReceipts` and `eth_getTransactionReceipt` give it. */
export type RawReceipt = {
  readonly type?: string;
  readonly status?: string;
  readonly root?: string;
  readonly cumulativeGasUsed: string;
  readonly logsBloom: string;
  readonly transactionIndex: string;
  readonly logs: readonly ProvenLog[];
};

/** A log as it stands in a receipt. */
export type ProvenLog = { readonly address: string; readonly topics: readonly string[]; readonly data: string };

/** The bytes of a receipt as the tree of receipts holds them (EIP-2718 for typed ones). */
export function encodeReceipt({ type, status, root, cumulativeGasUsed, logsBloom, logs }: RawReceipt): string {
  const body = encodeRlp([
    status === undefined ? (root ?? "0x") : rlpNumber(status),
    rlpNumber(cumulativeGasUsed),
    logsBloom,
    logs.map(({ address, topics, data }) => [address, [...topics], data]),
  ]);
  const kind = Number(type ?? 0);
  return kind === 0 ? body : `0x${kind.toString(16).padStart(2, "0")}${body.slice(2)}`;
}

/** The logs of a receipt that succeeded; undefined for bytes that are no receipt, and for one that failed. */
export function readReceipt(bytes: string): readonly ProvenLog[] | undefined {
  try {
    // The first byte of a list is at least 0xc0; below that it is a type.
    const typed = Number(bytes.slice(0, 4)) < 0xc0;
    const items = decodeRlp(typed ? `0x${bytes.slice(4)}` : bytes) as [
      string,
      string,
      string,
      [string, string[], string][],
    ];
    if (items.length !== 4 || items[0] !== "0x01") return undefined;
    return items[3].map(([address, topics, data]) => ({ address, topics, data }));
  } catch {
    return undefined;
  }
}
