import type { LedgerLog } from "../chain/logs.ts";
import { timeText } from "../input/time.ts";
import type { LedgerClient } from "./client.ts";
import type { DecodedEvent } from "./events.ts";
import { read } from "./reading.ts";
import { partyOfAccount } from "./resolve.ts";

/** An event with its time and who acted, as the gateway shows it too. */
export type LedgerEvent = DecodedEvent & {
  /** Time of its block. */
  readonly time: string;
  /** Party for which the account acted. */
  readonly party?: string;
  /** Account that acted. */
  readonly account?: string;
};

/** Events that token standards ask for; the ledger's own events tell the same with more. */
const standardEvents = new Set([
  "Transfer",
  "TransferValue",
  "SlotChanged",
  "Approval",
  "ApprovalForAll",
  "ApprovalValue",
  "MetadataUpdate",
  "BatchMetadataUpdate",
  "Locked",
  "ContractURIUpdated",
]);

/** Whether an event is one that only a token standard asks for. */
function isStandardEvent({ name }: Pick<DecodedEvent, "name">): boolean {
  return standardEvents.has(name);
}

/** The event of a log with its time and actor; undefined for what is no event of our own. */
export async function historyEvent(client: LedgerClient, log: LedgerLog): Promise<LedgerEvent | undefined> {
  const event = client.decodeEvent(log);
  if (event === undefined || isStandardEvent(event)) return undefined;
  const account = (event.args["account"] ?? event.args["byAccount"]) as string | undefined;
  const [time, party] = await Promise.all([
    timeOfBlock(client, event.block),
    account === undefined ? undefined : partyOfAccount(client, account),
  ]);
  return { ...event, time, ...(party !== undefined && { party }), ...(account !== undefined && { account }) };
}

/** Blocks whose time is kept for the next event. */
const times = new WeakMap<LedgerClient, { block: number; time: Promise<string> }>();

/** Events come in the order of their blocks, so the last block's time is the one asked for again. */
function timeOfBlock(client: LedgerClient, block: number): Promise<string> {
  const last = times.get(client);
  if (last?.block === block) return last.time;
  const time = read(client, async () => {
    const header = (await client.rpc("eth_getBlockByNumber", [`0x${block.toString(16)}`, false])) as {
      timestamp: string;
    };
    return timeText(Number(header.timestamp));
  });
  times.set(client, { block, time });
  return time;
}
