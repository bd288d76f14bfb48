import { idOf } from "../../client/created.ts";
import type { LedgerClient } from "../../client/client.ts";
import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { some } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { encodeBasis, type SourceBasisInput } from "./basis.ts";
import { encodeClaim, type ClaimInput } from "./claim.ts";

/** A party that applies together with the declarant (共同申请人), and the rights it claims. */
export type JointApplicantInput = {
  /** Its party, or one of its accounts. */
  readonly party: string;
  readonly claims: readonly ClaimInput[];
};

/** What {@link applyForRegistration} takes. */
export type ApplyForRegistrationParams = {
  readonly assetId: string;
  /** Registry that is to examine: its party, or one of its accounts. */
  readonly registry: string;
  readonly evidenceDigest: string;
  /** Record on the public-data track; required of products of authorised operation. */
  readonly publicRecordId?: Whole | null | undefined;
  /** Which case of articles 20 and 21 the applicants rely on; their own data unless given. */
  readonly basis?: SourceBasisInput | undefined;
  readonly claims: readonly ClaimInput[];
  /** Those who apply with the declarant, at most 15; the case is filed when all have consented (article 21). */
  readonly others?: readonly JointApplicantInput[] | undefined;
};

/**
 * Applies for initial registration of rights (初次登记, article 32). By the declarant (operate). With others the case
 * awaits their consents before it is filed.
 *
 * @throws LedgerError NOT_DECLARANT, GOVERNMENT_DUTY_DATA, CORE_DATA, RIGHT_NOT_REGISTRABLE, USE_RIGHT_MISSING,
 *   PUBLIC_RECORD_LINK_MISSING, CLAIM_INVALID, CLAIM_TOO_LONG, RIGHT_ALREADY_REGISTERED, NOT_REGISTRY,
 *   OWN_REGISTRY, PROFILE_MISSING, KIND_NOT_OFFERED, SOURCE_CASE_INVALID, SOURCE_DOCUMENT_INVALID,
 *   RIGHT_NOT_IN_CONTRACT, FUSED_BY_ONE, JOINT_APPLICANT_INVALID
 * @example
 * const handle = await ledger.cases.apply({
 *   assetId, registry, evidenceDigest,
 *   claims: [{ right: "hold", until: "2028-11-22T16:00:00Z", territory: 156, resale: true, purposes: ["logistics"] }],
 * });
 * const { caseId } = await handle.wait();
 */
export const applyForRegistration = /* @__PURE__ */ defineWrite<
  ApplyForRegistrationParams,
  { readonly caseId: bigint }
>({
  contract: "AssetRegistry",
  data: async (params, client) =>
    client.contracts.assets.interface.encodeFunctionData("applyForRegistration", [
      {
        assetId: digest(params.assetId, "assetId"),
        registry: await partyFor(client, params.registry, "registry"),
        evidenceDigest: digest(params.evidenceDigest, "evidenceDigest"),
        publicRecordId: whole(params.publicRecordId ?? 0n, { field: "publicRecordId" }),
        basis: encodeBasis(params.basis),
        claims: some(params.claims, "claims").map(encodeClaim),
        others: await Promise.all((params.others ?? []).map((other) => encodeJoint(client, other))),
      },
    ]),
  result: (events) => ({ caseId: idOf(events, "RegistrationApplied", "caseId") }),
});

async function encodeJoint(client: LedgerClient, { party, claims }: JointApplicantInput) {
  return {
    party: await partyFor(client, party, "others.party"),
    claims: some(claims, "others.claims").map(encodeClaim),
  };
}
