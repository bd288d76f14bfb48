import Type from "typebox";
import type { Desk } from "../../desk/desk.ts";
import { DecimalIn, DigestIn, nameOf, wordOf } from "../../desk/values.ts";
import type { App } from "../app.ts";
import { deskPost } from "./desk-post.ts";

const RecordParams = Type.Object({ id: DecimalIn });
const Document = Type.Object({ documentDigest: DigestIn }, { additionalProperties: false });
const codes = ["DOCUMENT_MISSING", "RECORD_NOT_IN_STATE", "RECORD_OF_ANOTHER_BODY", "RECORD_UNKNOWN"];

/** What the authority decides of records on the public-data track. */
export function recordDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/records/:id/publish",
    summary: "Publish public data for objections, for the working days of the track's profile",
    roles: ["regulator"],
    params: RecordParams,
    body: Type.Object({ noticeDigest: DigestIn }, { additionalProperties: false }),
    codes: [...codes, "OWN_CASE"],
    call: (body, { id }) => ({
      contract: "PublicRecords",
      method: "publishRecord",
      power: "approve",
      args: [wordOf(id, "/id"), body.noticeDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/records/:id/admit",
    summary: "Record public data under the platform's number, when its notice is over",
    roles: ["regulator"],
    params: RecordParams,
    body: Type.Object(
      { recordNumber: Type.String({ minLength: 1, maxLength: 64 }), documentDigest: DigestIn },
      { additionalProperties: false },
    ),
    codes: [...codes, "OWN_CASE", "RECORD_EXPIRED", "RECORD_NOTICE_NOT_OVER", "RECORD_NUMBER_INVALID"],
    call: (body, { id }) => ({
      contract: "PublicRecords",
      method: "admitRecord",
      power: "approve",
      args: [wordOf(id, "/id"), nameOf(body.recordNumber, "/recordNumber"), body.documentDigest],
    }),
  });

  for (const [name, method, summary] of [
    ["refuse", "refuseRecord", "Refuse to record public data"],
    ["end", "endRecord", "End a record; everything over it ends with it"],
  ] as const) {
    deskPost(app, desk, {
      path: `/v1/records/:id/${name}`,
      summary,
      roles: ["regulator"],
      params: RecordParams,
      body: Document,
      codes,
      call: (body, { id }) => ({
        contract: "PublicRecords",
        method,
        power: "approve",
        args: [wordOf(id, "/id"), body.documentDigest],
      }),
    });
  }
}
