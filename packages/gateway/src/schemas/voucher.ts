import Type, { type Static } from "typebox";
import {
  enumNames,
  environments,
  lockClasses as lockClassNames,
  obligations,
  openTerms,
  qualifications,
  userKinds,
  type ConditionWord,
  type UsePeriod,
} from "@data-voucher/sdk";
import { seriesStepKinds, voucherStepKinds } from "../ledger/project/step.ts";
import { Address, Country, Decimal, Hash, Maybe, MaybeInteger, MaybeObject, OneOf, Purposes, Time } from "./common.ts";

const wordsOf = <const T extends readonly ConditionWord[]>(list: T) =>
  Type.Array(OneOf(list.map(({ code }) => code) as T[number]["code"][]));

/** Conditions of use; empty lists, null and 0 ask for nothing. */
export const Conditions = Type.Object({
  users: wordsOf(userKinds),
  qualifications: wordsOf(qualifications),
  environments: wordsOf(environments),
  obligations: wordsOf(obligations),
  open: wordsOf(openTerms),
  onward: Type.Integer({ description: "How many sub-licences may stand one upon the other under a voucher" }),
  frequency: MaybeObject<{ units: number; period: UsePeriod }>(
    Type.Object({ units: Type.Integer(), period: OneOf(enumNames.UsePeriod) }),
    "Most units used within one period of Asia/Shanghai",
  ),
  durationHours: Type.Integer({ description: "Longest time of one use" }),
  retentionDays: Type.Integer({ description: "Longest time that what was received may be kept" }),
});

/** A series of vouchers. */
export const series = {
  seriesId: Type.Integer(),
  assetId: Hash,
  assetName: Type.String(),
  grantor: Address,
  openedBy: Address,
  openedAt: Time,
  provider: { ...Address, description: "Whose access points meter it" },
  basis: Type.Object({
    kind: OneOf(enumNames.BasisKind),
    id: Decimal,
    certificate: Maybe(Type.String()),
    seriesId: MaybeInteger("Of a sub-licence, the series that its voucher is of"),
  }),
  class: OneOf(enumNames.VoucherClass),
  resale: Type.Boolean(),
  territory: Country,
  start: Time,
  end: Time,
  cap: Decimal,
  purposes: Purposes,
  namedUser: Maybe(Address),
  priceRule: OneOf(enumNames.PriceRule),
  unitPrice: Type.String({ description: "Fen a unit", pattern: "^\\d+$" }),
  conditions: Conditions,
  termsDigest: Hash,
  totals: Type.Object({
    issued: Decimal,
    live: Decimal,
    used: Decimal,
    licensed: { ...Decimal, description: "Used under sub-licences that ended, as a decimal string" },
    cancelled: Decimal,
    expired: Decimal,
    vouchers: Type.Integer({ description: "Vouchers ever made" }),
  }),
  state: Type.Object({
    closed: Type.Boolean(),
    suspended: Type.Boolean(),
    basisLost: Type.Boolean(),
    expired: Type.Boolean({ description: "At the time of asOfBlock" }),
    licenceEnded: Type.Boolean({ description: "Of a sub-licence, that it was ended" }),
    suspendedAbove: Maybe(
      Type.String({ description: "Of a sub-licence, the voucher above it that keeps it from being granted or used" }),
    ),
  }),
};
/** A series of vouchers. */
export const Series = Type.Object(series);
/** {@link Series} as JSON. */
export type SeriesJson = Static<typeof Series>;

/** State of a voucher; `expired` until it is written down. */
export const VoucherState = OneOf(["live", "expired", "used", "cancelled", "merged", "writtenExpired"]);

/** A voucher in a list. */
export const voucher = {
  voucherId: Decimal,
  label: Type.String({ description: "Series and serial", examples: ["3-17"] }),
  seriesId: Type.Integer(),
  assetId: Hash,
  assetName: Type.String(),
  holder: Type.String({ description: "The last holder of a voucher that is gone" }),
  units: Decimal,
  used: { ...Decimal, description: "Units of it that its holders used, as a decimal string" },
  licensed: { ...Decimal, description: "Units of it used under sub-licences that ended, as a decimal string" },
  epoch: Type.Integer({ description: "How often holder or units changed otherwise than by use; a receipt names it" }),
  locks: Type.Array(
    Type.Object({ lockClass: OneOf(lockClassNames), controller: Address, since: Time, detailsDigest: Hash }),
  ),
  digest: Hash,
  state: VoucherState,
  issuedAt: Time,
  issuedTo: Address,
  parent: Maybe(Decimal),
  children: Type.Array(Decimal, { description: "Vouchers split off it; the first 200" }),
};
/** A voucher in a list. */
export const Voucher = Type.Object(voucher);
/** {@link Voucher} as JSON. */
export type VoucherJson = Static<typeof Voucher>;

/** A voucher with its series. */
export const VoucherWithSeries = Type.Object({ ...voucher, series: Series });

/** What a use was for, and which account of the provider served it. */
const Use = Type.Object({
  accessPoint: Address,
  analysis: Type.String({ description: "Kind of analysis by its code" }),
  purpose: Type.Integer({ description: "Number in the purpose list" }),
  usedUntil: Time,
});
type UseJson = Static<typeof Use>;

/** One licence in the tree of those that stand one upon the other. */
export const Licence = Type.Object({
  series: Series,
  parent: MaybeObject<{ voucherId: string; seriesId: number; holder: string; units: string }>(
    Type.Object({ voucherId: Decimal, seriesId: Type.Integer(), holder: Address, units: Decimal }),
    "The voucher that it stands on; null for the first series",
  ),
  depth: Type.Integer({ description: "0 for the first series" }),
});

/** The chain of licences that a series is part of, as a tree. */
export const licences = {
  seriesId: Type.Integer(),
  items: Type.Array(Licence, { description: "Parents before what stands on them; at most the first 200" }),
  complete: Type.Boolean({ description: "Whether there are no more than these" }),
};
/** {@link licences} as JSON. */
export type LicencesJson = Static<Type.TObject<typeof licences>>;

/** The terms of a series as a document. */
export const terms = {
  seriesId: Type.Integer(),
  document: Type.Unsafe<{ readonly [name: string]: unknown }>(
    Type.Record(Type.String(), Type.Unknown(), { description: "In the closed vocabulary of the ledger" }),
  ),
  digest: Type.Object({ sha256: Hash, sm3: Hash }, { description: "Of its canonical JSON (RFC 8785)" }),
  recorded: { ...Hash, description: "`termsDigest` on the ledger" },
  matches: Type.Boolean({
    description: "Whether it is the whole of the terms: false when an agreement in words belongs to them",
  }),
};

/** One step in a voucher's life. */
export const Step = Type.Object({
  seq: Type.Integer(),
  event: Type.String({ description: "Id of the event" }),
  kind: OneOf([...voucherStepKinds, ...seriesStepKinds]),
  block: Type.Integer(),
  time: Time,
  transaction: Hash,
  party: Maybe(Address),
  account: Maybe(Address),
  from: Maybe(Address),
  to: Maybe(Address),
  units: Decimal,
  unitsAfter: Decimal,
  holderAfter: Maybe(Address),
  voucher: Maybe(Type.String({ description: "The other voucher" })),
  lockClass: Maybe(Type.String()),
  digest: Maybe(Hash),
  licence: MaybeInteger("Of a licence that ended, its series"),
  use: MaybeObject<UseJson>(Use, "Of a use, what it was for and where"),
});
/** {@link Step} as JSON. */
export type StepJson = Static<typeof Step>;

/** The whole life of a voucher. */
export const provenance = {
  voucher: VoucherWithSeries,
  asset: Type.Object({ assetId: Hash, name: Type.String(), fingerprint: Hash, declarant: Address }),
  certificate: Type.Unsafe<{ number: string; holder: string; registry: string; live: boolean } | null>({
    ...Type.Object({ number: Type.String(), holder: Address, registry: Address, live: Type.Boolean() }),
    type: ["object", "null"],
  }),
  authorisation: Type.Unsafe<ShortAuthorisation | null>({
    ...Type.Object({
      authorisationId: Decimal,
      recordId: Decimal,
      body: Address,
      operator: Address,
      scene: Type.String(),
      live: Type.Boolean(),
    }),
    type: ["object", "null"],
  }),
  licences: Type.Array(Type.Object({ voucherId: Decimal, seriesId: Type.Integer(), grantor: Address }), {
    description:
      "The licences that its series stands on, the nearest first: the voucher, its series and who granted that; " +
      "certificate and authorisation are those of the last",
  }),
  steps: Type.Array(Step, {
    description: "Of this voucher and, before it was split off, of its ancestors; oldest first",
  }),
  stepsNextCursor: Maybe(
    Type.String({
      description:
        "`cursor` of the steps that follow; null after the last. Lineage and holders are those of the steps in this answer",
    }),
  ),
  lineage: Type.Object({
    nodes: Type.Array(
      Type.Object({
        voucherId: Decimal,
        label: Type.String(),
        holder: Address,
        units: Decimal,
        state: VoucherState,
        self: Type.Boolean(),
      }),
    ),
    edges: Type.Array(Type.Object({ from: Decimal, to: Decimal, units: Decimal, block: Type.Integer(), time: Time })),
  }),
  holders: Type.Array(Type.Object({ party: Address, from: Time, until: Maybe(Time) })),
};
/** The whole life of a voucher. */
export const Provenance = Type.Object(provenance);
/** {@link Provenance} as JSON. */
export type ProvenanceJson = Static<typeof Provenance>;

/** The authorisation that a voucher stands on. */
export interface ShortAuthorisation {
  readonly authorisationId: string;
  readonly recordId: string;
  readonly body: string;
  readonly operator: string;
  readonly scene: string;
  readonly live: boolean;
}
