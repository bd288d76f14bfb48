import { expect } from "chai";
import { id } from "ethers";
import type { LedgerEvent } from "../client/history-event.ts";
import { readHeader } from "../evidence/header.ts";
import { readRecord } from "../paper/record.ts";
import { carryOut, certify, day, declare, mainland, paper, startLedgerChain } from "../testing/ledger-chain.ts";
import type { LedgerChain, TestParty } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";

async function all(events: AsyncIterable<LedgerEvent>): Promise<LedgerEvent[]> {
  const found: LedgerEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

const evidenceDigest = paper("evidence");
const documentDigest = paper("document");

describe("what follows an initial registration, through the SDK", function () {
  this.timeout(60_000);
  let chain: LedgerChain;
  before(async () => {
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  const registered = async (owner: TestParty) => {
    const assetId = await declare(owner);
    return { assetId, ...(await certify(chain, owner, assetId)) };
  };
  const claimsOf = async (rights: readonly ("hold" | "use" | "operate")[]) => {
    const until = (await chain.now()) + 300 * day;
    return rights.map((right) => ({
      right,
      until,
      territory: mainland,
      resale: false,
      purposes: ["logistics"] as const,
    }));
  };

  it("registers fused data for all who apply together, once each has consented (article 21)", async () => {
    const { alpha, beta, gamma, registry } = chain.parties;
    const assetId = await declare(alpha);
    const application = {
      assetId,
      registry: registry.party,
      evidenceDigest,
      basis: { sourceCase: "fused" as const },
      claims: await claimsOf(["hold", "use"]),
      others: [
        { party: beta.key.address, claims: await claimsOf(["hold"]) },
        { party: gamma.party, claims: await claimsOf(["operate"]) },
      ],
    };
    const alone = { ...application, others: [] };
    expect(await alpha.ledger.cases.apply.simulate(alone)).to.include({ code: "FUSED_BY_ONE" });
    const { caseId } = await (await alpha.ledger.cases.apply(application)).wait();
    const seen = await alpha.ledger.cases.get(caseId);
    expect(seen).to.deep.include({ state: "awaitingConsent", appliedAt: null, subjectId: null, rights: [] });
    expect(seen.basis).to.deep.equal({ sourceCase: "fused", rights: [], documentDigest: null });
    expect(seen.others.map(({ party, consentedAt }) => [party, consentedAt])).to.deep.equal([
      [beta.party, null],
      [gamma.party, null],
    ]);
    const waits = { act: "consent", by: beta.party, until: null } as const;
    expect((await alpha.ledger.cases.clock(caseId)).due).to.deep.equal(waits);
    expect(await alpha.ledger.cases.consent.simulate({ caseId })).to.include({ code: "CONSENT_NOT_DUE" });
    const first = await (await beta.ledger.cases.consent({ caseId })).wait();
    expect(first).to.include({ missing: 1, filed: false });
    expect(await (await beta.ledger.cases.withdrawConsent({ caseId })).wait()).to.include({ missing: 2 });
    expect((await alpha.ledger.cases.get(caseId)).others.map(({ consentedAt }) => consentedAt)).to.deep.equal([
      null,
      null,
    ]);
    expect(await beta.ledger.cases.withdrawConsent.simulate({ caseId })).to.include({ code: "CONSENT_NOT_GIVEN" });
    expect(await (await beta.ledger.cases.consent({ caseId })).wait()).to.include({ missing: 1, filed: false });
    expect(await (await gamma.ledger.cases.consent({ caseId })).wait()).to.include({ missing: 0, filed: true });
    const { certificateId, certificateIds } = await carryOut(chain, caseId);
    const { others, certificateId: own } = await alpha.ledger.cases.get(caseId);
    expect(own).to.equal(certificateId);
    expect(certificateIds).to.deep.equal([certificateId, ...others.map((other) => other.certificateId)]);
    const listed = await beta.ledger.assets.certificatesOf(assetId);
    expect(listed.map((one) => one.certificateId)).to.have.members([...certificateIds]);
    expect(listed.every(({ number }) => /^SJ\d{13}$/.test(number))).to.equal(true);
  });

  it("registers what a contract gives, and names the case of articles 20 and 21 that it rests on", async () => {
    const { alpha, registry } = chain.parties;
    const assetId = await declare(alpha);
    const base = { assetId, registry: registry.party, evidenceDigest };
    const application = async (right: "use" | "operate") => ({
      ...base,
      basis: { sourceCase: "entrusted" as const, rights: ["use" as const], documentDigest },
      claims: await claimsOf([right]),
    });
    const { cases } = alpha.ledger;
    expect(await cases.apply.simulate(await application("operate"))).to.include({ code: "RIGHT_NOT_IN_CONTRACT" });
    const bare = { ...(await application("use")), basis: { sourceCase: "commissioned" as const } };
    expect(await cases.apply.simulate(bare)).to.include({ code: "SOURCE_DOCUMENT_INVALID" });
    const gathered = { ...bare, basis: { sourceCase: "notSubstituting" as const, documentDigest } };
    expect(await cases.apply.simulate(gathered)).to.include({ code: "SOURCE_CASE_INVALID" });
    const wrong = { ...bare, basis: { sourceCase: "ours" as never } };
    expect(await codeOfRefusal(cases.apply(wrong))).to.equal("VALUE_UNKNOWN");
    const { caseId } = await (await cases.apply(await application("use"))).wait();
    const { basis } = await cases.get(caseId);
    expect(basis).to.deep.equal({ sourceCase: "entrusted", rights: ["use"], documentDigest });
  });

  it("moves rights to a transferee, who consents, and proves what is left (article 34)", async () => {
    const { alpha, beta, registry } = chain.parties;
    const { assetId, certificateNumber, certificateId } = await registered(alpha);
    const { cases, certificates, rights } = alpha.ledger;
    const first = await certificates.evidence(certificateNumber);
    const trustIn = ({ header }: { header: string }) => ({
      trustedBlockHash: readHeader(header)?.hash ?? "",
      deployment: chain.deployment,
    });
    const { record } = readRecord(first, trustIn(first));
    expect(record).to.not.have.property("adjusted");
    const untouched = await certificates.since(record);
    expect(untouched).to.deep.equal({ state: "valid", adjustedAt: null, endedAt: null, changes: [] });

    const transfer = { certificate: certificateNumber, rights: ["operate" as const], transferee: beta.key.address };
    const toRegistry = { ...transfer, transferee: registry.party, evidenceDigest };
    expect(await cases.applyForTransfer.simulate(toRegistry)).to.include({ code: "TRANSFEREE_INVALID" });
    expect(await codeOfRefusal(cases.applyForTransfer({ ...transfer, rights: [], evidenceDigest }))).to.equal(
      "LIST_EMPTY",
    );
    const { caseId } = await (await cases.applyForTransfer({ ...transfer, evidenceDigest })).wait();
    expect(await cases.get(caseId)).to.deep.include({
      kind: "transfer",
      state: "awaitingConsent",
      subjectId: certificateId,
      rights: ["operate"],
      basis: null,
      assetId,
    });
    await (await beta.ledger.cases.consent({ caseId })).wait();
    const done = await carryOut(chain, caseId);
    expect(done.certificateIds).to.deep.equal([done.certificateId, certificateId]);
    expect(await certificates.get(done.certificateNumber)).to.include({ holder: beta.party, state: "valid" });
    expect(await rights.get({ assetId, right: "operate", party: alpha.party })).to.equal(null);
    const moved = await rights.get({ assetId, right: "operate", party: beta.party });
    expect(moved).to.deep.include({ certificateId: done.certificateId, until: record.rights[2]?.until });

    const adjusted = await certificates.get(certificateId);
    expect(adjusted).to.include({ state: "valid", caseId, evidenceDigest: paper(`stored ${caseId}`), endedAt: null });
    const since = await certificates.since(record);
    expect(since.adjustedAt).to.equal(adjusted.adjustedAt);
    expect(since.changes.map(({ field }) => field)).to.include.members(["caseId", "evidenceDigest", "rights.operate"]);
    const evidence = await certificates.evidence(certificateId);
    const latest = readRecord(evidence, trustIn(evidence)).record;
    expect(latest).to.deep.include({ adjusted: true, issuedAt: adjusted.adjustedAt, number: certificateNumber });
    expect(latest.rights.map(({ right }) => right)).to.deep.equal(["hold", "use"]);
    expect((await certificates.since(latest)).changes).to.deep.equal([]);
  });

  it("changes what is recorded of data and holder, never more (article 35)", async () => {
    const { alpha, beta } = chain.parties;
    const { assetId, certificateNumber: certificate } = await registered(alpha);
    const { cases, assets } = alpha.ledger;
    const nothing = { certificate, evidenceDigest };
    expect(await cases.applyForChange.simulate(nothing)).to.include({ code: "NOTHING_CHANGES" });
    expect(await codeOfRefusal(cases.applyForChange({ ...nothing, name: "a\u0000b" }))).to.equal("TEXT_NUL");
    const foreign = beta.ledger.cases.applyForChange.simulate({ ...nothing, name: "x" });
    expect(await foreign).to.include({ code: "CERTIFICATE_OF_ANOTHER_HOLDER" });
    const change = { name: "广西货运时效 二版", descriptorDigest: id("second"), identityDigest: null };
    const { caseId } = await (await cases.applyForChange({ ...nothing, ...change })).wait();
    expect(await cases.changeOf(caseId)).to.deep.equal(change);
    await carryOut(chain, caseId);
    expect(await assets.get(assetId)).to.include({ descriptorDigest: change.descriptorDigest });
    expect(await cases.changeOf(1n)).to.equal(null);
  });

  it("renews a right in its window, and it lives while that is decided (article 36)", async () => {
    const { alpha } = chain.parties;
    const { assetId, certificateNumber: certificate } = await registered(alpha);
    const { cases, rights } = alpha.ledger;
    const query = { assetId, right: "hold" as const, party: alpha.party };
    const end = Date.parse((await rights.get(query))!.until) / 1000;
    const renewal = { certificate, terms: [{ right: "hold" as const, until: end + 100 * day }], evidenceDigest };
    expect(await cases.applyForRenewal.simulate(renewal)).to.include({ code: "RENEWAL_NOT_IN_WINDOW" });
    const snapshot = (await chain.provider.send("evm_snapshot", [])) as string;
    await chain.passBy(new Date((end - 90 * day) * 1000).toISOString());
    const shorter = { ...renewal, terms: [{ right: "hold" as const, until: end }] };
    expect(await cases.applyForRenewal.simulate(shorter)).to.include({ code: "RENEWAL_NOT_LONGER" });
    const { caseId } = await (await cases.applyForRenewal(renewal)).wait();
    expect(await cases.applyForRenewal.simulate(renewal)).to.include({ code: "RENEWAL_PENDING" });
    const { terms } = await cases.get(caseId);
    expect(terms.map(({ right, until }) => [right, Date.parse(until) / 1000])).to.deep.equal([
      ["hold", end + 100 * day],
    ]);
    await chain.passBy(new Date((end + 10) * 1000).toISOString());
    expect(await rights.get(query)).to.not.equal(null);
    expect(await rights.get({ ...query, right: "use" })).to.equal(null);
    await chain.provider.send("evm_revert", [snapshot]);
  });

  it("cancels on request, or ex officio by the registry, without a notice (article 37)", async () => {
    const fresh = await startLedgerChain();
    try {
      const { alpha, registry } = fresh.parties;
      const assetId = await declare(alpha);
      const { certificateNumber: certificate, certificateId } = await certify(fresh, alpha, assetId);
      const { cases, certificates } = alpha.ledger;
      const part = { certificate, rights: ["use" as const], evidenceDigest };
      const byLaw = { ...part, ground: "byLaw" as never };
      expect(await cases.applyForCancellation.simulate(byLaw)).to.include({ code: "CANCELLATION_GROUND_INVALID" });
      const { caseId } = await (await cases.applyForCancellation({ ...part, ground: "request" })).wait();
      await (await registry.ledger.cases.accept({ caseId, documentDigest })).wait();
      await (await registry.ledger.cases.examine({ caseId, reportDigest: documentDigest })).wait();
      const published = registry.ledger.cases.publish.simulate({ caseId, noticeDigest: documentDigest });
      expect(await published).to.include({ code: "NO_NOTICE_OF_CANCELLATION" });
      const evidence = { caseId, evidenceDigest: documentDigest, sample: true };
      expect((await (await registry.ledger.cases.certify(evidence)).wait()).certificateIds).to.deep.equal([
        certificateId,
      ]);
      expect(await certificates.get(certificate)).to.include({ state: "valid" });
      expect(await cases.get(caseId)).to.deep.include({ ground: "request", exOfficio: false, rights: ["use"] });

      const rest = {
        certificate,
        rights: ["hold", "operate"] as const,
        ground: "byLaw" as const,
        evidenceDigest,
      };
      const begun = await (await registry.ledger.cases.beginCancellation(rest)).wait();
      const found = await cases.get(begun.caseId);
      expect(found).to.deep.include({ state: "examined", exOfficio: true, ground: "byLaw" });
      expect((await cases.clock(begun.caseId)).due).to.include({ act: "certify", by: registry.party });
      expect(await cases.withdraw.simulate({ caseId: begun.caseId })).to.include({ code: "CASE_OF_ANOTHER_APPLICANT" });
      await (await registry.ledger.cases.certify({ ...evidence, caseId: begun.caseId })).wait();
      const ended = await certificates.get(certificate);
      expect(ended).to.include({ state: "cancelled", caseId: begun.caseId });
      expect(ended.endedAt).to.not.equal(null);
      expect(await alpha.ledger.assets.certificatesOf(assetId)).to.deep.equal([]);
      const again = cases.applyForCancellation.simulate({ ...part, ground: "request" });
      expect(await again).to.include({ code: "CERTIFICATE_HAS_ENDED" });
    } finally {
      await fresh.stop();
    }
  });

  it("tells of an asset and its parties all that followed", async () => {
    const fresh = await startLedgerChain();
    try {
      const { alpha, beta, registry, authority } = fresh.parties;
      const assetId = await declare(alpha);
      const { certificateNumber: certificate } = await certify(fresh, alpha, assetId);
      const { provenance } = alpha.ledger;
      const from = (await fresh.provider.getBlockNumber()) + 1;
      const transfer = {
        certificate,
        rights: ["hold", "use", "operate"] as const,
        transferee: beta.party,
        evidenceDigest,
      };
      const { caseId } = await (await alpha.ledger.cases.applyForTransfer(transfer)).wait();
      await (await beta.ledger.cases.consent({ caseId })).wait();
      const { certificateNumber } = await carryOut(fresh, caseId);
      const change = {
        certificate: certificateNumber,
        name: "新名称",
        identityDigest: paper("identity 2"),
        evidenceDigest,
      };
      const changed = await (await beta.ledger.cases.applyForChange(change)).wait();
      await carryOut(fresh, changed.caseId);
      const events = await all(provenance.history({ assetId, fromBlock: from }));
      const steps = ["RegistrationAccepted", "RegistrationExamined", "NoticeWaived"];
      expect(events.map(({ name }) => name)).to.deep.equal([
        ...["TransferApplied", "RegistrationConsented", ...steps],
        ...["RightEnded", "RightEnded", "RightEnded", "RightRegistered", "RightRegistered", "RightRegistered"],
        ...["RegistrationCertified", "CertificateIssued", "RegistrationCertified", "CertificateEnded"],
        ...["ChangeApplied", ...steps, "AssetDescriptionChanged", "HolderDetailsChanged"],
        ...["RightConfirmed", "RightConfirmed", "RightConfirmed", "RegistrationCertified", "CertificateAdjusted"],
      ]);
      const named = new Map(events.map((event) => [event.name, event.args]));
      expect(named.get("TransferApplied")?.["application"]).to.deep.include({ rights: ["hold", "use", "operate"] });
      expect(named.get("CertificateEnded")).to.include({ state: "transferred" });
      expect(named.get("RegistrationConsented")).to.include({ party: beta.party, missing: 0 });
      expect(named.get("HolderDetailsChanged")).to.include({ identityDigest: paper("identity 2") });
      const own = await all(provenance.history({ party: beta.party, fromBlock: from }));
      expect(own.map(({ name }) => name)).to.include.members(["RegistrationConsented", "CertificateIssued"]);

      const successor = await fresh.admit("Successor", ["registry"]);
      const rules = authority.ledger.profiles;
      await (await authority.ledger.registries.setCode({ registry: successor.party, region: 45, digit: 2 })).wait();
      await (await rules.give({ registry: successor.party, profileId: 1, documentDigest })).wait();
      const takeOver = { registry: registry.party, successor: successor.key.address, documentDigest };
      expect(await alpha.ledger.registries.keeperOf(registry.party)).to.equal(registry.party);
      await (await authority.ledger.registries.takeOver(takeOver)).wait();
      expect(await alpha.ledger.registries.keeperOf(registry.party)).to.equal(successor.party);
      const twice = authority.ledger.registries.takeOver.simulate(takeOver);
      expect(await twice).to.include({ code: "REGISTRY_TAKEN_OVER_BEFORE" });
      const ofRegistry = await all(provenance.history({ party: registry.party }));
      expect(ofRegistry.at(-1)).to.deep.include({ name: "RegistryTakenOver" });
      expect(ofRegistry.at(-1)?.args).to.include({ successor: successor.party });
    } finally {
      await fresh.stop();
    }
  });
});
