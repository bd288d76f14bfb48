import Type, { type Static } from "typebox";
import { enumNames } from "@data-voucher/sdk";
import { agreements, type HeldAnswer } from "../national/reconcile.ts";
import { Address, Maybe, MaybeObject, OneOf, Time } from "./common.ts";
import { homeRecord } from "./home-record.ts";

const Value = Type.Unsafe<unknown>({ description: "Any JSON value; null where it is missing" });

/** How ledger and national service system stand to each other in one submission. */
export const ReconciledItem = Type.Object({
  agreement: {
    ...OneOf(agreements),
    description:
      "differs; missingThere: the ledger mirrors an answer, the system holds nothing; missingHere: the system holds it, " +
      "the ledger mirrors no answer; waiting: nothing was answered yet; agree",
  },
  caseId: Type.String(),
  kind: OneOf(enumNames.Submission.slice(1)),
  keeper: Maybe({ ...Address, description: "Registry that keeps the case; null for a case the ledger does not have" }),
  dueAt: Maybe({ ...Time, description: "Since when the ledger owes it; null while it does not" }),
  mirroredAt: Maybe({ ...Time, description: "When the answer was written down" }),
  receiptNumber: Maybe(Type.String({ description: "As mirrored; as the system has it where nothing is mirrored" })),
  statedAt: Maybe({ ...Time, description: "As mirrored; as the system has it where nothing is mirrored" }),
  sample: Maybe(Type.Boolean({ description: "Whether a stand-in answered (演示)" })),
  held: MaybeObject<HeldAnswer>(
    Type.Object({
      receiptNumber: Type.String(),
      statedAt: Time,
      sample: Type.Boolean(),
      material: Type.String(),
      digest: Type.String(),
    }),
    "What the system answered, as `submissions/{kind}` and `submissions/{kind}/correct` take it; null where it holds nothing",
  ),
  problem: Maybe(Type.String({ description: "Why it waits; null while nothing is wrong" })),
  differences: Type.Array(
    Type.Object({
      field: Type.String({
        description:
          "`submission.<member>` is a member of the submission; `expected` the digest that the ledger's facts give; " +
          "`content` the digest of what the system holds",
      }),
      ledger: Value,
      system: Value,
    }),
  ),
});

/** Where ledger and national service system disagree. */
export const Reconciliation = homeRecord(
  Type.Object({
    at: { ...Time, description: "RFC 3339 time, UTC: when the system was asked" },
    ledgerBlock: Type.Object({ number: Type.Integer(), hash: Type.String(), time: Time }),
    registry: Maybe({ ...Address, description: "Whose cases; null for those of all registries" }),
    counts: Type.Object(Object.fromEntries(agreements.map((name) => [name, Type.Integer()])) as CountsSchema),
    items: Type.Array(ReconciledItem, { description: "Those that do not agree first, at most 1 000; CSV has all" }),
    names: Type.Record(Type.String(), Type.String()),
  }),
  "what the national service system held when it was asked",
);
type CountsSchema = Record<(typeof agreements)[number], Type.TInteger>;

/** {@link Reconciliation} as JSON. */
export type ReconciliationJson = Static<typeof Reconciliation>;

/** Evidence that was handed in before its case is decided. */
export const HandedIn = homeRecord(
  Type.Object({
    caseId: Type.String(),
    evidenceDigest: Type.String(),
    at: { ...Time, description: "RFC 3339 time, UTC" },
  }),
  "evidence that waits for the national service system",
);

/** What these routes answer, by path. */
export type NationalAnswers = { readonly "/v1/national/reconciliation": ReconciliationJson };
