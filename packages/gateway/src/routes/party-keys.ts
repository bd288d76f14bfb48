import { createHash } from "node:crypto";
import Type from "typebox";
import { requireOwnRequest, signerOf } from "../auth/key-request.ts";
import { AddressIn, SignatureIn, TimeIn, addressOf, nameOf, secondsOf } from "../desk/values.ts";
import { bodyCodes, requestIdCodes } from "./desk/codes.ts";
import { answerMadeKey, madeKeyAnswers } from "./made-key.ts";
import { requestIdHeader, scopeOf } from "./request-id.ts";
import { problems } from "./schemas.ts";
import type { Routes } from "./app.ts";

/** API keys that parties ask for themselves. */
export const partyKeyRoutes: Routes = (app, services) => {
  app.post(
    "/v1/parties/:party/keys",
    {
      schema: {
        tags: ["keys"],
        summary: "Make an API key of a party, on the signature of its account",
        description:
          "The way to a key that reads what is kept for the party's eyes. The signature is EIP-712 over `ApiKeyRequest(address party,string label,uint32 days,uint40 signedAt,string requestId)`, of an account with the power to manage, in the last five minutes; `requestId` is the header Idempotency-Key, which is required.",
        params: Type.Object({ party: AddressIn }),
        headers: Type.Object(requestIdHeader),
        body: Type.Object(
          {
            label: Type.String({ minLength: 1, maxLength: 200, description: "Who or what will use it" }),
            days: Type.Integer({ minimum: 1, maximum: 3_650, description: "How long it is good" }),
            signedAt: TimeIn,
            signature: { ...SignatureIn, description: "EIP-712 signature of the party's account, 65 bytes" },
          },
          { additionalProperties: false },
        ),
        response: { ...madeKeyAnswers, ...problems },
        "x-error-codes": [
          ...bodyCodes,
          ...requestIdCodes,
          "ACCOUNT_EXPIRED",
          "ACCOUNT_LACKS_POWER",
          "ACCOUNT_OF_ANOTHER_PARTY",
          "ACCOUNT_REVOKED",
          "ACCOUNT_UNKNOWN",
          "INTERNAL",
          "KEY_REQUEST_STALE",
          "NODE_UNREACHABLE",
          "OVERLOADED",
          "RATE_EXCEEDED",
          "SIGNATURE_INVALID",
        ].sort(),
      } as const,
    },
    async (request, reply) => {
      const { days, signature } = request.body;
      const party = addressOf(request.params.party, "/party");
      const label = nameOf(request.body.label, "/label");
      const signedAt = secondsOf(request.body.signedAt, "/signedAt");
      const { key: requestId } = scopeOf(request, "");
      const asked = { party, label, days, signedAt, requestId };
      const account = signerOf(asked, signature, services.deployment);
      // The same request signed anew is the same request.
      const bodyHash = createHash("sha256")
        .update(JSON.stringify([party, label, days]))
        .digest("hex");
      return answerMadeKey(services, { client: account, key: requestId, bodyHash }, reply, async () => {
        await requireOwnRequest(asked, account, services);
        const expiresAt = Date.now() + days * 86_400_000;
        return { role: "party", party: party.toLowerCase(), label, expiresAt, createdBy: account };
      });
    },
  );
};
