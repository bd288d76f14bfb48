import type { Asset, Certificate, RegistrationCase, Right } from "../api/shapes.ts";

/** How a certificate stands: as its state says, or expired by time alone. */
export function certificateStateOf({ state, live }: Pick<Certificate, "state" | "live">) {
  return state === "valid" && !live ? "expired" : state;
}

/** What a party of a case is in it. */
export type Part = "firstApplicant" | "jointApplicant" | "transferor" | "transferee" | "otherHolder";

/** A party of a case: its part, what it applies for, and since when it agrees. */
export type Participant = {
  readonly party: string;
  readonly part: Part;
  /** RFC 3339; null while it has not agreed. */
  readonly consentedAt: string | null;
  /** What it was issued, if anything. */
  readonly certificate: string | null;
};

const partOf = { initial: "jointApplicant", transfer: "transferee" } as const;

/** Who takes part in a case, the applicant first: it agreed by applying. */
export function participantsOf(found: RegistrationCase): readonly Participant[] {
  const { kind, applicant, begunAt, certificate, others } = found;
  const other: Part = kind === "initial" || kind === "transfer" ? partOf[kind] : "otherHolder";
  const first: Participant = {
    party: applicant,
    part: kind === "transfer" ? "transferor" : "firstApplicant",
    consentedAt: begunAt,
    certificate: kind === "initial" ? certificate : null,
  };
  return [
    first,
    ...others.map(({ party, consentedAt, certificate }) => ({ party, part: other, consentedAt, certificate })),
  ];
}

/** A certificate in an asset, with the rights that it carries and those that it carried. */
export type Holding = {
  readonly certificate: string;
  readonly holder: string;
  readonly now: readonly Right[];
  readonly ended: readonly Right[];
  /** Whether others were registered by the same case. */
  readonly joint: boolean;
};

/** The certificates of an asset by their rights, newest first. */
export function holdingsOf({ rights, certificates }: Pick<Asset, "rights" | "certificates">): readonly Holding[] {
  return certificates.flatMap((certificate) => {
    const all = rights.filter((right) => right.certificate === certificate);
    const [first] = all;
    if (!first) return [];
    const now = all.filter(({ endedAt }) => endedAt === null);
    const ended = all.filter(({ endedAt }) => endedAt !== null);
    const joint = rights.some((right) => right.caseId === first.caseId && right.certificate !== certificate);
    return [{ certificate, holder: first.holder, now, ended, joint }];
  });
}
