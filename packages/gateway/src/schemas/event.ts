import Type, { type Static } from "typebox";
import { Address, Args, Decimal, Hash, OneOf, Time } from "./common.ts";

/** Contracts whose events make the ledger. */
export const ContractName = OneOf([
  "Ledger",
  "AssetRegistry",
  "Certificates",
  "PublicRecords",
  "WorkingCalendar",
  "RegistrationProfiles",
  "AccessManager",
]);

/** An event of the ledger. */
export const Event = Type.Object({
  id: Type.String({ description: "`block-logIndex`" }),
  block: Type.Integer(),
  logIndex: Type.Integer(),
  time: Time,
  transaction: Hash,
  contract: ContractName,
  name: Type.String(),
  args: Args,
  party: Type.Optional(Address),
  account: Type.Optional(Address),
});
/** {@link Event} as JSON. */
export type EventJson = Static<typeof Event>;

const Sum = Decimal;

/** Numbers over the whole ledger. */
export const statistics = {
  counts: Type.Object({
    parties: Type.Integer(),
    accounts: Type.Integer(),
    assets: Type.Integer(),
    cases: Type.Integer(),
    certificates: Type.Integer(),
    records: Type.Integer(),
    authorisations: Type.Integer(),
    profiles: Type.Integer(),
    calendarYears: Type.Integer(),
    series: Type.Integer(),
    vouchers: Type.Integer(),
    transfers: Type.Integer({ description: "Times that units passed from one party to another" }),
    uses: Type.Integer({ description: "Use receipts that the ledger counted" }),
    events: Type.Integer(),
    transactions: Type.Integer({ description: "Transactions to the ledger's contracts, refused ones too" }),
    blocks: Type.Integer({ description: "Blocks of the chain" }),
  }),
  units: Type.Object({ issued: Sum, live: Sum, used: Sum, licensed: Sum, cancelled: Sum, expired: Sum }),
  days: Type.Array(
    Type.Object({
      day: Type.String({ description: "Day in Shanghai", examples: ["2026-09-01"] }),
      issued: Sum,
      used: Sum,
      transferred: Type.Integer(),
      certificates: Type.Integer(),
    }),
  ),
  latest: Type.Array(Event),
};

/** What a search finds. */
export const SearchItem = Type.Object({
  type: OneOf([
    "party",
    "asset",
    "certificate",
    "series",
    "voucher",
    "case",
    "record",
    "profile",
    "calendarYear",
    "block",
    "transaction",
    "account",
  ]),
  id: Type.String(),
  title: Type.String(),
  detail: Type.String(),
});
/** {@link SearchItem} as JSON. */
export type SearchItemJson = Static<typeof SearchItem>;
