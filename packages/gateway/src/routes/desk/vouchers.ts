import Type from "typebox";
import type { Desk, DeskCall } from "../../desk/desk.ts";
import {
  AddressIn,
  DecimalIn,
  DigestIn,
  SignatureIn,
  TimeIn,
  addressOf,
  nonceOf,
  secondsOf,
  unitsOf,
} from "../../desk/values.ts";
import type { App } from "../app.ts";
import { receiverCodes, requestCodes } from "./codes.ts";
import { deskPost } from "./desk-post.ts";

const strict = { additionalProperties: false };
const SeriesId = Type.Integer({ minimum: 0, maximum: 4_294_967_295 });
const item = { to: AddressIn, units: DecimalIn, digest: DigestIn };
const signed = { nonce: DecimalIn, deadline: TimeIn, signature: SignatureIn };
const codes = [
  ...receiverCodes,
  ...requestCodes,
  "ACCOUNT_LIMIT_EXCEEDED",
  "DIGEST_MISSING",
  "LISTS_DIFFER",
  "SERIES_CLOSED",
  "SERIES_EXHAUSTED",
  "SERIES_UNKNOWN",
];

interface Item {
  readonly to: string;
  readonly units: string;
  readonly digest: string;
}

interface Request {
  readonly seriesId: number;
  readonly nonce: string;
  readonly deadline: string;
  readonly signature: string;
}

/** Vouchers minted by a registry on the grantor's signed request. */
export function voucherDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/vouchers",
    summary: "Issue a voucher on the grantor's signed request (EIP-712 IssueRequest with one entry)",
    roles: ["registry"],
    body: Type.Object({ seriesId: SeriesId, ...item, ...signed }, strict),
    codes,
    call: (body) => issue(body, [body], () => ""),
  });

  deskPost(app, desk, {
    path: "/v1/vouchers/batch",
    summary: "Issue up to 100 vouchers on one signed request, in the order of the entries",
    roles: ["registry"],
    body: Type.Object(
      {
        seriesId: SeriesId,
        vouchers: Type.Array(Type.Object(item, strict), { minItems: 1, maxItems: 100 }),
        ...signed,
      },
      strict,
    ),
    codes,
    call: (body) => issue(body, body.vouchers, (i) => `/vouchers/${i}`),
  });
}

function issue(request: Request, items: readonly Item[], place: (i: number) => string): DeskCall {
  return {
    contract: "Ledger",
    method: "issueOnRequest",
    power: "operate",
    args: [
      {
        seriesId: request.seriesId,
        to: items.map(({ to }, i) => addressOf(to, `${place(i)}/to`)),
        units: items.map(({ units }, i) => unitsOf(units, `${place(i)}/units`)),
        digests: items.map(({ digest }) => digest),
        nonce: nonceOf(request.nonce, "/nonce"),
        deadline: secondsOf(request.deadline, "/deadline"),
      },
      request.signature,
    ],
  };
}
