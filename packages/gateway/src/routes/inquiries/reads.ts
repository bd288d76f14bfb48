import Type from "typebox";
import { DecimalIn, wordOf } from "../../desk/values.ts";
import { PageQuery } from "../../http/paging.ts";
import { rfc3339ms } from "../../http/time.ts";
import { fileOfCase } from "../../inquiries/files.ts";
import type { Inquiries } from "../../inquiries/inquiries.ts";
import { readTable } from "../../inquiries/inquiry.ts";
import { showRead } from "../../inquiries/show.ts";
import { FileList, InquiryReadList } from "../../schemas/inquiry.ts";
import { fault } from "../../errors.ts";
import { SEPARATOR } from "../../store/keys.ts";
import type { App, RouteContext } from "../app.ts";
import { keyCodes } from "../desk/codes.ts";
import { InquiryId, onView, permissionCodes, permissionFor } from "../inquiry-permission.ts";
import { problems } from "../schemas.ts";
import { confidential, noStore } from "./confidential.ts";

/** What is on a file, and what was read of it (article 30). */
export function readRoutes(app: App, services: RouteContext, inquiries: Inquiries): void {
  const { store, home, paging, documents } = services;
  const tags = ["inquiries"];

  app.get(
    "/v1/registrations/:id/file",
    {
      ...confidential,
      schema: {
        tags,
        summary: "The documents on the file of a case that an inquiry of the client covers (article 30)",
        description: "The look is recorded. A document is read at `/v1/documents/{sha256}?inquiry=`.",
        params: Type.Object({ id: DecimalIn }),
        querystring: Type.Object({ ...PageQuery.properties, inquiry: Type.Optional(InquiryId) }),
        response: { 200: FileList, ...problems },
        "x-error-codes": [
          ...keyCodes,
          ...permissionCodes,
          "CURSOR_INVALID",
          "NUMBER_MALFORMED",
          "NUMBER_OUT_OF_RANGE",
        ].sort(),
      } as const,
    },
    async ({ params, query, client }, reply) => {
      const { inquiry, limit = 50, cursor } = query;
      const caseId = wordOf(params.id, "/id").toString();
      if (inquiry === undefined) throw fault("INQUIRY_REQUIRED");
      const permission = await permissionFor(services, inquiry, client);
      if (!permission.opens(fileOfCase(caseId))) throw fault("INQUIRY_NOT_COVERING");
      const list = `file ${caseId} ${inquiry}`;
      const after = paging.read(list, cursor) ?? "";
      // Filtered before it is cut into pages: neither a short page nor a cursor tells of what is left out.
      const covered = await documents.inFile(fileOfCase(caseId), permission);
      const rest = covered.filter(({ sha256 }) => sha256 > after);
      const shown = rest.slice(0, limit);
      await home.commit([permission.record({ what: "file", digest: null, party: null, at: Date.now() })]);
      return reply.header(...noStore).send({
        items: shown.map(({ sha256, sm3, size, mediaType, storedAt }) => ({
          digest: `0x${sha256}`,
          sm3: `0x${sm3}`,
          size,
          mediaType,
          storedAt: rfc3339ms(storedAt),
        })),
        nextCursor: rest.length > limit ? paging.write(list, shown.at(-1)!.sha256) : null,
      });
    },
  );

  app.get(
    "/v1/inquiries/:inquiry/reads",
    {
      ...confidential,
      schema: {
        tags,
        summary: "What was read within an inquiry, newest first, for whom a list would show the inquiry",
        params: Type.Object({ inquiry: InquiryId }),
        querystring: PageQuery,
        response: { 200: InquiryReadList, ...problems },
        "x-error-codes": [...keyCodes, "CURSOR_INVALID", "INDEX_NOT_READY", "INQUIRY_NOT_FOUND"].sort(),
      } as const,
    },
    async ({ params, query, client }, reply) => {
      const { id } = await onView(store, (view) => inquiries.get(view, params.inquiry, client));
      const { limit = 50, cursor } = query;
      const list = `reads ${id}`;
      const after = paging.read(list, cursor);
      const entries = await home.list(readTable, {
        under: [id],
        ...(after === undefined ? {} : { after: id + SEPARATOR + after }),
        reverse: true,
        limit: limit + 1,
      });
      const last = entries[limit - 1]?.key.slice(id.length + 1);
      return reply.header(...noStore).send({
        items: entries.slice(0, limit).map(({ row }) => showRead(row)),
        nextCursor: entries.length > limit ? paging.write(list, last!) : null,
      });
    },
  );
}
