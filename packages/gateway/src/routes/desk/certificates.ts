import { enumNames, rightMask } from "@data-voucher/sdk";
import Type from "typebox";
import type { Desk } from "../../desk/desk.ts";
import { DigestIn, numberOf } from "../../desk/values.ts";
import { parseCertificate } from "../../ledger/models/ids.ts";
import { OneOf } from "../../schemas/common.ts";
import type { App } from "../app.ts";
import { text } from "../ledger/ledger-get.ts";
import { deskPost } from "./desk-post.ts";

const Rights = Type.Array(OneOf(["hold", "use", "operate"]), { minItems: 1, maxItems: 3, uniqueItems: true });

/**
 * What a registry begins itself about a certificate. Firms apply for transfer, change, renewal and cancellation, and
 * consent to them, by signed transactions.
 */
export function certificateDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/certificates/:number/cancel",
    summary: "Begin a cancellation ex officio (article 37); the case is certified like others",
    roles: ["registry"],
    params: Type.Object({ number: text("15 characters, such as SJ4512026110001") }),
    body: Type.Object(
      {
        rights: Rights,
        ground: OneOf(enumNames.CancellationGround.slice(2)),
        evidenceDigest: { ...DigestIn, description: "SHA-256 of the written notice to the holder" },
      },
      { additionalProperties: false },
    ),
    codes: [
      "CASE_OF_ANOTHER_REGISTRY",
      "CERTIFICATE_HAS_ENDED",
      "CERTIFICATE_NOT_ISSUED",
      "CERTIFICATE_NUMBER_MALFORMED",
      "DOCUMENT_MISSING",
      "KIND_NOT_OFFERED",
      "NOT_REGISTRY",
      "PROFILE_MISSING",
      "RIGHT_NOT_HELD",
    ],
    call: (body, { number }) => ({
      contract: "AssetRegistry",
      method: "beginCancellation",
      power: "approve",
      args: [
        {
          certificateId: BigInt(parseCertificate(number)),
          rights: rightMask(body.rights),
          ground: numberOf<string>(enumNames.CancellationGround, body.ground),
          evidenceDigest: body.evidenceDigest,
        },
      ],
    }),
  });
}
