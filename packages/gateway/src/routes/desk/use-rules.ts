import Type from "typebox";
import { analyses, analysisMask } from "@data-voucher/sdk";
import type { Desk } from "../../desk/desk.ts";
import { DigestIn, secondsOf, TimeIn } from "../../desk/values.ts";
import { OneOf } from "../../schemas/common.ts";
import type { App } from "../app.ts";
import { deskPost } from "./desk-post.ts";

/**
 * What an authority sets for every use: the safe-use commitment (数据安全使用承诺) in its editions, and the kinds of
 * analysis that no use may claim (大数据分析禁止清单).
 */
export function useRuleDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/commitments",
    summary: "Publish the next edition of the safe-use commitment",
    roles: ["regulator"],
    body: Type.Object(
      {
        textDigest: DigestIn,
        requiredFrom: Type.Optional({
          ...TimeIn,
          description: "From when on earlier editions do not count any more; at once when left out",
        }),
      },
      { additionalProperties: false },
    ),
    codes: ["COMMITMENT_REQUIRED_FROM_PAST", "DOCUMENT_MISSING"],
    call: ({ textDigest, requiredFrom }) => ({
      contract: "Ledger",
      method: "publishCommitment",
      power: "approve",
      args: [requiredFrom === undefined ? 0 : secondsOf(requiredFrom, "/requiredFrom"), textDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/usage/prohibited",
    summary: "Set which kinds of analysis no use may claim; the list replaces the one before",
    roles: ["regulator"],
    body: Type.Object(
      {
        analyses: Type.Array(OneOf(analyses.map(({ code }) => code)), {
          maxItems: analyses.length,
          uniqueItems: true,
          description: "None allows every kind",
        }),
        documentDigest: DigestIn,
      },
      { additionalProperties: false },
    ),
    codes: ["DOCUMENT_MISSING", "PROHIBITION_UNCHANGED"],
    call: (body) => ({
      contract: "Ledger",
      method: "prohibitAnalyses",
      power: "approve",
      args: [analysisMask(body.analyses), body.documentDigest],
    }),
  });
}
