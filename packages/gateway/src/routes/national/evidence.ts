import Type from "typebox";
import { requireRole } from "../../auth/plugin.ts";
import { DecimalIn, DigestIn } from "../../desk/values.ts";
import { fault } from "../../errors.ts";
import { rfc3339 } from "../../http/time.ts";
import { zeroDigest } from "../../ledger/checksum.ts";
import { parseNumber, unknownThing } from "../../ledger/models/ids.ts";
import { caseTable } from "../../ledger/project/case-row.ts";
import { keeperOf } from "../../ledger/project/keeper.ts";
import { submissionKey, submissionTable } from "../../ledger/project/submission.ts";
import { HandedIn } from "../../schemas/national.ts";
import { u64 } from "../../store/keys.ts";
import { bodyCodes, keyCodes, requestIdCodes } from "../desk/codes.ts";
import { onView } from "../inquiry-permission.ts";
import { requestIdHeader, scopeOf } from "../request-id.ts";
import { problems } from "../schemas.ts";
import type { Routes } from "../app.ts";
import { requireNational } from "./reconciliation.ts";

const Body = Type.Object(
  { evidenceDigest: { ...DigestIn, description: "SHA-256 of the evidence; the certificate takes the same" } },
  { additionalProperties: false },
);

/** Evidence that the national service system is to confirm before the certificate comes (article 26). */
export const evidenceRoutes: Routes = (app, { store, national, idempotency }) => {
  app.post(
    "/v1/registrations/:id/evidence",
    {
      onRequest: requireRole("registry"),
      schema: {
        tags: ["national"],
        summary: "Have the evidence of a case confirmed before it is certified (article 26)",
        description:
          "For the registry that keeps the case. It is submitted, and the answer mirrored, as soon as the national " +
          "service system answers; the case's `submissions` show it. The header Idempotency-Key is required.",
        params: Type.Object({ id: DecimalIn }),
        headers: Type.Object(requestIdHeader),
        body: Body,
        response: { 202: HandedIn, ...problems },
        "x-error-codes": [
          ...keyCodes,
          ...bodyCodes,
          ...requestIdCodes,
          "CASE_NOT_IN_STATE",
          "CASE_OF_ANOTHER_REGISTRY",
          "CASE_UNKNOWN",
          "DOCUMENT_MISSING",
          "INDEX_NOT_READY",
          "NATIONAL_SYSTEM_NOT_SET",
          "NUMBER_MALFORMED",
          "NUMBER_OUT_OF_RANGE",
          "SUBMISSION_MIRRORED_BEFORE",
        ].sort(),
      } as const,
    },
    async (request, reply) => {
      const { client } = request;
      const scope = scopeOf(request, client.keyId!);
      const system = requireNational(national);
      const caseId = parseNumber(request.params.id, "a case number");
      const { evidenceDigest } = request.body;
      if (evidenceDigest === zeroDigest) throw fault("DOCUMENT_MISSING");
      // What the case must be is asked inside, so that a repeat has the first result whatever became of the case.
      const { result } = await idempotency.once(scope, (remember) =>
        onView(store, async (view) => {
          const row = view.get(caseTable, u64(caseId));
          if (row === undefined) throw unknownThing("CASE_UNKNOWN", caseId);
          const keeper = keeperOf(view, row.registry);
          if (keeper.toLowerCase() !== client.party) throw fault("CASE_OF_ANOTHER_REGISTRY", undefined, { keeper });
          if (row.state !== "examined" && row.state !== "published") {
            throw fault("CASE_NOT_IN_STATE", undefined, { state: row.state });
          }
          if (view.get(submissionTable, submissionKey(caseId, "evidence"))?.answer) {
            throw fault("SUBMISSION_MIRRORED_BEFORE");
          }
          const at = Date.now();
          await system.handIn({ caseId, evidenceDigest, at, keyId: client.keyId }, remember(String(at)));
          return String(at);
        }),
      );
      return reply.code(202).send({ caseId, evidenceDigest, at: rfc3339(Math.floor(Number(result) / 1000)) });
    },
  );
};
