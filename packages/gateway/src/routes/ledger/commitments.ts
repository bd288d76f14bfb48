import { readCommitments } from "../../ledger/models/commitment.ts";
import { enveloped } from "../../ledger/models/reading.ts";
import { answers } from "../../schemas/answers.ts";
import type { Routes } from "../app.ts";
import { ledgerGet } from "./ledger-get.ts";

/** Editions of the safe-use commitment (数据安全使用承诺). */
export const commitmentRoutes: Routes = (app, context) => {
  ledgerGet(app, context)(
    "/v1/commitments",
    {
      tag: "parties",
      summary: "Editions of the safe-use commitment (数据安全使用承诺), newest first",
      answer: answers["/v1/commitments"],
    },
    async (reading) => enveloped(reading, { items: await readCommitments(reading) }),
  );
};
