import { digest, day, zeroDigest, type LedgerChain, type TestParty } from "./ledger-chain.ts";
import { apply, declare, type tellHistory } from "./ledger-history.ts";
import { terms } from "./terms.ts";

type History = Awaited<ReturnType<typeof tellHistory>>;

/** Bits of rights: hold, use, operate. */
export const rightBits = { hold: 2, use: 4, operate: 8, all: 14 } as const;

/** Takes a filed case through to its effect with the notice waived; a cancellation has none. */
export async function carryOut(
  { call, view }: Pick<LedgerChain, "call" | "view">,
  { key }: TestParty,
  caseId: bigint,
): Promise<bigint> {
  const { kind } = await view("assets", "caseOf", caseId);
  await call("assets", key, "acceptRegistration", caseId, digest("accepted"));
  await call("assets", key, "examineRegistration", caseId, digest("examined"));
  if (Number(kind) !== 5) await call("assets", key, "waiveNotice", caseId, digest("reason"));
  await call("assets", key, "certifyRegistration", caseId, digest(`stored ${caseId}`), true);
  return (await view("assets", "caseOf", caseId)).certificateId;
}

/**
 * Goes on from {@link tellHistory} with everything that can follow an initial registration: joint applicants, transfer,
 * change, renewal, cancellation by holder and registry, takeover of a registry, and what all that leaves to review.
 */
export async function tellLater(history: History) {
  const { call, view, now, pass, parties, assetId, certificateId } = history;
  const { alpha, beta, gamma, registry, authority } = parties;
  const last = async () => (await view("assets", "caseCount")) as bigint;
  const evidenceDigest = digest("evidence");

  // A registry that leaves: one certificate and one open case are taken over.
  const leaving = await history.admitRegistry("北海数据登记站");
  await call("assets", authority.key, "setRegistryCode", leaving.address, 45, 2);
  const kept = await carryOut(history, leaving, await apply(history, gamma, leaving, await declare(history, gamma)));
  const open = await apply(history, gamma, leaving, await declare(history, gamma, { name: "冷链温控数据" }));

  // Fused data of two, registered together: one certificate each.
  const fusedId = await declare(history, alpha, { name: "南宁公交客流数据", fingerprint: digest("fused") });
  const claim = (right: number, until: number) => ({
    right,
    until,
    territory: 156,
    resale: true,
    purposes: 0b111,
    limitsDigest: zeroDigest,
  });
  const until = (await now()) + 365 * day;
  const joint = await apply(history, alpha, registry, fusedId, [1, 2, 3], 0n, {
    basis: { sourceCase: 4, rights: 0, documentDigest: zeroDigest },
    others: [{ party: beta.address, claims: [claim(1, until), claim(2, until)] }],
  });
  await call("assets", beta.key, "consentToRegistration", joint);
  const fusedCertificate = await carryOut(history, registry, joint);
  const jointCertificate: bigint = (await view("assets", "caseOf", joint)).others[0].certificateId;

  // What depends on the first certificate: derived data of the same holder, and a series.
  const derived = await declare(history, alpha, { source: 4, sources: [assetId], name: "物流景气指数" });
  const derivedCertificate = await carryOut(history, registry, await apply(history, alpha, registry, derived));
  await call("ledger", alpha.key, "openSeries", terms(certificateId, await now()));

  // Use and operating right pass to others; the holding right stays.
  const transfer = async (from: TestParty, certificate: bigint, rights: number, to: TestParty) => {
    const given = { certificateId: certificate, rights, transferee: to.address, evidenceDigest };
    await call("assets", from.key, "applyForTransfer", given);
    const caseId = await last();
    await call("assets", to.key, "consentToRegistration", caseId);
    return caseId;
  };
  const transferred = await transfer(alpha, certificateId, rightBits.use | rightBits.operate, beta);
  const transferCertificate = await carryOut(history, registry, transferred);

  // The data is described anew, with the other holder's consent; then details of the holder alone.
  const described = { certificateId: fusedCertificate, name: "南宁公交客流数据（二版）", evidenceDigest };
  const rest = { descriptorDigest: digest("descriptor 2"), identityDigest: zeroDigest };
  await call("assets", alpha.key, "applyForChange", { ...described, ...rest });
  const changed = await last();
  await call("assets", beta.key, "consentToRegistration", changed);
  await carryOut(history, registry, changed);
  const details = { ...rest, name: "", descriptorDigest: zeroDigest, identityDigest: digest("identity 2") };
  await call("assets", alpha.key, "applyForChange", { ...described, ...details });
  await carryOut(history, registry, await last());

  // One right is given up; the rest is cancelled by the registry.
  const cancellation = { certificateId: jointCertificate, rights: rightBits.use, ground: 1, evidenceDigest };
  await call("assets", beta.key, "applyForCancellation", cancellation);
  const cancelled = await last();
  await carryOut(history, registry, cancelled);
  const byRegistry = { ...cancellation, rights: rightBits.hold, ground: 4 };
  await call("assets", registry.key, "beginCancellation", byRegistry);
  const exOfficio = await last();
  await call("assets", registry.key, "certifyRegistration", exOfficio, digest("cancelled"), true);

  // A source becomes core data, and ordinary data again.
  await call("assets", authority.key, "gradeAsset", assetId, 3, zeroDigest, digest("core"));
  await call("assets", authority.key, "gradeAsset", assetId, 1, zeroDigest, digest("general"));

  const successorDocument = digest("taken over");
  await call("assets", authority.key, "takeOverRegistry", leaving.address, registry.address, successorDocument);
  const openCertificate = await carryOut(history, registry, open);

  // Renewal, applied for in its window and decided after the right's end.
  const { until: end } = (await view("assets", "rightOf", assetId, 1, alpha.address)).claim;
  await history.passTo(Number(end) - 100 * day);
  const longer = { right: 1, until: Number(end) + 300 * day };
  const renewal = { certificateId, terms: [longer], evidenceDigest };
  await call("assets", alpha.key, "applyForRenewal", renewal);
  const renewed = await last();
  await history.passTo(Number(end) + 2 * day);
  await pass(1);

  // One that waits for its transferee.
  const awaiting = {
    certificateId: fusedCertificate,
    rights: rightBits.all,
    transferee: gamma.address,
    evidenceDigest,
  };
  await call("assets", alpha.key, "applyForTransfer", awaiting);
  // And one that waits for its registry.
  await apply(history, alpha, registry, await declare(history, alpha, { name: "桥梁监测数据" }));
  return {
    leaving,
    kept,
    open,
    openCertificate,
    fusedId,
    joint,
    fusedCertificate,
    jointCertificate,
    derived,
    derivedCertificate,
    transferred,
    transferCertificate,
    changed,
    cancelled,
    exOfficio,
    renewed,
  };
}
