import { EventFragment, Interface } from "ethers";
import type { LedgerLog } from "../chain/logs.ts";
import type { JsonValue } from "../codec/canonical.ts";
import {
  IAccessManager__factory,
  IAssetRegistry__factory,
  ICertificateToken__factory,
  ILedger__factory,
  IPublicRecords__factory,
  IRegistrationProfiles__factory,
  IWorkingCalendar__factory,
} from "../contracts/index.ts";
import type { LedgerDeployment } from "./deployment.ts";
import { eventJson, type AbiParam } from "./event-json.ts";

/** Contracts whose events make the ledger. */
export type EventContract =
  | "Ledger"
  | "AssetRegistry"
  | "Certificates"
  | "PublicRecords"
  | "WorkingCalendar"
  | "RegistrationProfiles"
  | "AccessManager";

/** An event of the ledger, decoded; enumerations and bit sets by name, moments as RFC 3339 text. */
export type DecodedEvent = {
  /** `<block>-<logIndex>`, the same in API and SDK. */
  readonly id: string;
  readonly block: number;
  readonly logIndex: number;
  readonly transaction: string;
  readonly contract: EventContract;
  readonly name: string;
  readonly args: Readonly<Record<string, JsonValue>>;
};

/** A log as nodes, receipts and our readers give it. */
export type AnyLog = Pick<LedgerLog, "address" | "topics" | "data" | "blockNumber" | "transactionHash" | "logIndex">;

/** Decodes the ledger's logs; undefined for what is none of its events. */
export type EventDecoder = (log: AnyLog) => DecodedEvent | undefined;

type Known = { readonly contract: EventContract; readonly interface: Interface; readonly params: Params };
type Params = ReadonlyMap<string, readonly AbiParam[]>;

const factories = {
  Ledger: ILedger__factory,
  AssetRegistry: IAssetRegistry__factory,
  Certificates: ICertificateToken__factory,
  PublicRecords: IPublicRecords__factory,
  WorkingCalendar: IWorkingCalendar__factory,
  RegistrationProfiles: IRegistrationProfiles__factory,
  AccessManager: IAccessManager__factory,
} as const;

/** Makes the decoder of a deployment's events. */
export function createEventDecoder({ contracts }: LedgerDeployment): EventDecoder {
  const known = new Map<string, Known>();
  for (const contract of Object.keys(factories) as EventContract[]) {
    const address = contracts[contract]?.address.toLowerCase();
    const { abi } = factories[contract];
    if (address) known.set(address, { contract, interface: new Interface(abi), params: paramsOf(abi) });
  }
  return (log) => {
    const source = known.get(log.address.toLowerCase());
    const params = source?.params.get(log.topics[0] ?? "");
    if (!source || !params) return undefined;
    const parsed = parse(source.interface, log);
    if (!parsed) return undefined;
    const args = Object.fromEntries(
      params.map((param, i) => [param.name || String(i), eventJson(param, parsed.args[i])]),
    );
    const { blockNumber: block, logIndex, transactionHash: transaction } = log;
    return {
      id: `${block}-${logIndex}`,
      block,
      logIndex,
      transaction,
      contract: source.contract,
      name: parsed.name,
      args,
    };
  };
}

type AbiEntry = { readonly type: string; readonly name?: string; readonly inputs?: readonly AbiParam[] };

function paramsOf(abi: readonly AbiEntry[]): Params {
  const events = abi.filter(({ type }) => type === "event") as readonly Required<AbiEntry>[];
  return new Map(events.map((event) => [EventFragment.from(event).topicHash, event.inputs]));
}

function parse(known: Interface, { topics, data }: AnyLog) {
  try {
    return known.parseLog({ topics, data });
  } catch {
    return null; // Another contract's event of the same name, indexed otherwise.
  }
}
