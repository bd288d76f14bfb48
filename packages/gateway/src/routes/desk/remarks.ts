import { enumNames } from "@data-voucher/sdk";
import Type, { type Static, type TObject } from "typebox";
import type { Desk } from "../../desk/desk.ts";
import type { Power } from "../../desk/signer.ts";
import { DigestIn, TimeIn, numberOf, secondsOf } from "../../desk/values.ts";
import { parseCertificate } from "../../ledger/models/ids.ts";
import { OneOf } from "../../schemas/common.ts";
import type { App } from "../app.ts";
import { text } from "../ledger/ledger-get.ts";
import { deskPost } from "./desk-post.ts";

const strict = { additionalProperties: false };
const Document = Type.Object({ documentDigest: DigestIn }, strict);
const number = text("15 characters, such as SJ4512026110001");
const NumberIn = Type.Integer({ minimum: 0, maximum: 4_294_967_295, description: "Its place, from 0" });
const OfCertificate = Type.Object({ number });
const OfRemark = Type.Object({ number, id: NumberIn });

const annotationCodes = [
  "CERTIFICATE_AT_ANOTHER_REGISTRY",
  "CERTIFICATE_NOT_ISSUED",
  "CERTIFICATE_NUMBER_MALFORMED",
  "DOCUMENT_MISSING",
];
const objectionCodes = [...annotationCodes, "LATER_OBJECTION_NOT_IN_STATE", "LATER_OBJECTION_UNKNOWN"];

/** One step of an objection: what it takes, and the arguments after its number. */
interface ObjectionStep<B extends TObject> {
  readonly summary: string;
  readonly body: B;
  readonly method: string;
  readonly power: Power;
  readonly args: (body: Static<B>) => readonly unknown[];
}

/**
 * What registry and authority note on certificates (article 23), and the registry's steps through objections after
 * registration (article 29). Holders are firms: they object and answer by signed transactions.
 */
export function remarkDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/certificates/:number/annotations",
    summary: "Annotate a certificate (article 23): temporary control by an authority, all else by the registry",
    roles: ["registry", "regulator"],
    params: OfCertificate,
    body: Type.Object(
      {
        kind: OneOf(enumNames.AnnotationKind.slice(1)),
        until: Type.Optional({ ...TimeIn, description: "RFC 3339 time, UTC: its last second; none when left out" }),
        documentDigest: { ...DigestIn, description: "SHA-256 of the agreement, or of the document of who seizes" },
      },
      strict,
    ),
    codes: [...annotationCodes, "ANNOTATION_END_INVALID", "CERTIFICATE_HAS_ENDED", "RESTRAINT_LIMIT_REACHED"],
    call: (body, params) => ({
      contract: "AssetRegistry",
      method: "annotateCertificate",
      power: "approve",
      args: [
        BigInt(parseCertificate(params.number)),
        numberOf<string>(enumNames.AnnotationKind, body.kind),
        body.until === undefined ? 0 : secondsOf(body.until, "/until"),
        body.documentDigest,
      ],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/certificates/:number/annotations/:id/lift",
    summary: "Lift an annotation (article 23), by whoever may make one of its kind",
    roles: ["registry", "regulator"],
    params: OfRemark,
    body: Document,
    codes: [...annotationCodes, "ANNOTATION_NOT_STANDING"],
    call: ({ documentDigest }, params) => ({
      contract: "AssetRegistry",
      method: "liftAnnotation",
      power: "approve",
      args: [BigInt(parseCertificate(params.number)), params.id, documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/certificates/:number/objections",
    summary: "Object to what is registered (article 29); firms object by signed transactions",
    roles: ["registry", "exchange", "regulator", "operator"],
    params: OfCertificate,
    body: Type.Object({ reasonDigest: DigestIn }, strict),
    codes: [
      "CERTIFICATE_HAS_ENDED",
      "CERTIFICATE_NOT_ISSUED",
      "CERTIFICATE_NUMBER_MALFORMED",
      "DOCUMENT_MISSING",
      "LATER_OBJECTION_BY_PARTICIPANT",
      "LATER_OBJECTION_STANDS",
    ],
    call: ({ reasonDigest }, params) => ({
      contract: "AssetRegistry",
      method: "objectToCertificate",
      power: "operate",
      args: [BigInt(parseCertificate(params.number)), reasonDigest],
    }),
  });

  const step = <B extends TObject>(name: string, { summary, body, method, power, args }: ObjectionStep<B>) =>
    deskPost(app, desk, {
      path: `/v1/certificates/:number/objections/:id/${name}`,
      summary,
      roles: ["registry"],
      params: OfRemark,
      body,
      codes: objectionCodes,
      call: (given, params) => ({
        contract: "AssetRegistry",
        method,
        power,
        args: [BigInt(parseCertificate(params.number)), params.id, ...args(given)],
      }),
    });

  step("inform", {
    summary: "Tell the holder of an objection, within the profile's working days (article 29)",
    body: Document,
    method: "informHolder",
    power: "operate",
    args: ({ documentDigest }) => [documentDigest],
  });
  step("conclude", {
    summary: "Conclude an objection that the holder contests or leaves unanswered (article 29)",
    body: Type.Object({ upheld: Type.Boolean(), documentDigest: DigestIn }, strict),
    method: "concludeLaterObjection",
    power: "approve",
    args: ({ upheld, documentDigest }) => [upheld, documentDigest],
  });
  step("mediate", {
    summary: "Record what both sides of a concluded objection agreed (article 29)",
    body: Document,
    method: "recordMediation",
    power: "approve",
    args: ({ documentDigest }) => [documentDigest],
  });
}
