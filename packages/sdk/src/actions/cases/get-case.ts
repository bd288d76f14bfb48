import { ZeroAddress } from "ethers";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { timeOrNull, timeText } from "../../input/time.ts";
import { whole, type Whole } from "../../input/whole.ts";
import {
  enumText,
  type CancellationGround,
  type CaseState,
  type ObjectionState,
  type RegistrationKind,
  type Right,
} from "../../vocabulary/enums.ts";
import { rightsOf } from "../../vocabulary/rights.ts";
import { showBasis, type SourceBasis } from "./basis.ts";
import { showClaim, type Claim, type RightTerm } from "./claim.ts";

/** An objection to a registration (异议). */
export type Objection = {
  readonly objectionId: number;
  readonly objector: string;
  readonly state: ObjectionState;
  readonly raisedAt: string;
  readonly reasonDigest: string;
};

/** Who applies with the applicant: a joint applicant, the transferee, or another holder of data that changes. */
export type JointApplicant = {
  readonly party: string;
  /** Null before. */
  readonly consentedAt: string | null;
  /** What it was issued; null before, and where it only consents. */
  readonly certificateId: bigint | null;
  readonly claims: readonly Claim[];
};

/** A registration case as recorded; what follows from the clock is what `getClock` tells. */
export type RegistrationCase = {
  readonly caseId: bigint;
  readonly kind: RegistrationKind;
  readonly state: CaseState;
  /** Profile that the case began with. */
  readonly profileId: number;
  readonly assetId: string;
  readonly applicant: string;
  readonly registry: string;
  readonly publicRecordId: bigint | null;
  readonly certificateId: bigint | null;
  /**
   * Also when a supplement was given before acceptance: the registry's answer is due from then (article 17). Null until
   * everyone who applies together has consented.
   */
  readonly appliedAt: string | null;
  /** As written down; null before, also when acceptance is deemed and not yet written. */
  readonly acceptedAt: string | null;
  /** The one supplement (articles 17 and 18); null when none was asked for. */
  readonly supplement: {
    readonly askedAt: string;
    readonly until: string;
    readonly givenAt: string | null;
    /** Whether it was asked for after acceptance. */
    readonly inExamination: boolean;
  } | null;
  /** Working days by which the time to finish was extended (article 28); 0 for none. */
  readonly extensionDays: number;
  readonly publishedAt: string | null;
  /** Whether the notice was waived (article 24). */
  readonly noticeWaived: boolean;
  /** When the last objection was decided. */
  readonly objectionsSettledAt: string | null;
  readonly closedAt: string | null;
  readonly openObjections: number;
  /** Account that examined. */
  readonly examiner: string | null;
  readonly evidenceDigest: string;
  readonly claims: readonly Claim[];
  readonly objections: readonly Objection[];
  /** The certificate that a later registration is about; null for an initial one. */
  readonly subjectId: bigint | null;
  /** The rights that are transferred, renewed or cancelled. */
  readonly rights: readonly Right[];
  /** Of a cancellation (article 37). */
  readonly ground: CancellationGround | null;
  /** Whether the registry began the cancellation itself. */
  readonly exOfficio: boolean;
  /** What the right to register rests on (articles 20 and 21); null for a later registration. */
  readonly basis: SourceBasis | null;
  readonly others: readonly JointApplicant[];
  /** The terms that a renewal applies for (article 36). */
  readonly terms: readonly RightTerm[];
};

/**
 * A registration case.
 *
 * @throws LedgerError NUMBER_MALFORMED, CASE_UNKNOWN
 * @example
 * const { state, acceptedAt } = await ledger.cases.get(7n);
 */
export async function getCase(client: LedgerClient, caseId: Whole, options?: ReadOptions): Promise<RegistrationCase> {
  const asked = whole(caseId, { field: "caseId" });
  const seen = await read(client, () => client.contracts.assets.caseOf(asked, asOf(options)));
  return {
    caseId: seen.caseId,
    kind: enumText("RegistrationKind", seen.kind),
    state: enumText("CaseState", seen.state),
    profileId: Number(seen.profileId),
    assetId: seen.assetId,
    applicant: seen.applicant,
    registry: seen.registry,
    publicRecordId: seen.publicRecordId || null,
    certificateId: seen.certificateId || null,
    appliedAt: timeOrNull(seen.appliedAt),
    acceptedAt: timeOrNull(seen.acceptedAt),
    supplement: seen.supplementAskedAt
      ? {
          askedAt: timeText(seen.supplementAskedAt),
          until: timeText(seen.supplementUntil),
          givenAt: timeOrNull(seen.supplementGivenAt),
          inExamination: seen.supplementInExamination,
        }
      : null,
    extensionDays: Number(seen.extensionDays),
    publishedAt: timeOrNull(seen.publishedAt),
    noticeWaived: seen.noticeWaived,
    objectionsSettledAt: timeOrNull(seen.objectionsSettledAt),
    closedAt: timeOrNull(seen.closedAt),
    openObjections: Number(seen.openObjections),
    examiner: seen.examiner === ZeroAddress ? null : seen.examiner,
    evidenceDigest: seen.evidenceDigest,
    claims: seen.claims.map(showClaim),
    objections: seen.objections.map(({ objector, state, raisedAt, reasonDigest }, objectionId) => ({
      objectionId,
      objector,
      state: enumText("ObjectionState", state),
      raisedAt: timeText(raisedAt),
      reasonDigest,
    })),
    subjectId: seen.subjectId || null,
    rights: rightsOf(seen.rights),
    ground: seen.ground ? enumText("CancellationGround", seen.ground) : null,
    exOfficio: seen.exOfficio,
    basis: seen.subjectId ? null : showBasis(seen.basis),
    others: seen.others.map(({ party, consentedAt, certificateId, claims }) => ({
      party,
      consentedAt: timeOrNull(consentedAt),
      certificateId: certificateId || null,
      claims: claims.map(showClaim),
    })),
    terms: seen.terms.map(({ right, until }) => ({ right: enumText("Right", right), until: timeText(until) })),
  };
}
