import Type, { type Static, type TObject } from "typebox";
import type { Role } from "../../auth/client.ts";
import type { Desk } from "../../desk/desk.ts";
import type { Power } from "../../desk/signer.ts";
import { DecimalIn, DigestIn, TimeIn, numberOf, secondsOf, wordOf } from "../../desk/values.ts";
import { enumNames } from "@data-voucher/sdk";
import { OneOf } from "../../schemas/common.ts";
import type { App } from "../app.ts";
import { caseCodes } from "./codes.ts";
import { deskPost } from "./desk-post.ts";

const CaseParams = Type.Object({ id: DecimalIn });
const strict = { additionalProperties: false };
const Document = Type.Object({ documentDigest: DigestIn }, strict);

/** One step of a case: what it takes, and the arguments after the case's number. */
interface CaseStep<B extends TObject> {
  readonly summary: string;
  readonly body: B;
  readonly method: string;
  readonly power: Power;
  readonly roles?: readonly Role[];
  readonly codes: readonly string[];
  /** Whether another key than the examiner's should sign. */
  readonly certifies?: true;
  readonly args: (body: Static<B>) => readonly unknown[];
}

/** The registry's steps through a registration case (articles 17 to 27), and objections of others. */
export function registrationDeskRoutes(app: App, desk: Desk): void {
  const step = <B extends TObject>(
    name: string,
    { summary, body, method, power, roles, codes, certifies, args }: CaseStep<B>,
  ) =>
    deskPost(app, desk, {
      path: `/v1/registrations/:id/${name}`,
      summary,
      roles: roles ?? ["registry"],
      params: CaseParams,
      body,
      codes: [...caseCodes, ...codes],
      call: (given, { id }) => {
        const caseId = wordOf(id, "/id");
        const call = { contract: "AssetRegistry", method, power, args: [caseId, ...args(given)] } as const;
        return certifies ? { ...call, certifies: caseId } : call;
      },
    });

  step("accept", {
    summary: "Accept an application (article 17)",
    body: Document,
    method: "acceptRegistration",
    power: "operate",
    codes: [],
    args: (body) => [body.documentDigest],
  });
  step("supplement", {
    summary: "Ask once for what must be added, and until when: before acceptance (article 17) or in examination (18)",
    body: Type.Object({ deadline: TimeIn, documentDigest: DigestIn }, strict),
    method: "askSupplement",
    power: "operate",
    codes: ["DEADLINE_INVALID", "SUPPLEMENT_ASKED_BEFORE"],
    args: (body) => [secondsOf(body.deadline, "/deadline"), body.documentDigest],
  });
  step("examine", {
    summary: "Record the examination (articles 18 to 21)",
    body: Type.Object({ reportDigest: DigestIn }, strict),
    method: "examineRegistration",
    power: "operate",
    codes: [],
    args: (body) => [body.reportDigest],
  });
  step("extend", {
    summary: "Extend the time to finish, once (article 28)",
    body: Type.Object(
      {
        workingDays: Type.Integer({ minimum: 1, maximum: 255, description: "At most as many as the profile allows" }),
        documentDigest: DigestIn,
      },
      strict,
    ),
    method: "extendExamination",
    power: "approve",
    codes: ["EXTENSION_GRANTED", "EXTENSION_INVALID", "EXTENSION_TOO_LATE"],
    args: (body) => [body.workingDays, body.documentDigest],
  });
  step("publish", {
    summary: "Publish a case for objections, for the working days of its profile (article 24)",
    body: Type.Object({ noticeDigest: DigestIn }, strict),
    method: "publishRegistration",
    power: "operate",
    codes: ["NO_NOTICE_OF_CANCELLATION"],
    args: (body) => [body.noticeDigest],
  });
  step("waive-notice", {
    summary: "Waive the notice on request and for a good reason (article 24)",
    body: Type.Object(
      { documentDigest: { ...DigestIn, description: "SHA-256 of the request with its reason" } },
      strict,
    ),
    method: "waiveNotice",
    power: "approve",
    codes: ["NOTICE_NOT_WAIVABLE", "NO_NOTICE_OF_CANCELLATION"],
    args: (body) => [body.documentDigest],
  });
  step("object", {
    summary: "Object during the notice (article 25); firms object by signed transactions",
    body: Type.Object({ reasonDigest: DigestIn }, strict),
    method: "objectToRegistration",
    power: "operate",
    roles: ["registry", "exchange", "regulator", "operator"],
    codes: ["NOTICE_OVER", "OBJECTION_BY_PARTICIPANT", "OBJECTION_STANDS"],
    args: (body) => [body.reasonDigest],
  });
  step("resolve", {
    summary: "Decide an objection (article 25); upheld, the case is refused",
    body: Type.Object(
      {
        objectionId: Type.Integer({ minimum: 0, maximum: 65_535, description: "Its place in the case, from 0" }),
        upheld: Type.Boolean(),
        documentDigest: DigestIn,
      },
      strict,
    ),
    method: "resolveObjection",
    power: "approve",
    codes: ["OBJECTION_NOT_OPEN"],
    args: (body) => [body.objectionId, body.upheld, body.documentDigest],
  });
  step("certify", {
    summary: "Store the evidence and issue, adjust or end certificates (articles 26, 27, 34 to 37)",
    body: Type.Object(
      {
        evidenceDigest: DigestIn,
        sample: Type.Boolean({ description: "True unless the national service system confirmed the evidence" }),
      },
      strict,
    ),
    method: "certifyRegistration",
    power: "approve",
    certifies: true,
    codes: [
      "ASSET_UNKNOWN",
      "CERTIFICATE_HAS_ENDED",
      "CERTIFICATE_NUMBERS_EXHAUSTED",
      "CLAIM_INVALID",
      "CLAIM_TOO_LONG",
      "CORE_DATA",
      "EVIDENCE_NOT_CONFIRMED",
      "NOTICE_NOT_OVER",
      "NOT_REGISTRY",
      "OBJECTIONS_OPEN",
      "PUBLIC_RECORD_LINK_MISSING",
      "RENEWAL_NOT_LONGER",
      "RIGHT_ALREADY_REGISTERED",
      "RIGHT_NOT_HELD",
      "RIGHT_NOT_REGISTRABLE",
      "SAME_ACCOUNT",
      "TRANSFER_NEEDS_ALL_RIGHTS",
      "TRIAL_UNMARKED",
      "USE_RIGHT_MISSING",
    ],
    args: (body) => [body.evidenceDigest, body.sample],
  });
  step("refuse", {
    summary: "Refuse or end a case (articles 18, 22)",
    body: Type.Object({ ground: OneOf(enumNames.RefusalGround.slice(1, 6)), documentDigest: DigestIn }, strict),
    method: "refuseRegistration",
    power: "approve",
    codes: ["GROUND_MISSING"],
    args: (body) => [numberOf<string>(enumNames.RefusalGround, body.ground), body.documentDigest],
  });
  step("settle", {
    summary: "Write down what the clock has made of a case: deemed acceptance, lapse, a supplement missed (article 17)",
    body: Type.Object({}, strict),
    method: "settleClock",
    power: "operate",
    roles: ["registry", "exchange", "regulator", "operator"],
    codes: ["CLOCK_UNCHANGED"],
    args: () => [],
  });
}
