import { digest, type LedgerChain, type TestParty } from "./ledger-chain.ts";

/** The national service system's answer to a case's notice, written down and corrected once. */
export async function tellSubmissions(chain: LedgerChain, registry: TestParty, caseId: bigint): Promise<void> {
  const notice = 1;
  const answer = {
    receiptNumber: `GJ-${caseId}`,
    statedAt: await chain.now(),
    sample: true,
    material: digest("notice"),
    digest: digest("submission"),
  };
  await chain.call("assets", registry.key, "mirrorSubmission", caseId, notice, answer);
  const corrected = { ...answer, receiptNumber: `GJ-${caseId}-1` };
  await chain.call("assets", registry.key, "correctSubmission", caseId, notice, corrected, digest("correction"));
}
