import { enumNames, enumValue } from "@data-voucher/sdk";
import { ZeroHash } from "ethers";
import Type from "typebox";
import type { Desk } from "../../desk/desk.ts";
import { DecimalIn, DigestIn, nameOf, wordOf } from "../../desk/values.ts";
import type { App } from "../app.ts";
import { OneOf } from "../../schemas/common.ts";
import { deskPost } from "./desk-post.ts";

const RecordParams = Type.Object({ id: DecimalIn });
const Document = Type.Object({ documentDigest: DigestIn }, { additionalProperties: false });
const codes = ["DOCUMENT_MISSING", "RECORD_NOT_IN_STATE", "RECORD_OF_ANOTHER_BODY", "RECORD_UNKNOWN"];
const requestCodes = [
  "ASSET_NAME_INVALID",
  "CERTIFICATE_STANDS",
  "DOCUMENT_MISSING",
  "OWN_CASE",
  "RECORD_REQUEST_NOT_IN_STATE",
  "RECORD_REQUEST_UNKNOWN",
];
const authorisationCodes = ["AUTHORISATION_ENDED", "AUTHORISATION_UNKNOWN", "DOCUMENT_MISSING"];

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

  deskPost(app, desk, {
    path: "/v1/records/:id/refuse",
    summary: "Refuse to record public data",
    roles: ["regulator"],
    params: RecordParams,
    body: Document,
    codes,
    call: (body, { id }) => ({
      contract: "PublicRecords",
      method: "refuseRecord",
      power: "approve",
      args: [wordOf(id, "/id"), body.documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/records/:id/cancel",
    summary: "Cancel a record ex officio; everything over it ends with it",
    roles: ["regulator"],
    params: RecordParams,
    body: Type.Object(
      { ground: OneOf(enumNames.RecordGround.slice(1)), documentDigest: DigestIn },
      { additionalProperties: false },
    ),
    codes: [...codes, "OWN_CASE", "RECORD_GROUND_INVALID"],
    call: (body, { id }) => ({
      contract: "PublicRecords",
      method: "cancelRecord",
      power: "approve",
      args: [wordOf(id, "/id"), enumValue("RecordGround", body.ground), body.documentDigest],
    }),
  });
}

/** What the authority decides of requests to change, correct or cancel a record. */
export function recordRequestDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/record-requests/:id/publish",
    summary: "Publish a change of a record for the working days of the track's profile",
    roles: ["regulator"],
    params: RecordParams,
    body: Type.Object({ noticeDigest: DigestIn }, { additionalProperties: false }),
    codes: [...requestCodes, "RECORD_REQUEST_WITHOUT_NOTICE"],
    call: (body, { id }) => ({
      contract: "PublicRecords",
      method: "publishRequest",
      power: "approve",
      args: [wordOf(id, "/id"), body.noticeDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/record-requests/:id/grant",
    summary: "Grant a request: a change when its notice is over, a correction with agreement or proof, a cancellation",
    roles: ["regulator"],
    params: RecordParams,
    body: Type.Object(
      { proofDigest: Type.Optional(DigestIn), documentDigest: DigestIn },
      { additionalProperties: false },
    ),
    codes: [...requestCodes, "CORRECTION_NOT_PROVED", "RECORD_EXPIRED", "RECORD_REQUEST_NOTICE_NOT_OVER"],
    call: (body, { id }) => ({
      contract: "PublicRecords",
      method: "grantRequest",
      power: "approve",
      args: [wordOf(id, "/id"), body.proofDigest ?? ZeroHash, body.documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/record-requests/:id/refuse",
    summary: "Refuse a request about a record, which stays as it was",
    roles: ["regulator"],
    params: RecordParams,
    body: Document,
    codes: requestCodes,
    call: (body, { id }) => ({
      contract: "PublicRecords",
      method: "refuseRequest",
      power: "approve",
      args: [wordOf(id, "/id"), body.documentDigest],
    }),
  });
}

/** What the authority decides of authorised operation. */
export function authorisationDeskRoutes(app: App, desk: Desk): void {
  for (const [name, method, summary, code] of [
    ["suspend", "suspendOperation", "Let an authorised operation stand still for its safety", "OPERATION_SUSPENDED"],
    ["resume", "resumeOperation", "Let a suspended operation go on", "OPERATION_NOT_SUSPENDED"],
    ["end", "endAuthorisation", "End an authorisation early", undefined],
  ] as const) {
    deskPost(app, desk, {
      path: `/v1/authorisations/:id/${name}`,
      summary,
      roles: ["regulator"],
      params: RecordParams,
      body: Document,
      codes: code === undefined ? authorisationCodes : [...authorisationCodes, code],
      call: (body, { id }) => ({
        contract: "PublicRecords",
        method,
        power: "approve",
        args: [wordOf(id, "/id"), body.documentDigest],
      }),
    });
  }
}
