import Type from "typebox";
import { Difference } from "./certificate.ts";
import { Hash, Maybe, OneOf, Time } from "./common.ts";

/** What a check of a paper found; the fields that differ stand in `differences` beside it. */
export const PaperCheck = Type.Object({
  form: OneOf(["credential", "pdf"]),
  findings: Type.Array(
    Type.Object({
      code: Type.String({ description: "Stable code, as in the table of errors" }),
      message: Type.String(),
    }),
    { description: "Everything that is wrong with the paper; empty for a genuine one" },
  ),
  signatures: Type.Array(
    Type.Object({
      over: OneOf(["credential", "pdf"]),
      algorithm: OneOf(["ES256K", "SM2"]),
      key: Type.String({ description: "Account, or public key of SM2" }),
      holds: Type.Boolean(),
    }),
  ),
  signer: Type.Unsafe<"certifier" | "known" | "unknown">({
    ...OneOf(["certifier", "known", "unknown"]),
    description: "Certified on the ledger, another account of the registry, or nobody known",
  }),
  block: Type.Optional(Type.Object({ number: Type.Integer(), hash: Hash })),
  proven: Type.Array(Type.String(), { description: "Fields that the block proves" }),
  stated: Type.Array(Type.String(), { description: "Fields that the registry states and signs for" }),
  expired: Type.Boolean({ description: "At the time of asOfBlock" }),
  since: Type.Optional(
    Type.Object(
      {
        state: OneOf(["valid", "transferred", "cancelled"]),
        adjustedAt: Maybe(Time),
        endedAt: Maybe(Time),
        changes: Type.Array(Difference, { description: "Fields in which the paper differs from what is recorded now" }),
      },
      {
        description:
          "What became of the certificate after the block that the paper shows: given up, cancelled or adjusted by a " +
          "later registration (articles 34 to 37). A genuine paper may be out of date",
      },
    ),
  ),
  names: Type.Object({
    holderName: Type.Optional(Type.String()),
    registryName: Type.Optional(Type.String()),
    assetName: Type.Optional(Type.String()),
  }),
});
