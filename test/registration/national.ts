import { digest, now, type TestLedger } from "../fixture.ts";

/** What is submitted to the national service system, as in contracts/registration/NationalTypes.sol. */
export const submissions = { none: 0, notice: 1, evidence: 2, result: 3 } as const;

/** An answer of the national service system, stated now; override what a test is about. */
export async function answer(over: Record<string, unknown> = {}) {
  return {
    receiptNumber: "GJ-2026-0001",
    statedAt: await now(),
    sample: false,
    material: digest("material"),
    digest: digest("submission"),
    ...over,
  };
}

/** The national service system confirms the evidence of a case, and its registry writes that down. */
export async function confirmEvidence({ assets, parties }: TestLedger, caseId: bigint, material: string) {
  const given = await answer({ receiptNumber: `GJ-${caseId}`, material });
  await assets.connect(parties.registry.key).mirrorSubmission(caseId, submissions.evidence, given);
}
