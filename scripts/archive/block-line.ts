import {
  type BlockBytes,
  canonicalJson,
  createEventDecoder,
  type JsonValue,
  type LedgerDeployment,
} from "@data-voucher/sdk";
import { decodeRlp } from "ethers";
import type { Concerns } from "./concerns.ts";

/** A block as an archive holds it: one line of a segment. */
export interface BlockLine {
  /** Canonical JSON, without a line feed. */
  readonly text: string;
  readonly receipts: number;
  readonly events: number;
}

/**
 * Makes the lines of blocks: the bytes that can be checked, and the ledger's events in words that can be read without
 * knowing the bytes. Logs are counted within their receipt.
 */
export function createLineWriter(deployment: LedgerDeployment, concerns: Concerns): (block: BlockBytes) => BlockLine {
  const decode = createEventDecoder(deployment);
  return ({ number, hash, header, receipts, outcomes }) => {
    const told = outcomes.flatMap(({ transaction, logs }, receipt) =>
      logs.flatMap((log, i) => {
        const place = { blockNumber: number, transactionHash: transaction, logIndex: i };
        const event = decode({ ...log, topics: [...log.topics], ...place });
        return event === undefined ? [] : [{ ...event, receipt }];
      }),
    );
    concerns.learn(told);
    const events: JsonValue[] = told.map((event) => {
      const { receipt, logIndex: log, transaction, contract, name, args } = event;
      return { receipt, log, transaction, contract, name, args, concerns: concerns.of(event) };
    });
    const line = { block: number, hash, ...namesOf(header), header, receipts: [...receipts], events };
    return { text: canonicalJson(line), receipts: receipts.length, events: events.length };
  };
}

/** What a reader looks for in a header; the time in seconds since 1970. */
function namesOf(header: string) {
  const items = decodeRlp(header) as string[];
  return { parentHash: items[0]!, receiptsRoot: items[5]!, timestamp: items[11] === "0x" ? 0 : Number(items[11]) };
}
