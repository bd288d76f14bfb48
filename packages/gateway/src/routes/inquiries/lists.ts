import type { FastifyReply } from "fastify";
import Type from "typebox";
import type { Client } from "../../auth/client.ts";
import { requireRole } from "../../auth/plugin.ts";
import { AddressIn, DecimalIn, addressOf, wordOf } from "../../desk/values.ts";
import { fault } from "../../errors.ts";
import { PageQuery, type PageRequest } from "../../http/paging.ts";
import type { Inquiries } from "../../inquiries/inquiries.ts";
import { listInquiries } from "../../inquiries/lists.ts";
import { showInquiry } from "../../inquiries/show.ts";
import { partiesOfCase } from "../../inquiries/standing.ts";
import { parseCertificate, parseHash, unknownThing } from "../../ledger/models/ids.ts";
import { assetTable } from "../../ledger/project/asset.ts";
import { certificateTable } from "../../ledger/project/certificate.ts";
import { Inquiry, InquiryList } from "../../schemas/inquiry.ts";
import { u64 } from "../../store/keys.ts";
import type { View } from "../../store/view.ts";
import type { App, RouteContext } from "../app.ts";
import { keyCodes } from "../desk/codes.ts";
import { InquiryId, onView } from "../inquiry-permission.ts";
import { problems } from "../schemas.ts";
import { ofClient, onAsset, onCase, waitingAt, type Whose } from "./audience.ts";
import { confidential, named, noStore } from "./confidential.ts";

const codes = [...keyCodes, "API_KEY_WITHOUT_PARTY", "CURSOR_INVALID", "INDEX_NOT_READY"];

/** Who looked: each client is shown the list of what it may see, and of nothing else a trace (article 30). */
export function inquiryListRoutes(app: App, services: RouteContext, inquiries: Inquiries): void {
  const { store, home } = services;
  const tags = ["inquiries"];

  const answer = async (view: View, [audience, ...whose]: Whose, query: PageRequest, client: Client) => {
    const { ids, nextCursor } = await listInquiries(services, audience, whose, query);
    const now = Date.now();
    const items = await Promise.all(ids.map((id) => showInquiry(home, inquiries.listed(view, id, client), now)));
    return named(view, { items, nextCursor });
  };
  const send = async (reply: FastifyReply, work: (view: View) => Promise<object>) =>
    reply.header(...noStore).send(await onView(store, work)) as never;

  app.get(
    "/v1/registrations/:id/inquiries",
    {
      ...confidential,
      schema: {
        tags,
        summary: "Who asked to consult the file of a case, when and for what, and what was read, newest first",
        description:
          "Registry and regulator see all; applicant and holder all but those of state organs; anybody else only what it asked itself (article 30).",
        params: Type.Object({ id: DecimalIn }),
        querystring: PageQuery,
        response: { 200: InquiryList, ...problems },
        "x-error-codes": [...codes, "CASE_UNKNOWN", "NUMBER_MALFORMED", "NUMBER_OUT_OF_RANGE"].sort(),
      } as const,
    },
    ({ params, query, client }, reply) =>
      send(reply, async (view) => {
        const id = wordOf(params.id, "/id").toString();
        return answer(view, onCase(id, await partiesOfCase(view, id), client), query, client);
      }),
  );

  app.get(
    "/v1/certificates/:number/inquiries",
    {
      ...confidential,
      schema: {
        tags,
        summary: "Who asked to consult the file of a certificate: that of its case",
        description: "Shown as at `/v1/registrations/{id}/inquiries` (article 30).",
        params: Type.Object({ number: Type.String({ maxLength: 200, description: "15 characters" }) }),
        querystring: PageQuery,
        response: { 200: InquiryList, ...problems },
        "x-error-codes": [...codes, "CERTIFICATE_NUMBER_MALFORMED", "CERTIFICATE_UNKNOWN"].sort(),
      } as const,
    },
    ({ params, query, client }, reply) =>
      send(reply, async (view) => {
        const certificateId = parseCertificate(params.number);
        const caseId = view.get(certificateTable, u64(certificateId))?.caseId;
        if (caseId === undefined) throw unknownThing("CERTIFICATE_UNKNOWN", params.number);
        return answer(view, onCase(caseId, await partiesOfCase(view, caseId), client), query, client);
      }),
  );

  app.get(
    "/v1/assets/:assetId/inquiries",
    {
      ...confidential,
      schema: {
        tags,
        summary: "Who asked to consult the files of an asset's cases",
        description:
          "The regulator sees all, a registry those at it, a party those on its own cases but not those of state organs (article 30).",
        params: Type.Object({ assetId: Type.String({ maxLength: 200, description: "32 bytes: 0x hex" }) }),
        querystring: PageQuery,
        response: { 200: InquiryList, ...problems },
        "x-error-codes": [...codes, "ASSET_UNKNOWN", "ID_MALFORMED"].sort(),
      } as const,
    },
    ({ params, query, client }, reply) =>
      send(reply, async (view) => {
        const assetId = parseHash(params.assetId);
        if (view.get(assetTable, assetId) === undefined) throw unknownThing("ASSET_UNKNOWN", assetId);
        return answer(view, await onAsset(view, assetId, client), query, client);
      }),
  );

  app.get(
    "/v1/parties/:party/inquiries",
    {
      ...confidential,
      schema: {
        tags,
        summary: "Who asked to consult the files of a party: its cases, certificates and contact details",
        description: "For the party, without those of state organs, and for the regulator (article 30).",
        params: Type.Object({ party: AddressIn }),
        querystring: PageQuery,
        response: { 200: InquiryList, ...problems },
        "x-error-codes": [...codes, "INQUIRIES_OF_OTHERS"].sort(),
      } as const,
    },
    ({ params, query, client }, reply) =>
      send(reply, (view) => {
        const party = addressOf(params.party, "/party").toLowerCase();
        if (client.role === "regulator") return answer(view, ["party", party], query, client);
        // Alike for every other party, known or not: nothing is learnt from the refusal.
        if (client.party !== party) throw fault("INQUIRIES_OF_OTHERS");
        return answer(view, ["partyOpen", party], query, client);
      }),
  );

  app.get(
    "/v1/inquiries",
    {
      ...confidential,
      schema: {
        tags,
        summary:
          "The inquiries that a client has to do with: a party its own, a registry those at it, the regulator all",
        querystring: PageQuery,
        response: { 200: InquiryList, ...problems },
        "x-error-codes": [...codes].sort(),
      } as const,
    },
    ({ query, client }, reply) =>
      send(reply, async (view) => answer(view, await ofClient(view, client), query, client)),
  );

  app.get(
    "/v1/inquiries/waiting",
    {
      ...confidential,
      onRequest: requireRole("registry"),
      schema: {
        tags,
        summary: "The inquiries of interested parties that a registry has to decide, oldest first (article 30)",
        querystring: PageQuery,
        response: { 200: InquiryList, ...problems },
        "x-error-codes": [...codes].sort(),
      } as const,
    },
    ({ query, client }, reply) =>
      send(reply, async (view) => answer(view, await waitingAt(view, client), query, client)),
  );

  app.get(
    "/v1/inquiries/:inquiry",
    {
      ...confidential,
      schema: {
        tags,
        summary: "An inquiry, for whom a list would show it",
        params: Type.Object({ inquiry: InquiryId }),
        response: { 200: Inquiry, ...problems },
        "x-error-codes": [...keyCodes, "INDEX_NOT_READY", "INQUIRY_NOT_FOUND"].sort(),
      } as const,
    },
    ({ params, client }, reply) =>
      send(reply, async (view) =>
        named(view, await showInquiry(home, await inquiries.get(view, params.inquiry, client), Date.now())),
      ),
  );
}
