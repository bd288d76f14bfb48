import { expect } from "chai";
import { certify, day, declare, paper, seriesOf, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";

const documentDigest = paper("document");

describe("annotations and objections after registration through the SDK", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  it("notes on a certificate what was agreed, seized or put under control, and lifts it (article 23)", async () => {
    const { alpha, beta, gamma, registry, authority } = chain.parties;
    const { certificateNumber: certificate, certificateId, assetId, seriesId } = await seriesOf(chain, alpha);
    const { remarks } = registry.ledger;
    expect(await beta.ledger.remarks.annotationsOf(certificate)).to.deep.equal([]);
    const until = (await chain.now()) + 90 * day;
    const seizure = { certificate, kind: "seizure" as const, until, documentDigest };
    expect(await codeOfRefusal(remarks.annotate({ ...seizure, kind: "none" as never }))).to.equal("VALUE_UNKNOWN");
    expect(await remarks.annotate.simulate({ ...seizure, until: 1 })).to.include({ code: "ANNOTATION_END_INVALID" });
    expect(await alpha.ledger.remarks.annotate.simulate(seizure)).to.include({ code: "ROLE_MISSING" });
    const control = { certificate: certificateId, kind: "temporaryControl" as const, documentDigest };
    expect(await remarks.annotate.simulate(control)).to.include({ code: "ROLE_MISSING" });

    const { annotationId, events } = await (await remarks.annotate(seizure)).wait();
    expect(annotationId).to.equal(0);
    expect(events[0]).to.deep.include({ contract: "AssetRegistry", name: "CertificateAnnotated" });
    const untilText = new Date(until * 1000).toISOString().replace(".000Z", "Z");
    expect(events[0]?.args).to.include({ kind: "seizure", until: untilText, byParty: registry.party });
    const [found] = await beta.ledger.remarks.annotationsOf(certificate);
    const made = { annotationId: 0, kind: "seizure", until: untilText, liftedAt: null, byParty: registry.party };
    expect(found).to.deep.include({ ...made, documentDigest });
    expect(await beta.ledger.remarks.isRestrained(certificateId)).to.equal(true);
    const issue = { seriesId, to: gamma.party, units: "10", digest: paper("voucher") };
    expect(await alpha.ledger.vouchers.issue.simulate(issue)).to.include({ ok: false });
    const transfer = { certificate, rights: ["hold" as const], transferee: beta.party, evidenceDigest: documentDigest };
    expect(await alpha.ledger.cases.applyForTransfer.simulate(transfer)).to.include({ code: "CERTIFICATE_RESTRAINED" });

    await (await authority.ledger.remarks.annotate(control)).wait();
    await (await remarks.lift({ certificate, annotationId, documentDigest })).wait();
    expect(await remarks.lift.simulate({ certificate, annotationId, documentDigest })).to.include({
      code: "ANNOTATION_NOT_STANDING",
    });
    expect(await beta.ledger.remarks.isRestrained(certificate)).to.equal(true);
    await (await authority.ledger.remarks.lift({ certificate, annotationId: 1, documentDigest })).wait();
    expect(await beta.ledger.remarks.isRestrained(certificate)).to.equal(false);
    expect(await alpha.ledger.vouchers.issue.simulate(issue)).to.include({ ok: true });

    const names: string[] = [];
    for await (const { name } of beta.ledger.provenance.history({ assetId })) names.push(name);
    const of = ["CertificateAnnotated", "AnnotationLifted"];
    expect(names.filter((name) => of.includes(name))).to.deep.equal([of[0], of[0], of[1], of[1]]);
  });

  it("hears objections to what is registered, and cancels what was upheld (articles 29 and 37)", async () => {
    const { alpha, beta, registry } = chain.parties;
    const { certificateNumber: certificate } = await certify(chain, alpha, await declare(alpha));
    const { remarks, cases } = registry.ledger;
    const reason = { certificate, reasonDigest: paper("reason") };
    expect(await alpha.ledger.remarks.object.simulate(reason)).to.include({ code: "LATER_OBJECTION_BY_PARTICIPANT" });
    const cancellation = {
      certificate,
      rights: ["hold", "use", "operate"] as const,
      ground: "objectionOutcome" as const,
      evidenceDigest: documentDigest,
    };
    expect(await cases.beginCancellation.simulate(cancellation)).to.include({ code: "NO_OBJECTION_UPHELD" });
    const { objectionId } = await (await beta.ledger.remarks.object(reason)).wait();
    expect(await beta.ledger.remarks.object.simulate(reason)).to.include({ code: "LATER_OBJECTION_STANDS" });
    const objection = { certificate, objectionId, documentDigest };
    const answer = { ...objection, agrees: false };
    const early = { code: "LATER_OBJECTION_NOT_IN_STATE" };
    expect(await alpha.ledger.remarks.answerObjection.simulate(answer)).to.include(early);
    expect(await remarks.informHolder.simulate({ ...objection, objectionId: 7 })).to.include({
      code: "LATER_OBJECTION_UNKNOWN",
    });
    expect(await remarks.objectionDue({ certificate, objectionId })).to.include({ act: "inform", by: registry.party });
    await (await remarks.informHolder(objection)).wait();
    await (await alpha.ledger.remarks.answerObjection(answer)).wait();
    await (await remarks.concludeObjection({ ...objection, upheld: true })).wait();
    const [found] = await beta.ledger.remarks.objectionsOf(certificate);
    expect(found).to.deep.include({ objectionId: 0, objector: beta.party, state: "upheld", profileId: 1 });
    expect(found).to.deep.include({ reasonDigest: paper("reason"), documentDigest });
    expect(found?.concludedAt).to.be.a("string");
    const { caseId } = await (await cases.beginCancellation(cancellation)).wait();
    await (await cases.certify({ caseId, evidenceDigest: paper("stored"), sample: true })).wait();
    expect(await beta.ledger.certificates.get(certificate)).to.include({ state: "cancelled" });
  });
});
