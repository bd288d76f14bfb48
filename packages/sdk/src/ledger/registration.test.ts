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

  it("records public data, authorises its operation and ends both (public-data track)", async () => {
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
      safety: { level: 3, until, documentDigest: paper("assessment") },
    });
    const { authorisationId } = await authorised.wait();
    const { authorisations } = operator.ledger;
    expect(await authorisations.get(authorisationId)).to.deep.include({
      operator: operator.party,
      purposes: ["logistics", "emergency"],
      ended: false,
      suspendedBy: null,
    });
    await suspendsAndResumes(authorisationId, until);
    await (await authorisations.refreshBases({ assetId })).wait();
    await (await body.ledger.authorisations.end({ authorisationId, documentDigest })).wait();
    expect(await authorisations.get(authorisationId)).to.include({ ended: true });
    await changesAndCorrects(recordId, assetId);
    const giveUp = { recordId, ground: "givenUp" as const, documentDigest };
    expect(await records.cancel.simulate(giveUp)).to.include({ code: "RECORD_GROUND_INVALID" });
    await (await records.cancel({ ...giveUp, ground: "dataLost" })).wait();
    expect(await records.get(recordId)).to.include({ state: "cancelled" });
    const other = await (await body.ledger.records.submit({ assetId, until, documentDigest })).wait();
    await (await records.refuse({ recordId: other.recordId, documentDigest })).wait();
    expect(await records.get(other.recordId)).to.include({ state: "refused", recordNumber: null, recordedAt: null });
  });

  /** The authority lets the operation stand still, and go on again; its body shows its safety for longer. */
  async function suspendsAndResumes(authorisationId: bigint, until: number): Promise<void> {
    const { body, authority } = chain.parties;
    const { authorisations } = authority.ledger;
    const decision = { authorisationId, documentDigest: paper("incident") };
    await (await authorisations.suspend(decision)).wait();
    expect(await authorisations.get(authorisationId)).to.include({ suspendedBy: authority.party });
    const byBody = await body.ledger.authorisations.resume.simulate(decision);
    expect(byBody).to.include({ code: "SUSPENDED_BY_ANOTHER" });
    await (await authorisations.resume(decision)).wait();
    const safety = { level: 4, until: until + 60, documentDigest: paper("second assessment") };
    await (await body.ledger.authorisations.assess({ authorisationId, safety })).wait();
    const seen = await authorisations.get(authorisationId);
    expect([seen.suspendedBy, seen.safety.level, Date.parse(seen.safety.until) / 1000]).to.deep.equal([
      null,
      4,
      until + 60,
    ]);
  }

  /** A change with its notice, another's correction that is withdrawn, one that the body agrees to, a refused request. */
  async function changesAndCorrects(recordId: bigint, assetId: string): Promise<void> {
    const { body, authority, beta } = chain.parties;
    const { records } = authority.ledger;
    const documentDigest = paper("request");
    const change = { recordId, descriptorDigest: paper("revised"), bodyDigest: paper("new address"), documentDigest };
    expect(await beta.ledger.records.requestChange.simulate(change)).to.include({ code: "RECORD_OF_ANOTHER_BODY" });
    const { requestId } = await (await body.ledger.records.requestChange(change)).wait();
    await (await records.publishRequest({ requestId, noticeDigest: paper("notice") })).wait();
    const grant = { requestId, documentDigest: paper("decision") };
    expect(await records.grantRequest.simulate(grant)).to.include({ code: "RECORD_REQUEST_NOTICE_NOT_OVER" });
    const { noticeUntil, details } = await records.getRequest(requestId);
    expect(details).to.deep.equal({
      name: null,
      descriptorDigest: paper("revised"),
      bodyDigest: paper("new address"),
    });
    await chain.passBy(noticeUntil ?? "");
    await (await records.grantRequest(grant)).wait();
    expect(await records.getRequest(requestId)).to.include({ kind: "change", state: "granted", ground: null });
    expect(await records.get(recordId)).to.include({ bodyDigest: paper("new address") });
    expect(await beta.ledger.assets.get(assetId)).to.include({ descriptorDigest: paper("revised") });

    const correction = { recordId, name: "法定节假日安排", documentDigest };
    const first = await (await beta.ledger.records.requestCorrection(correction)).wait();
    await (await beta.ledger.records.withdrawRequest({ requestId: first.requestId })).wait();
    const second = await (await beta.ledger.records.requestCorrection(correction)).wait();
    const unproved = { requestId: second.requestId, documentDigest: paper("decision") };
    expect(await records.grantRequest.simulate(unproved)).to.include({ code: "CORRECTION_NOT_PROVED" });
    const answer = { requestId: second.requestId, agrees: true, documentDigest: paper("answer") };
    await (await body.ledger.records.answerCorrection(answer)).wait();
    await (await records.grantRequest(unproved)).wait();
    expect(await records.getRequest(second.requestId)).to.include({ state: "granted", answer: "agrees" });

    const leaving = { recordId, ground: "bodyCeased" as const, documentDigest };
    const third = await (await body.ledger.records.requestCancellation(leaving)).wait();
    await (await records.refuseRequest({ requestId: third.requestId, documentDigest })).wait();
    expect(await records.getRequest(third.requestId)).to.include({ state: "refused", ground: "bodyCeased" });
    const events = [];
    for await (const event of beta.ledger.provenance.history({ assetId })) events.push(event.name);
    expect(events.slice(events.indexOf("RecordRequested"))).to.deep.equal([
      "RecordRequested",
      "RecordRequestPublished",
      "RecordRequestGranted",
      "PublicDataDescribed",
      "RecordBodyChanged",
      "RecordRequested",
      "RecordRequestWithdrawn",
      "RecordRequested",
      "CorrectionAnswered",
      "RecordRequestGranted",
      "PublicDataDescribed",
      "RecordRequested",
      "RecordRequestRefused",
    ]);
  }
});
