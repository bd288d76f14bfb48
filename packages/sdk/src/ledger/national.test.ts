import { expect } from "chai";
import { timeText } from "../input/time.ts";
import { digestOfSubmission, submissionPath, type EvidenceSubmission } from "../national/submission.ts";
import { paper, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";

describe("the mirror of the national service system through the SDK (articles 8, 24, 26)", () => {
  let chain: LedgerChain;
  let caseId: bigint;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
    const { alpha, registry } = chain.parties;
    const declared = await alpha.ledger.assets.declare({
      key: paper("key of the mirrored"),
      name: "北部湾潮位",
      fingerprint: paper("tide"),
      descriptorDigest: paper("descriptor"),
      source: "collected",
      category: "enterprise",
      grade: "general",
    });
    const { assetId } = await declared.wait();
    const until = (await chain.now()) + 86_400 * 300;
    const claim = { right: "hold" as const, until, territory: 156, resale: true, purposes: [1] };
    const applied = await alpha.ledger.cases.apply({
      assetId,
      registry: registry.party,
      evidenceDigest: paper("evidence"),
      claims: [claim],
    });
    ({ caseId } = await applied.wait());
    const { cases } = registry.ledger;
    await (await cases.accept({ caseId, documentDigest: paper("accepted") })).wait();
    await (await cases.examine({ caseId, reportDigest: paper("examined") })).wait();
    await (await cases.publish({ caseId, noticeDigest: paper("notice") })).wait();
  });
  after(() => chain.stop());

  const answer = async (over = {}) => ({
    receiptNumber: "GJ-2026-1",
    statedAt: await chain.now(),
    sample: true,
    material: paper("notice"),
    digest: paper("submission"),
    ...over,
  });

  it("writes an answer down once, corrects it, and tells both", async () => {
    const { alpha, registry } = chain.parties;
    const { national } = registry.ledger;
    const kind = "notice" as const;
    expect(await alpha.ledger.national.get({ caseId, kind })).to.equal(null);
    const given = await answer();
    const early = await national.mirror.simulate({ caseId, kind: "result", answer: given });
    expect(early).to.include({ code: "SUBMISSION_TOO_EARLY" });
    expect(await alpha.ledger.national.mirror.simulate({ caseId, kind, answer: given })).to.include({
      code: "ROLE_MISSING",
    });
    const { events } = await (await national.mirror({ caseId, kind, answer: given })).wait();
    expect(events[0]).to.deep.include({ contract: "AssetRegistry", name: "SubmissionMirrored" });
    const mirrored = await alpha.ledger.national.get({ caseId, kind });
    const shown = { ...given, statedAt: timeText(given.statedAt) };
    expect(mirrored).to.deep.include({ ...shown, corrections: 0 });
    expect(await national.mirror.simulate({ caseId, kind, answer: given })).to.include({
      code: "SUBMISSION_MIRRORED_BEFORE",
    });
    const documentDigest = paper("why");
    const same = { caseId, kind, answer: given, documentDigest };
    expect(await national.correct.simulate(same)).to.include({ code: "SUBMISSION_NOT_CORRECTABLE" });
    const next = { ...given, receiptNumber: "GJ-2026-2" };
    await (await national.correct({ ...same, answer: next })).wait();
    expect(await alpha.ledger.national.get({ caseId, kind })).to.deep.include({
      receiptNumber: "GJ-2026-2",
      corrections: 1,
    });
  });

  it("refuses what cannot be an answer before it asks anybody", async () => {
    const { national } = chain.parties.registry.ledger;
    const mirror = async (over: object, kind = "evidence") =>
      codeOfRefusal(national.mirror({ caseId, kind: kind as never, answer: await answer(over) }));
    expect(await mirror({ receiptNumber: "" })).to.equal("RECEIPT_NUMBER_MALFORMED");
    expect(await mirror({ receiptNumber: "数".repeat(22) })).to.equal("RECEIPT_NUMBER_MALFORMED");
    expect(await mirror({ statedAt: "yesterday" })).to.equal("TIME_MALFORMED");
    expect(await mirror({ digest: "0x12" })).to.equal("DIGEST_MALFORMED");
    expect(await mirror({}, "none")).to.equal("VALUE_UNKNOWN");
  });

  it("refuses an unmarked certificate without confirmed evidence (article 26)", async () => {
    const { cases } = chain.parties.registry.ledger;
    await chain.passBy((await cases.clock(caseId)).noticeUntil ?? "");
    const unmarked = await cases.certify.simulate({ caseId, evidenceDigest: paper("stored"), sample: false });
    expect(unmarked).to.include({ code: "EVIDENCE_NOT_CONFIRMED" });
    const { national } = chain.parties.registry.ledger;
    const confirmed = await answer({ receiptNumber: "GJ-2026-3", sample: false, material: paper("stored") });
    await (await national.mirror({ caseId, kind: "evidence", answer: confirmed })).wait();
    const done = await cases.certify({ caseId, evidenceDigest: paper("stored"), sample: false });
    const { certificateId } = await done.wait();
    const certificate = await chain.parties.alpha.ledger.certificates.get(certificateId);
    expect(certificate.sample).to.equal(false);
  });
});

describe("a submission", () => {
  const submission: EvidenceSubmission = {
    ledger: "1:0xaa",
    caseId: "7",
    kind: "evidence",
    registration: "initial",
    registry: "0x1",
    registryCode: "451",
    applicant: "0x2",
    others: [],
    assetId: "0x3",
    assetName: "北部湾潮位",
    fingerprint: "0x4",
    rights: ["hold", "use"],
    material: "0x5",
  };

  it("has one digest, whatever the order of its members", async () => {
    const turned = Object.fromEntries(Object.entries(submission).reverse()) as unknown as EvidenceSubmission;
    expect(await digestOfSubmission(turned)).to.deep.equal(await digestOfSubmission(submission));
    const text =
      '{"applicant":"0x2","assetId":"0x3","assetName":"北部湾潮位","caseId":"7","fingerprint":"0x4","kind":"evidence",' +
      '"ledger":"1:0xaa","material":"0x5","others":[],"registration":"initial","registry":"0x1","registryCode":"451",' +
      '"rights":["hold","use"]}';
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    expect((await digestOfSubmission(submission)).sha256).to.equal(`0x${hex}`);
  });

  it("has its place by ledger, case and kind", () => {
    expect(submissionPath(submission)).to.equal("1%3A0xaa/7/evidence");
  });
});
