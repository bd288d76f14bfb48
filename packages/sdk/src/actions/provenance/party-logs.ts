import type { LedgerLog } from "../../chain/logs.ts";
import type { LedgerClient } from "../../client/client.ts";
import { mergeLogs } from "../../client/merge-logs.ts";
import type { Blocks } from "./history-query.ts";
import { addressTopic, domainContracts, logsOf } from "./topics.ts";

/** The logs that name a party among what they are indexed by, oldest first. */
export function partyLogs(client: LedgerClient, party: string, blocks: Blocks): AsyncGenerator<LedgerLog, void> {
  const id = addressTopic(party);
  const places = [
    [null, id],
    [null, null, id],
    [null, null, null, id],
  ];
  return mergeLogs(places.map((topics) => logsOf(client, domainContracts, topics, blocks)));
}
