import Type from "typebox";
import type { Desk } from "../../desk/desk.ts";
import {
  AddressIn,
  CountryIn,
  DecimalIn,
  DigestIn,
  PurposesIn,
  SignatureIn,
  TimeIn,
  addressOf,
  maskOf,
  nonceOf,
  numberOf,
  secondsOf,
  unitsOf,
  wordOf,
} from "../../desk/values.ts";
import { zeroAddress } from "../../ledger/checksum.ts";
import {
  encodeConditions,
  enumNames,
  environments,
  obligations,
  openTerms,
  qualifications,
  userKinds,
  type UsePeriod,
} from "@data-voucher/sdk";
import { OneOf } from "../../schemas/common.ts";
import type { App } from "../app.ts";
import { requestCodes } from "./codes.ts";
import { deskPost } from "./desk-post.ts";

const strict = { additionalProperties: false };

const words = <T extends string>(list: readonly { readonly code: T }[]) =>
  Type.Optional(Type.Array(OneOf(list.map(({ code }) => code)), { maxItems: list.length, uniqueItems: true }));
const small = (maximum: number) => Type.Optional(Type.Integer({ minimum: 0, maximum }));

const Conditions = Type.Object(
  {
    users: words(userKinds),
    qualifications: words(qualifications),
    environments: words(environments),
    obligations: words(obligations),
    open: words(openTerms),
    onward: small(255),
    frequency: Type.Optional(
      Type.Unsafe<{ units: number; period: UsePeriod } | null>({
        ...Type.Object(
          { units: Type.Integer({ minimum: 1, maximum: 4_294_967_295 }), period: OneOf(enumNames.UsePeriod.slice(1)) },
          strict,
        ),
        type: ["object", "null"],
      }),
    ),
    durationHours: small(65_535),
    retentionDays: small(65_535),
  },
  strict,
);

const Terms = Type.Object(
  {
    basis: Type.Object(
      { kind: OneOf(["certificate", "publicAuthorisation", "licence"] as const), id: DecimalIn },
      strict,
    ),
    class: OneOf(["authorisation", "product"] as const),
    resale: Type.Boolean(),
    territory: CountryIn,
    start: TimeIn,
    end: TimeIn,
    cap: DecimalIn,
    purposes: PurposesIn,
    namedUser: Type.Optional(AddressIn),
    priceRule: OneOf(["free", "fixed", "ceiling", "negotiated"] as const),
    unitPrice: { ...DecimalIn, description: "Fen a unit" },
    conditions: Type.Optional(Conditions),
    termsDigest: DigestIn,
  },
  strict,
);

/** Series opened on a grantor's signature, and suspended or resumed by an authority. */
export function seriesDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/series",
    summary: "Open a series on the grantor's signed request (EIP-712 SeriesRequest)",
    roles: ["registry"],
    body: Type.Object({ terms: Terms, nonce: DecimalIn, deadline: TimeIn, signature: SignatureIn }, strict),
    codes: [
      ...requestCodes,
      "ASSET_NOT_TRADABLE",
      "BASIS_NOT_LIVE",
      "BASIS_OF_ANOTHER_PARTY",
      "BASIS_SOURCE_MISSING",
      "CAP_ZERO",
      "CLASS_INVALID",
      "CONDITION_EXCEEDS_PARENT",
      "CONDITION_INVALID",
      "CONDITION_UNKNOWN",
      "DOCUMENT_MISSING",
      "EXPORT_PATH_MISSING",
      "LICENCE_CIRCULAR",
      "LICENCE_SUSPENDED",
      "ONWARD_NOT_ALLOWED",
      "PARTY_MAY_NOT_HOLD",
      "OUTSIDE_TERRITORY",
      "PRICE_INVALID",
      "PURPOSES_INVALID",
      "RESALE_EXCEEDS_BASIS",
      "SERIES_BASIS_LOST",
      "SERIES_EXPIRED",
      "SERIES_LIMIT_REACHED",
      "SERIES_SUSPENDED",
      "TERM_INVALID",
      "TERRITORY_EXCEEDS_BASIS",
      "VOUCHER_LOCKED",
      "VOUCHER_UNKNOWN",
    ],
    call: ({ terms, nonce, deadline, signature }) => ({
      contract: "Ledger",
      method: "openSeriesOnRequest",
      power: "operate",
      args: [
        {
          basisKind: numberOf(enumNames.BasisKind, terms.basis.kind),
          basisId: wordOf(terms.basis.id, "/terms/basis/id"),
          class: numberOf(enumNames.VoucherClass, terms.class),
          resale: terms.resale,
          territory: terms.territory,
          start: secondsOf(terms.start, "/terms/start"),
          end: secondsOf(terms.end, "/terms/end"),
          cap: unitsOf(terms.cap, "/terms/cap"),
          purposes: maskOf(terms.purposes),
          namedUser: terms.namedUser === undefined ? zeroAddress : addressOf(terms.namedUser, "/terms/namedUser"),
          priceRule: numberOf(enumNames.PriceRule, terms.priceRule),
          unitPrice: wordOf(terms.unitPrice, "/terms/unitPrice"),
          termsDigest: terms.termsDigest,
          conditions: encodeConditions(terms.conditions),
        },
        nonceOf(nonce, "/nonce"),
        secondsOf(deadline, "/deadline"),
        signature,
      ],
    }),
  });

  for (const [name, suspended, summary] of [
    ["suspend", true, "Suspend a series: nothing of it is issued or moves"],
    ["resume", false, "Resume a suspended series"],
  ] as const) {
    deskPost(app, desk, {
      path: `/v1/series/:id/${name}`,
      summary,
      roles: ["regulator"],
      params: Type.Object({ id: Type.Integer({ minimum: 0, maximum: 4_294_967_295 }) }),
      body: Type.Object({ documentDigest: DigestIn }, strict),
      codes: ["DOCUMENT_MISSING", "SERIES_UNKNOWN", "SUSPENSION_UNCHANGED"],
      call: (body, { id }) => ({
        contract: "Ledger",
        method: "suspendSeries",
        power: "approve",
        args: [id, suspended, body.documentDigest],
      }),
    });
  }
}
