import type { ReviewJson } from "../../schemas/review.ts";
import { keeperOf } from "../project/keeper.ts";
import { reviewTable } from "../project/review.ts";
import { numberOf } from "./ids.ts";
import { maybeTime, type Reading } from "./reading.ts";
import { rfc3339 } from "./time.ts";

/** A review of the index. */
export function readReview({ view }: Reading, reviewId: string): ReviewJson {
  const { causeCaseId, certificateId, registry, since, resolvedAt, ...row } = view.get(reviewTable, reviewId)!;
  return {
    reviewId,
    ...row,
    causeCase: causeCaseId,
    certificate: certificateId === null ? null : numberOf(certificateId),
    registry: registry === null ? null : keeperOf(view, registry),
    since: rfc3339(since),
    state: resolvedAt === null ? "open" : "resolved",
    resolvedAt: maybeTime(resolvedAt),
  };
}
