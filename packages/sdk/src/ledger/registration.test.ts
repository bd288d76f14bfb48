import { expect } from "chai";
import { randomAssetKey } from "../input/random.ts";
import { certify, day, declare, mainland, paper, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";

describe("registration through the SDK", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  const application = async (assetId: string) => ({
    assetId,
    registry: chain.parties.registry.party,
    evidenceDigest: paper("evidence"),
    claims: [
      {
        right: "use" as const,
        until: (await chain.now()) + 300 * day,
        territory: mainland,
        resale: false,
        purposes: ["logistics" as const, 13],
      },
    ],
  });

  it("takes an asset to its certificate, with every id in the result of the step that made it", async () => {
    const { alpha, beta } = chain.parties;
    const assetId = await declare(alpha);
    const asset = await beta.ledger.assets.get(assetId);
    expect(asset).to.deep.include({
      declarant: alpha.party,
      source: "collected",
      category: "enterprise",
      grade: "general",
    });
    expect(asset).to.deep.include({ sources: [], assessmentDigest: null, fingerprint: paper("data") });

    const { caseId, certificateId, certificateNumber, events } = await certify(chain, alpha, assetId);
    expect(events.map(({ name }) => name)).to.include.members(["RegistrationCertified", "CertificateIssued"]);
    const certificate = await beta.ledger.certificates.get(certificateNumber);
    expect(certificate).to.deep.equal(await beta.ledger.certificates.get(certificateId));
    expect(certificate).to.deep.include({
      number: certificateNumber,
      holder: alpha.party,
      assetId,
      caseId,
      sample: true,
    });
    const found = await beta.ledger.cases.get(caseId);
    expect(found).to.deep.include({ state: "certified", kind: "initial", applicant: alpha.party, certificateId });
    expect(found.claims.map(({ right }) => right)).to.deep.equal(["hold", "use", "operate"]);
    expect(found.claims[0]?.purposes).to.deep.equal(["logistics", "publicService"]);
    const right = await beta.ledger.rights.get({ assetId, right: "operate", party: alpha.key.address });
    expect(right).to.deep.include({ right: "operate", certificateId, caseId, territory: mainland, resale: true });
    expect(await beta.ledger.rights.get({ assetId, right: "operate", party: beta.party })).to.equal(null);
  });

  it("asks for supplements, hears objections and refuses", async () => {
    const { alpha, beta, registry } = chain.parties;
    const assetId = await declare(alpha);
    const { caseId } = await (await alpha.ledger.cases.apply(await application(assetId))).wait();
    const { cases } = registry.ledger;
    const deadline = new Date(((await chain.now()) + day) * 1000);
    await (await cases.askSupplement({ caseId, deadline, documentDigest: paper("list") })).wait();
    const asked = await alpha.ledger.cases.get(caseId);
    expect(asked).to.include({ state: "supplementAsked", profileId: 1, extensionDays: 0, examiner: null });
    expect(asked).to.include({ publishedAt: null, noticeWaived: false, objectionsSettledAt: null });
    const until = deadline.toISOString().replace(".000", "");
    expect(asked.supplement).to.deep.include({ until, givenAt: null, inExamination: false });
    await (await alpha.ledger.cases.giveSupplement({ caseId, evidenceDigest: paper("more") })).wait();
    const given = await alpha.ledger.cases.get(caseId);
    expect(given.supplement).to.include({ givenAt: given.appliedAt, until });
    await (await cases.accept({ caseId, documentDigest: paper("accepted") })).wait();
    await (await cases.examine({ caseId, reportDigest: paper("report") })).wait();
    await (await cases.publish({ caseId: String(caseId), noticeDigest: paper("notice") })).wait();
    const raised = await beta.ledger.cases.object({ caseId, reasonDigest: paper("reason") });
    const { objectionId } = await raised.wait();
    expect((await beta.ledger.cases.get(caseId)).objections[objectionId]).to.include({
      objector: beta.party,
      state: "open",
    });
    const evidence = { caseId, evidenceDigest: paper("stored"), sample: true };
    expect(await cases.certify.simulate(evidence)).to.include({ ok: false, code: "NOTICE_NOT_OVER" });
    const decision = { caseId, objectionId, upheld: false, documentDigest: paper("decision") };
    await chain.pass(60);
    const resolved = await (await cases.resolveObjection(decision)).wait();
    const decided = await beta.ledger.cases.get(caseId);
    expect(decided.objections[objectionId]).to.include({ state: "dismissed" });
    expect(decided).to.include({ openObjections: 0, examiner: registry.key.address });
    const { timestamp } = (await chain.provider.getBlock(resolved.block))!;
    expect(Date.parse(decided.objectionsSettledAt ?? "")).to.equal(timestamp * 1000);
    expect(
      await codeOfRefusal(cases.refuse({ caseId, ground: "none" as never, documentDigest: paper("no") })),
    ).to.equal("VALUE_UNKNOWN");
    const refused = await (await cases.refuse({ caseId, ground: "openDispute", documentDigest: paper("no") })).wait();
    expect(refused.events[0]).to.deep.include({ contract: "AssetRegistry", name: "RegistrationRefused" });
    expect(refused.events[0]?.args).to.include({ ground: "openDispute", caseId: String(caseId) });

    const second = await (await alpha.ledger.cases.apply(await application(await declare(alpha)))).wait();
    await (await alpha.ledger.cases.withdraw({ caseId: second.caseId })).wait();
    expect(await alpha.ledger.cases.get(second.caseId)).to.include({ state: "withdrawn" });
  });

  it("changes grades by the authority", async () => {
    const { alpha, authority } = chain.parties;
    const assetId = await declare(alpha);
    const decision = {
      assetId,
      grade: "important" as const,
      assessmentDigest: paper("risk"),
      documentDigest: paper("grade"),
    };
    expect(await alpha.ledger.assets.grade.simulate(decision)).to.include({ ok: false, code: "ROLE_MISSING" });
    await (await authority.ledger.assets.grade(decision)).wait();
    expect(await alpha.ledger.assets.get(assetId)).to.include({ grade: "important", assessmentDigest: paper("risk") });
  });

  it("records public data, authorises its operation and ends both", async () => {
    const { body, authority, operator } = chain.parties;
    const declared = await body.ledger.assets.declare({
      key: randomAssetKey(),
      name: "法定节假日",
      fingerprint: paper("holidays"),
      descriptorDigest: paper("description"),
      source: "collected",
      category: "governmentDuty",
      grade: "general",
    });
    const { assetId } = await declared.wait();
    expect(await body.ledger.cases.apply.simulate(await application(assetId))).to.include({
      code: "GOVERNMENT_DUTY_DATA",
    });
    const until = (await chain.now()) + 300 * day;
    const documentDigest = paper("document");
    const { recordId } = await (await body.ledger.records.submit({ assetId, until, documentDigest })).wait();
    const { records } = authority.ledger;
    const admission = { recordId, recordNumber: "GX-2026-1", documentDigest };
    expect(await records.get(recordId)).to.include({ state: "submitted", publishedAt: null, noticeUntil: null });
    await (await records.publish({ recordId, noticeDigest: paper("notice") })).wait();
    expect(await records.admit.simulate(admission)).to.include({ ok: false, code: "RECORD_NOTICE_NOT_OVER" });
    const { noticeUntil } = await records.get(recordId);
    expect(noticeUntil).to.equal(
      await authority.ledger.calendar.addWorkingDays({
        from: (await records.get(recordId)).publishedAt ?? "",
        days: 10,
      }),
    );
    await chain.passBy(noticeUntil ?? "");
    await (await records.admit(admission)).wait();
    expect(await records.get(recordId)).to.include({ state: "recorded", recordNumber: "GX-2026-1", body: body.party });
    const authorised = await body.ledger.authorisations.authorise({
      recordId,
      operator: operator.key.address,
      scene: "城市物流",
      purposes: ["logistics", "emergency"],
      territory: mainland,
      start: await chain.now(),
      until,
      resale: true,
      agreementDigest: paper("agreement"),
    });
    const { authorisationId } = await authorised.wait();
    const { authorisations } = operator.ledger;
    expect(await authorisations.get(authorisationId)).to.deep.include({
      operator: operator.party,
      purposes: ["logistics", "emergency"],
      ended: false,
    });
    await (await authorisations.refreshBases({ assetId })).wait();
    await (await body.ledger.authorisations.end({ authorisationId, documentDigest })).wait();
    expect(await authorisations.get(authorisationId)).to.include({ ended: true });
    await (await body.ledger.records.end({ recordId, documentDigest })).wait();
    expect(await records.get(recordId)).to.include({ state: "ended" });
    const other = await (await body.ledger.records.submit({ assetId, until, documentDigest })).wait();
    await (await records.refuse({ recordId: other.recordId, documentDigest })).wait();
    expect(await records.get(other.recordId)).to.include({ state: "refused", recordNumber: null, recordedAt: null });
  });
});
