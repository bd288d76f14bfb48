import Type, { type Static } from "typebox";
import { Address, Args, AsOf, Decimal, Hash, Maybe, MaybeObject, OneOf, Time, type ArgsJson } from "./common.ts";
import { Event } from "./event.ts";
import { homeRecord } from "./home-record.ts";

/** A block in a list. */
export const block = {
  number: Type.Integer(),
  hash: Hash,
  parentHash: Hash,
  time: Time,
  transactions: Type.Integer({ description: "How many it holds" }),
  gasUsed: Decimal,
};
/** A block in a list. */
export const Block = Type.Object(block);
/** A block by itself. */
export const blockWithHashes = { ...block, transactionHashes: Type.Array(Hash) };

/** What a transaction calls. */
export interface MethodJson {
  readonly name: string;
  readonly args: ArgsJson;
}

/** Why a transaction was refused. */
export interface RefusalJson {
  readonly code: string;
  readonly name: string | null;
  readonly args: ArgsJson | null;
  readonly title: string;
  readonly titleZh: string;
  readonly source: "rerun" | "reported";
}

/** A transaction. */
export const transaction = {
  hash: Hash,
  block: Type.Integer(),
  time: Time,
  from: Address,
  fromParty: Maybe(Type.String({ description: "The party that the sender acts for" })),
  to: Maybe(Type.String({ description: "Null where the transaction creates a contract" })),
  toContract: Maybe(Type.String({ description: "Name of the contract in the deployment" })),
  nonce: Type.Integer(),
  status: OneOf(["success", "reverted"]),
  gasUsed: Maybe(Type.String({ description: "Null where only the node can tell and does not now", pattern: "^\\d+$" })),
  method: MaybeObject<MethodJson>(
    Type.Object({ name: Type.String(), args: Args }),
    "Null for what is no function of the ledger",
  ),
  error: homeRecord(
    MaybeObject<RefusalJson>(
      Type.Object({
        code: Type.String({ description: "Code of the error table" }),
        name: Maybe(Type.String({ description: "Name of the contract's error" })),
        args: MaybeObject<ArgsJson>(Type.Object({}, { additionalProperties: true }), "Its arguments"),
        title: Type.String(),
        titleZh: Type.String(),
        source: OneOf(["rerun", "reported"]),
      }),
      "Why it was refused",
    ),
    "why a reverted transaction was refused. The chain keeps that it was, not why: that was seen when it happened (`reported`) or found by running it again (`rerun`)",
  ),
  errorUnavailable: Type.Optional(
    homeRecord(Type.Boolean(), "it was refused, and no node has the state any more that tells why"),
  ),
  events: Type.Array(Event, { description: "In lists the first 20" }),
  eventsLeftOut: Type.Optional(Type.Boolean({ description: "It has more events than the list shows" })),
};
/** A transaction. */
export const Transaction = Type.Object(transaction);
/** {@link Transaction} as JSON. */
export type TransactionJson = Static<typeof Transaction>;

/** Where the gateway stands. */
export const Status = Type.Object({
  chainId: Type.String(),
  head: MaybeObject<{ number: number; time: string }>(
    Type.Object({ number: Type.Integer(), time: Time }),
    "Newest block of the node; null until it has answered",
  ),
  indexed: MaybeObject<Static<typeof AsOf>>(AsOf, "Last block that answers show; null before the first"),
  lag: MaybeObject<{ blocks: number; seconds: number }>(
    Type.Object({ blocks: Type.Integer(), seconds: Type.Integer() }),
    "How far the index is behind the node; null until both are known",
  ),
  failure: Maybe(Type.String({ description: "Why the index cannot follow at the moment" })),
  openOperations: Type.Integer(),
  calendarYears: Type.Array(Type.Integer(), {
    description: "Years whose working days are loaded; a clock that needs another is pending",
  }),
  unknownLogs: Type.Integer({ description: "Logs of the ledger's contracts that this release does not know" }),
  deployment: Type.Object({
    contracts: Type.Record(
      Type.String(),
      Type.Object({ address: Address, block: Type.Integer(), version: Maybe(Type.String()) }),
    ),
  }),
  release: Type.String({ description: "Version of the gateway" }),
  engine: Type.String({ description: "What the gateway runs on" }),
});
