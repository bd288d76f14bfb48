import { day, digest, type LedgerChain, type TestParty } from "./ledger-chain.ts";

/** Who takes part in {@link tellRemarks}. */
interface RemarkParties {
  readonly registry: TestParty;
  readonly holder: TestParty;
  readonly objectors: readonly [TestParty, TestParty, TestParty];
}

/**
 * Notes on a certificate all that can be noted: every kind of annotation, one lifted and one with an end, and three
 * objections: one upheld after it was contested and then mediated, one agreed to, one of which the holder is still to be
 * told.
 */
export async function tellRemarks(chain: LedgerChain, certificateId: bigint, parties: RemarkParties): Promise<void> {
  const { call, now, authority } = chain;
  const { registry, holder, objectors } = parties;
  const act = (by: TestParty, method: string, objectionId: number, ...given: readonly unknown[]) =>
    call("assets", by.key, method, certificateId, objectionId, ...given, digest(`${method} ${objectionId}`));
  for (const { key } of objectors) await call("assets", key, "objectToCertificate", certificateId, digest("reason"));
  await act(registry, "informHolder", 0);
  await act(holder, "answerLaterObjection", 0, false);
  await act(registry, "concludeLaterObjection", 0, true);
  await act(registry, "recordMediation", 0);
  await act(registry, "informHolder", 1);
  await act(holder, "answerLaterObjection", 1, true);

  // Last, because what is seized is not given away by agreeing to an objection either.
  const annotate = async (by: TestParty, kind: number, until: number) =>
    call("assets", by.key, "annotateCertificate", certificateId, kind, until, digest(`annotation ${kind}`));
  await annotate(registry, 1, 0);
  await annotate(registry, 2, (await now()) + 30 * day);
  await annotate(authority, 3, 0);
  await annotate(registry, 4, 0);
  await call("assets", authority.key, "liftAnnotation", certificateId, 2, digest("control lifted"));
}
