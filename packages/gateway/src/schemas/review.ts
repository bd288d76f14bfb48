import Type, { type Static } from "typebox";
import { reviewCauses, reviewEnds, reviewKinds } from "../ledger/project/review.ts";
import { Address, Hash, Maybe, MaybeInteger, OneOf, Time } from "./common.ts";

/** Something for a person to look at. */
export const Review = Type.Object({
  reviewId: Type.String(),
  kind: Type.Unsafe<(typeof reviewKinds)[number]>({
    ...OneOf(reviewKinds),
    description:
      "A series that lost its basis; a certificate in derived data whose holder lost the use right on a source " +
      "(article 21); one whose source became core data",
  }),
  cause: OneOf(reviewCauses),
  causeCase: Maybe(Type.String({ description: "The case that took the right away" })),
  causeAssetId: { ...Hash, description: "The asset in which the right was, or whose grade changed" },
  assetId: { ...Hash, description: "The asset that depends" },
  certificate: Maybe(Type.String({ description: "The certificate that depends, or that the series stands on" })),
  seriesId: MaybeInteger("The series that depends"),
  holder: { ...Address, description: "Who holds what depends" },
  registry: Maybe(Type.String({ description: "The registry that keeps the certificate" })),
  since: Time,
  transaction: Maybe({ ...Hash, description: "Null where time alone took it away" }),
  state: OneOf(["open", "resolved"]),
  resolvedAt: Maybe(Time),
  resolvedBy: Maybe(Type.Unsafe<(typeof reviewEnds)[number]>({ type: "string", enum: [...reviewEnds, null] })),
});
/** {@link Review} as JSON. */
export type ReviewJson = Static<typeof Review>;
