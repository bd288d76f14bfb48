import { inquiryCapacities, inquiryPurposes } from "@data-voucher/sdk";
import type { FastifyRequest } from "fastify";
import Type, { type Static } from "typebox";
import { requireRole } from "../../auth/plugin.ts";
import { AddressIn, DecimalIn, DigestIn, addressOf, invalid, wordOf } from "../../desk/values.ts";
import { fault } from "../../errors.ts";
import type { Asked, Inquiries, Inquiry as Found } from "../../inquiries/inquiries.ts";
import type { Subject } from "../../inquiries/inquiry.ts";
import { showInquiry } from "../../inquiries/show.ts";
import { unknownThing } from "../../ledger/models/ids.ts";
import { zeroDigest } from "../../ledger/checksum.ts";
import { partyTable } from "../../ledger/project/party.ts";
import { OneOf } from "../../schemas/common.ts";
import { Inquiry } from "../../schemas/inquiry.ts";
import type { View } from "../../store/view.ts";
import type { App, RouteContext } from "../app.ts";
import { bodyCodes, keyCodes, requestIdCodes } from "../desk/codes.ts";
import { InquiryId, onView } from "../inquiry-permission.ts";
import { requestIdHeader, scopeOf } from "../request-id.ts";
import { problems } from "../schemas.ts";
import { confidential, named, noStore } from "./confidential.ts";

const strict = { additionalProperties: false };
const words = (description: string, maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: "\\S", description });

const Ask = Type.Object(
  {
    capacity: { ...OneOf(inquiryCapacities), description: "What the client is to the file" },
    purpose: Type.Object({ code: OneOf(inquiryPurposes), words: words("The purpose in words", 500) }, strict),
    interest: Type.Optional(words("Of an interested party: the reason for its interest; required of it", 1_000)),
    organ: Type.Optional(words("Of a state organ: its name; required of it", 200)),
    documentDigest: Type.Optional(DigestIn),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 30, description: "How long it is good; 10 unless given" })),
  },
  strict,
);

const Decide = Type.Object(
  {
    approved: Type.Boolean(),
    documentDigest: { ...DigestIn, description: "SHA-256 of the decision's document" },
    documents: Type.Optional(
      Type.Array(DigestIn, {
        minItems: 1,
        maxItems: 200,
        uniqueItems: true,
        description: "The documents that may be read; all of the file but personal ones when left out",
      }),
    ),
  },
  strict,
);

const writeCodes = [...keyCodes, ...bodyCodes, ...requestIdCodes, "DOCUMENT_MISSING"];
const askCodes = [...writeCodes, "API_KEY_WITHOUT_PARTY", "INDEX_NOT_READY", "INQUIRY_CAPACITY_DIFFERS"];

/** Asking to consult a file, and the registry's decision (article 30). */
export function askRoutes(app: App, services: RouteContext, inquiries: Inquiries): void {
  const { store, home } = services;
  const tags = ["inquiries"];
  const show = async (view: View, found: Found) => named(view, await showInquiry(home, found, Date.now()));

  const ask = (request: FastifyRequest, subjectOf: (view: View) => Subject) => {
    const scope = scopeOf(request, request.client.keyId!);
    const asked = askedOf(request.body as Static<typeof Ask>);
    return onView(store, async (view) =>
      show(view, await inquiries.ask(view, subjectOf(view), asked, request.client, scope)),
    );
  };

  app.post(
    "/v1/registrations/:id/inquiries",
    {
      ...confidential,
      schema: {
        tags,
        summary: "Ask to consult the file of a case, stating capacity and purpose (article 30)",
        description:
          "For party, registry, exchange and regulator. Applicant, holder, registry and state organs may read at once and for `days`; an interested party when the registry has approved. The header Idempotency-Key is required.",
        params: Type.Object({ id: DecimalIn }),
        headers: Type.Object(requestIdHeader),
        body: Ask,
        response: { 201: Inquiry, ...problems },
        "x-error-codes": [
          ...askCodes,
          "CASE_UNKNOWN",
          "INQUIRY_UNDECIDED",
          "NUMBER_MALFORMED",
          "NUMBER_OUT_OF_RANGE",
        ].sort(),
      } as const,
    },
    async (request, reply) => {
      const id = wordOf(request.params.id, "/id").toString();
      const answer = await ask(request, () => ({ kind: "case", id }));
      return reply
        .code(201)
        .header(...noStore)
        .send(answer);
    },
  );

  app.post(
    "/v1/parties/:party/inquiries",
    {
      ...confidential,
      onRequest: requireRole("registry", "regulator"),
      schema: {
        tags,
        summary: "Ask to consult the contact details of a party, stating capacity and purpose (article 30)",
        description: "For registry and regulator. The header Idempotency-Key is required.",
        params: Type.Object({ party: AddressIn }),
        headers: Type.Object(requestIdHeader),
        body: Ask,
        response: { 201: Inquiry, ...problems },
        "x-error-codes": [...askCodes, "PARTY_UNKNOWN"].sort(),
      } as const,
    },
    async (request, reply) => {
      const party = addressOf(request.params.party, "/party");
      const answer = await ask(request, (view) => {
        if (view.get(partyTable, party) === undefined) throw unknownThing("PARTY_UNKNOWN", party);
        return { kind: "party", id: party.toLowerCase() };
      });
      return reply
        .code(201)
        .header(...noStore)
        .send(answer);
    },
  );

  app.post(
    "/v1/inquiries/:inquiry/decision",
    {
      ...confidential,
      onRequest: requireRole("registry"),
      schema: {
        tags,
        summary: "Decide on an interested party's inquiry, with a document (article 30)",
        description: "For the registry that keeps the file of the case. The header Idempotency-Key is required.",
        params: Type.Object({ inquiry: InquiryId }),
        headers: Type.Object(requestIdHeader),
        body: Decide,
        response: { 200: Inquiry, ...problems },
        "x-error-codes": [...writeCodes, "INDEX_NOT_READY", "INQUIRY_DECIDED", "INQUIRY_NOT_FOUND"].sort(),
      } as const,
    },
    async (request, reply) => {
      const scope = scopeOf(request, request.client.keyId!);
      const { approved, documentDigest, documents } = request.body;
      requireDigest(documentDigest, "/documentDigest");
      if (!approved && documents !== undefined) throw invalid("/documents", "is not taken with a refusal");
      const decision = { approved, documentDigest, documents: documents ?? null };
      const { inquiry } = request.params;
      const answer = await onView(store, async (view) =>
        show(view, await inquiries.decide(view, inquiry, decision, request.client, scope)),
      );
      return reply.header(...noStore).send(answer);
    },
  );
}

/** What is asked, each capacity with what it must say and nothing else. @throws LedgerError REQUEST_INVALID, DOCUMENT_MISSING */
function askedOf({ capacity, purpose, interest, organ, documentDigest, days = 10 }: Static<typeof Ask>): Asked {
  const only = (field: string, value: string | undefined, whose: string) => {
    if (value === undefined && capacity === whose) throw invalid(`/${field}`, `is missing: ${whose} must say it`);
    if (value !== undefined && capacity !== whose) throw invalid(`/${field}`, `is only for ${whose}`);
    return value ?? null;
  };
  if (documentDigest !== undefined) requireDigest(documentDigest, "/documentDigest");
  return {
    capacity,
    purpose,
    interest: only("interest", interest, "interestedParty"),
    organ: only("organ", organ, "stateOrgan"),
    documentDigest: documentDigest ?? null,
    days,
  };
}

function requireDigest(digest: string, pointer: string): void {
  if (digest !== zeroDigest) return;
  throw fault("DOCUMENT_MISSING", undefined, {
    errors: [{ pointer, detail: "is the digest of nothing: store the document and give its SHA-256" }],
  });
}
