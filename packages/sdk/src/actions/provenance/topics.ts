import { EventFragment, toBeHex, zeroPadValue, type Interface } from "ethers";
import type { LogQuery } from "../../chain/logs.ts";
import { readLogs } from "../../chain/logs.ts";
import type { LedgerClient } from "../../client/client.ts";
import { addressOf } from "../../client/deployment.ts";
import type { EventContract } from "../../client/events.ts";
import type { Blocks } from "./history-query.ts";

/** Contracts whose events speak of parties, assets and vouchers. */
export const domainContracts = [
  "Ledger",
  "AssetRegistry",
  "Certificates",
  "PublicRecords",
  "WorkingCalendar",
  "RegistrationProfiles",
] as const;

/** Reads the logs of contracts that match topics. */
export function logsOf(
  client: LedgerClient,
  contracts: readonly EventContract[],
  topics: NonNullable<LogQuery["topics"]>,
  { fromBlock, toBlock, signal }: Blocks,
) {
  const address = contracts.map((name) => addressOf(client.deployment, name));
  const { rpc, profile } = client;
  return readLogs({ address, topics, fromBlock, toBlock }, { rpc, profile, signal });
}

/** First topics of events of a contract, by name. */
export function topicsOf(
  contract: { readonly interface: { getEvent(name: never): { readonly topicHash: string } } },
  names: readonly string[],
): string[] {
  return names.map((name) => contract.interface.getEvent(name as never).topicHash);
}

/** First topics of all events of a contract that are indexed by a parameter before any other, such as `caseId`. */
export function topicsBy(contract: { readonly interface: Interface }, parameter: string): string[] {
  return contract.interface.fragments.flatMap((fragment) => {
    const isBy = EventFragment.isFragment(fragment) && fragment.inputs[0]?.name === parameter;
    return isBy ? [fragment.topicHash] : [];
  });
}

/** A number as a topic. */
export const numberTopic = (value: bigint | number | string): string => toBeHex(BigInt(value), 32);

/** An address as a topic. */
export const addressTopic = (address: string): string => zeroPadValue(address, 32);
