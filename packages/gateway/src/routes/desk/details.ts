import { ILedger__factory } from "@data-voucher/sdk/contracts";
import type { FastifyReply, FastifyRequest } from "fastify";
import Type, { type Static } from "typebox";
import { requireRole } from "../../auth/plugin.ts";
import { RpcError, RpcUnreachable } from "../../chain/rpc.ts";
import { contractAt } from "../../desk/contracts.ts";
import { createDetails } from "../../desk/details.ts";
import { AddressIn, addressOf } from "../../desk/values.ts";
import { fault } from "../../errors.ts";
import { rfc3339ms } from "../../http/time.ts";
import { homeRecord } from "../../schemas/home-record.ts";
import type { App, RouteContext } from "../app.ts";
import { InquiryId, permissionCodes, permissionFor } from "../inquiry-permission.ts";
import { Time, problems } from "../schemas.ts";
import { requestIdHeader, scopeOf } from "../request-id.ts";
import { bodyCodes, keyCodes, requestIdCodes } from "./codes.ts";

const line = (description: string, maxLength = 200) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, description }));

const details = {
  contact: line("Contact person (联系人)"),
  phone: line("Telephone (联系电话)", 50),
  email: line("Mail address", 254),
  address: line("Postal address (地址)", 500),
  creditCode: line("Unified social credit code (统一社会信用代码)", 50),
  businessStatus: line("Business status (经营状况)"),
};
const Details = Type.Object(details, { additionalProperties: false, minProperties: 1 });
const stored = { digest: Type.String(), storedAt: Time };
const Stored = homeRecord(Type.Object(stored), "contact details that it keeps off the ledger");
const Kept = homeRecord(
  Type.Object({ party: Type.String(), ...details, ...stored }),
  "contact details that it keeps off the ledger; the look goes into its access log, a home record too",
);
const Params = Type.Object({ party: AddressIn });
const Purpose = Type.Object({
  purpose: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: "Why the party reads its own; required of it" }),
  ),
  inquiry: Type.Optional({ ...InquiryId, description: "The inquiry within which registry or regulator reads" }),
});
const ledger = ILedger__factory.createInterface();

/**
 * Contact details of parties: home records that the party itself reads for a purpose, registry and regulator within an
 * inquiry on the party or on a case in which it takes part (article 30).
 */
export function detailsRoutes(app: App, services: RouteContext): void {
  const store = createDetails(services);
  const onRequest = requireRole("registry", "regulator", "party", "exchange", "operator");
  const tags = ["desks"];
  const path = "/v1/parties/:party/details";
  const codes = [...keyCodes, "NODE_UNREACHABLE", "PARTY_UNKNOWN", "REQUEST_INVALID", "DOCUMENT_NOT_ALLOWED"];

  /** The party, when the client may deal with its details at all. */
  const subject = ({ client, params }: FastifyRequest): string => {
    const party = addressOf((params as Static<typeof Params>).party, "/party").toLowerCase();
    if (client.role === "registry" || client.role === "regulator" || client.party === party) return party;
    throw fault("DOCUMENT_NOT_ALLOWED", "Only the party itself, registry and regulator deal with these details.");
  };

  const requireAdmitted = async (party: string) => {
    const data = ledger.encodeFunctionData("partyOf", [party]);
    try {
      await services.rpc.call("eth_call", { to: contractAt(services.deployment, "Ledger"), data }, "latest");
    } catch (error) {
      if (error instanceof RpcUnreachable) throw fault("NODE_UNREACHABLE");
      if (error instanceof RpcError) throw fault("PARTY_UNKNOWN", undefined, { party });
      throw error;
    }
  };

  app.post(
    path,
    {
      onRequest,
      schema: {
        tags,
        summary: "Keep contact details of a party, off the ledger",
        description: "The header Idempotency-Key is required.",
        params: Params,
        headers: Type.Object(requestIdHeader),
        body: Details,
        response: { 201: Stored, ...problems },
        "x-error-codes": [...codes, ...bodyCodes, ...requestIdCodes].sort(),
      },
    },
    (async (request: FastifyRequest, reply: FastifyReply) => {
      const party = subject(request);
      const scope = scopeOf(request, request.client.keyId!);
      await requireAdmitted(party);
      const row = await store.keep(party, request.body as Static<typeof Details>, request.client, scope);
      void reply.header("cache-control", "no-store");
      return reply.code(201).send({ digest: `0x${row.sha256}`, storedAt: rfc3339ms(row.at) });
    }) as never,
  );

  app.get(
    path,
    {
      onRequest,
      schema: {
        tags,
        summary: "Read contact details of a party; the look is recorded with its purpose (article 30)",
        params: Params,
        querystring: Purpose,
        response: { 200: Kept, ...problems },
        "x-error-codes": [
          ...codes,
          ...permissionCodes,
          "DETAILS_NOT_FOUND",
          "DOCUMENT_DAMAGED",
          "PURPOSE_REQUIRED",
        ].sort(),
      },
    },
    (async (request: FastifyRequest, reply: FastifyReply) => {
      const party = subject(request);
      const { purpose, inquiry } = request.query as Static<typeof Purpose>;
      const permission = inquiry === undefined ? undefined : await permissionFor(services, inquiry, request.client);
      const { row, details: kept } = await store.read(party, request.client, { purpose, permission });
      void reply.header("cache-control", "private, no-store");
      return { party, ...kept, digest: `0x${row.sha256}`, storedAt: rfc3339ms(row.at) };
    }) as never,
  );
}
