import {
  type BlockBytes,
  canonicalJson,
  createEventDecoder,
  type JsonValue,
  type LedgerDeployment,
} from "@data-voucher/sdk";

/** A block as an archive holds it: one line of a segment. */
export interface BlockLine {
  readonly text: string;
  readonly receipts: number;
  readonly events: number;
}

/**
 * Makes the lines of blocks: the bytes that can be checked, and the ledger's events in words that can be read without
 * knowing the bytes. Logs are counted within their receipt.
 */
export function createLineWriter(deployment: LedgerDeployment): (block: BlockBytes) => BlockLine {
  const decode = createEventDecoder(deployment);
  return ({ number, hash, header, receipts, outcomes }) => {
    const events: JsonValue[] = outcomes.flatMap(({ transaction, logs }, receipt) =>
      logs.flatMap((log, i) => {
        const place = { blockNumber: number, transactionHash: transaction, logIndex: i };
        const event = decode({ ...log, topics: [...log.topics], ...place });
        if (event === undefined) return [];
        return [{ receipt, log: i, transaction, contract: event.contract, name: event.name, args: event.args }];
      }),
    );
    const line = { block: number, hash, header, receipts: [...receipts], events };
    return { text: `${canonicalJson(line)}\n`, receipts: receipts.length, events: events.length };
  };
}
