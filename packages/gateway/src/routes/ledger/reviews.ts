import Type from "typebox";
import { parseAddress, parseCertificate, parseHash } from "../../ledger/models/ids.ts";
import { readReview } from "../../ledger/models/review.ts";
import { reviewIsAt, reviewKinds, reviewTable } from "../../ledger/project/review.ts";
import { answers } from "../../schemas/answers.ts";
import { OneOf } from "../../schemas/common.ts";
import type { Routes } from "../app.ts";
import { filterOf, filtered } from "./filters.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

/** What depended on something that fell away, for a person to look at. */
export const reviewRoutes: Routes = (app, context) => {
  ledgerGet(app, context)(
    "/v1/reviews",
    {
      tag: "registration",
      summary: "What depended on rights, certificates or grades that fell away, newest first",
      description:
        "For a person to look at; nothing is blocked by it. Open entries unless `state` asks for others. An entry is " +
        "resolved when the basis or the right is back, the grade is lowered, or the certificate that depends has ended. " +
        "What ends by time alone is listed with the first block after its end.",
      query: listQuery({
        state: Type.Optional({ ...OneOf(["open", "resolved", "all"]), default: "open" }),
        kind: Type.Optional(OneOf(reviewKinds)),
        registry: Type.Optional(text("Address of the registry that keeps the certificate")),
        certificate: Type.Optional(text("Number of the certificate that depends, or that the series stands on")),
        asset: Type.Optional(text("Id of the asset that depends, or of what fell away")),
      }),
      answer: answers["/v1/reviews"],
    },
    (reading, { query }) => {
      const row = (id: string) => reading.view.get(reviewTable, id)!;
      const { state = "open", kind } = query;
      const certificate = query.certificate === undefined ? undefined : parseCertificate(query.certificate);
      const asset = query.asset === undefined ? undefined : parseHash(query.asset);
      const registry = query.registry === undefined ? undefined : parseAddress(query.registry);
      const isOpen = (id: string) => row(id).resolvedAt === null;
      const filters = [
        filterOf(certificate, "certificate", (id, value) => row(id).certificateId === value),
        filterOf(asset, "asset", (id, value) => row(id).assetId === value || row(id).causeAssetId === value),
        filterOf(registry, "registry", (id, value) => reviewIsAt(reading.view, row(id), value)),
        filterOf(kind, "kind", (id, value) => row(id).kind === value),
        filterOf(state === "all" ? undefined : state, "state", (id, value) => isOpen(id) === (value === "open")),
      ];
      return listPage(context, reading, filtered("review", filters), query, (entry) => readReview(reading, entry.row));
    },
  );
};
