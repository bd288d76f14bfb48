import type { LedgerLog } from "../../chain/logs.ts";
import type { LedgerClient } from "../../client/client.ts";
import { startBlockOf } from "../../client/deployment.ts";
import type { EventContract } from "../../client/events.ts";
import { mergeLogs } from "../../client/merge-logs.ts";
import type { Blocks } from "./history-query.ts";
import { domainContracts, logsOf, topicsBy, topicsOf } from "./topics.ts";

const later = ["TransferApplied", "ChangeApplied", "RenewalApplied", "CancellationApplied", "CancellationBegun"];
const ofSeries = ["SeriesWasClosed", "SeriesSuspensionChanged", "SeriesBasisChanged", "LicenceEnded"];

/**
 * The logs that name an asset, and those of its cases, certificates, records, authorisations and series, oldest first.
 * Those name only their own ids, so the ids are collected first, from the ledger's beginning.
 */
export async function* assetLogs(
  client: LedgerClient,
  assetId: string,
  blocks: Blocks,
): AsyncGenerator<LedgerLog, void> {
  const { ledger, assets, records } = client.contracts;
  const all = { ...blocks, fromBlock: startBlockOf(client.deployment) };
  const places = [
    [null, assetId],
    [null, null, assetId],
    [null, null, null, assetId],
  ];
  const naming = await collect(mergeLogs(places.map((topics) => logsOf(client, domainContracts, topics, all))));
  const ids = (logs: readonly LedgerLog[], name: string) =>
    logs.flatMap((log) => {
      const event = client.decodeEvent(log);
      return event?.name === name ? [log.topics[1] as string] : [];
    });
  const read = async (
    contract: EventContract,
    first: readonly string[],
    second: readonly string[] | null,
    third?: readonly string[],
  ) => {
    if ((third ?? second)?.length === 0) return [];
    return collect(logsOf(client, [contract], [first, second, ...(third ? [third] : [])], all));
  };
  const recordIds = ids(naming, "RecordSubmitted");
  const authorised = await read("PublicRecords", topicsOf(records, ["OperationAuthorised"]), null, recordIds);
  const authorisationIds = ids(authorised, "OperationAuthorised");
  const asked = await read("PublicRecords", topicsOf(records, ["RecordRequested"]), null, recordIds);
  const certificateIds = ids(naming, "CertificateIssued");
  const applied = await read("AssetRegistry", topicsOf(assets, later), null, certificateIds);
  const caseIds = [...ids(naming, "RegistrationApplied"), ...later.flatMap((name) => ids(applied, name))];
  const rest = await Promise.all([
    read("AssetRegistry", topicsBy(assets, "caseId"), caseIds),
    read("AssetRegistry", topicsBy(assets, "certificateId"), certificateIds),
    read("PublicRecords", topicsBy(records, "recordId"), recordIds),
    read("PublicRecords", topicsBy(records, "authorisationId"), authorisationIds),
    read("PublicRecords", topicsBy(records, "requestId"), ids(asked, "RecordRequested")),
    read("Ledger", topicsOf(ledger, ofSeries), ids(naming, "SeriesOpened")),
  ]);
  for await (const log of mergeLogs([naming, ...rest].map(again))) {
    if (log.blockNumber >= blocks.fromBlock) yield log;
  }
}

async function collect(logs: AsyncIterable<LedgerLog>): Promise<LedgerLog[]> {
  const found: LedgerLog[] = [];
  for await (const log of logs) found.push(log);
  return found;
}

async function* again(logs: readonly LedgerLog[]): AsyncGenerator<LedgerLog, void> {
  yield* logs;
}
