import type { Readable } from "node:stream";
import Type from "typebox";
import type { Client } from "../auth/client.ts";
import { requireRole } from "../auth/plugin.ts";
import { DecimalIn, wordOf } from "../desk/values.ts";
import type { Access } from "../documents/access.ts";
import { parseRange } from "../documents/range.ts";
import { fault } from "../errors.ts";
import { rfc3339ms } from "../http/time.ts";
import { fileOfCase } from "../inquiries/files.ts";
import { partiesOfCase } from "../inquiries/standing.ts";
import { homeRecord } from "../schemas/home-record.ts";
import { Time, problems } from "./schemas.ts";
import type { RouteContext, Routes } from "./app.ts";
import { InquiryId, onView, permissionFor } from "./inquiry-permission.ts";

const Document = homeRecord(
  Type.Object({
    sha256: Type.String(),
    sm3: Type.String(),
    size: Type.Integer(),
    mediaType: Type.String(),
    storedAt: Time,
  }),
  "a document that it keeps; the ledger holds its digest",
);

/** Documents by digest. They are home records: the ledger holds their digests only. */
export const documentRoutes: Routes = (app, services) => {
  const { documents, config } = services;
  const tags = ["documents"];

  void app.register((scope, _options, done) => {
    // Bytes of any type go straight to the store, without being gathered in memory.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { bodyLimit: config.DOCUMENT_BYTES }, (_request, payload, parsed) =>
      parsed(null, payload),
    );

    (scope as typeof app).post(
      "/v1/documents",
      {
        bodyLimit: config.DOCUMENT_BYTES,
        onRequest: requireRole("party", "registry", "exchange", "regulator"),
        schema: {
          tags,
          summary: "Store a document",
          description:
            "With `case` it is put on the file of a registration case, by its registry, applicant or an objector. What is on a file and not public is read within an inquiry only (article 30); of what the same party had stored before without a case, this takes the place.",
          consumes: ["application/octet-stream"],
          querystring: Type.Object({
            class: Type.Enum(["public", "parties", "registry", "personal"]),
            parties: Type.Optional(Type.String({ pattern: "^0x[0-9a-fA-F]{40}(,0x[0-9a-fA-F]{40}){0,99}$" })),
            sha256: Type.Optional(Type.String({ pattern: "^[0-9a-f]{64}$" })),
            case: Type.Optional({ ...DecimalIn, description: "Number of the case on whose file it is put" }),
          }),
          response: { 201: Document, ...problems },
        },
      },
      async (request, reply) => {
        // Without a body nothing was read as one.
        if (!request.body) throw fault("DOCUMENT_EMPTY");
        const { class: kind, parties, sha256, case: caseId } = request.query;
        const file = caseId === undefined ? {} : { file: await fileFor(services, caseId, request.client) };
        const access: Access = { class: kind, parties: parties?.toLowerCase().split(",") ?? [] };
        const row = await documents.store(request.body as Readable, {
          mediaType: request.headers["content-type"] ?? "application/octet-stream",
          access,
          client: request.client,
          ...(sha256 === undefined ? {} : { expected: sha256 }),
          ...file,
        });
        return reply
          .code(201)
          .header("location", `/v1/documents/${row.sha256}`)
          .send({ ...row, storedAt: rfc3339ms(row.storedAt) });
      },
    );
    done();
  });

  app.get(
    "/v1/documents/:sha256",
    {
      schema: {
        tags,
        summary: "Read a document, or a range of it",
        description:
          "Documents are home records of this gateway. A look at one that is not public goes into its access log, a home record too. One that is on the file of a case is read with `inquiry`: the id of an inquiry of the client, made with its purpose at `/v1/registrations/{id}/inquiries` (article 30).",
        params: Type.Object({ sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }) }),
        querystring: Type.Object({
          purpose: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
          inquiry: Type.Optional(InquiryId),
        }),
        response: { 200: bytes("The document"), 206: bytes("The range asked for"), ...problems },
      },
    },
    async (request, reply): Promise<never> => {
      const { purpose, inquiry } = request.query;
      const permission = inquiry === undefined ? undefined : await permissionFor(services, inquiry, request.client);
      const { row, isPublic, read } = await documents.open(request.params.sha256, request.client, {
        purpose,
        permission,
      });
      const range = parseRange(request.headers.range, row.size);
      if (range === "outside") {
        void reply.header("content-range", `bytes */${row.size}`);
        throw fault("RANGE_NOT_SATISFIABLE");
      }
      // The client chose the media type: a browser must neither run nor guess it.
      void reply
        .type(row.mediaType)
        .header("content-disposition", `attachment; filename="${row.sha256}"`)
        .header("accept-ranges", "bytes")
        .header("etag", `"${row.sha256}"`)
        .header("cache-control", isPublic ? "public, max-age=31536000, immutable" : "private, no-store")
        .header("repr-digest", `sha-256=:${Buffer.from(row.sha256, "hex").toString("base64")}:`);
      if (range === undefined) return reply.header("content-length", row.size).send(read()) as never;
      return reply
        .code(206)
        .header("content-range", `bytes ${range.start}-${range.end}/${row.size}`)
        .header("content-length", range.end - range.start + 1)
        .send(read(range.start, range.end)) as never;
    },
  );
};

/**
 * The file on which a client may put a document.
 * @throws LedgerError CASE_UNKNOWN, CASE_FILE_OF_OTHERS, NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE, INDEX_NOT_READY
 */
async function fileFor({ store }: RouteContext, text: string, { role, party }: Client): Promise<string> {
  const caseId = wordOf(text, "/case").toString();
  const { registry, applicant, objectors } = await onView(store, (view) => partiesOfCase(view, caseId));
  const own = role === "registry" ? party === registry : party !== null && [applicant, ...objectors].includes(party);
  if (!own) throw fault("CASE_FILE_OF_OTHERS");
  return fileOfCase(caseId);
}

/** Bytes of any media type. */
function bytes(description: string) {
  return { description, content: { "*/*": { schema: {} } } };
}
