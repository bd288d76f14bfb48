import { expect } from "chai";
import type { Wallet } from "ethers";
import { eventsOf, expectEvent, expectRefusal, expectStruct, fieldsOf, plain } from "../expectations.ts";
import {
  admitRecord,
  certify,
  claims,
  day,
  declareAsset,
  digest,
  ledgerFixture,
  networkHelpers,
  now,
  passNotice,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { acts, apply, caseIn, categories, document, grades, recordedPublicData, authorise, sources } from "./cases.ts";
import { confirmEvidence } from "./national.ts";
import { cancelRecord } from "./public-track.ts";

/** A published case whose notice is over. */
async function readyCase(ledger: TestLedger, over: Record<string, unknown> = {}) {
  const made = await caseIn(ledger, "published", over);
  await passNotice(ledger, made.caseId);
  return made;
}

/** Takes an applied case to the end of its notice. */
async function publish(ledger: TestLedger, caseId: bigint) {
  for (const act of ["acceptRegistration", "examineRegistration", "publishRegistration"] as const) {
    await acts[act](ledger, caseId);
  }
  await passNotice(ledger, caseId);
}

describe("certifyRegistration (articles 26, 27)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: async (ledger) => readyCase(ledger),
    call: ({ assets }, key, { caseId }) => assets.connect(key).certifyRegistration(caseId, document, true),
  });

  it("is refused to other parties, other registries, and for no case", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await readyCase(ledger);
    const second = await ledger.admit({ roles: roles.registry });
    const certifyBy = (key: Wallet, id = caseId) => assets.connect(key).certifyRegistration(id, document, true);
    for (const { key, address } of [parties.alpha, parties.authority]) {
      await expectRefusal(certifyBy(key), ledger.ledger, "RoleMissing", [address, roles.registry]);
    }
    await expectRefusal(certifyBy(parties.registry.key, 9n), assets, "CaseUnknown", [9]);
    await expectRefusal(certifyBy(second.key), assets, "CaseOfAnotherRegistry", [caseId, parties.registry.address]);
  });

  it("is refused up to the last second of the notice (article 24)", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "published");
    const { noticeUntil } = await ledger.assets.clockOf(caseId);
    await networkHelpers.time.increaseTo(noticeUntil - 1n);
    const registry = ledger.assets.connect(ledger.parties.registry.key);
    const early = registry.certifyRegistration(caseId, document, true, { gasLimit: 2_000_000 });
    await expectRefusal(early, ledger.assets, "NoticeNotOver", [caseId, noticeUntil]);
    await expect(registry.certifyRegistration(caseId, document, true)).to.emit(ledger.assets, "RegistrationCertified");
  });

  it("is refused while objections are open (article 25)", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "published");
    await acts.objectToRegistration(ledger, caseId);
    await ledger.assets.connect(ledger.parties.gamma.key).objectToRegistration(caseId, document);
    await passNotice(ledger, caseId);
    await expectRefusal(acts.certifyRegistration(ledger, caseId), ledger.assets, "ObjectionsOpen", [caseId, 2]);
    await acts.resolveObjection(ledger, caseId);
    await expectRefusal(acts.certifyRegistration(ledger, caseId), ledger.assets, "ObjectionsOpen", [caseId, 1]);
  });

  it("is refused without stored evidence", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await readyCase(ledger);
    const sent = ledger.assets.connect(ledger.parties.registry.key).certifyRegistration(caseId, zeroDigest, true);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
  });

  it("is refused for an applicant that trades no more, or lost its standing", async () => {
    const ledger = await ledgerFixture();
    const { authority, alpha } = ledger.parties;
    const { caseId } = await readyCase(ledger);
    await suspend(ledger, alpha);
    const sent = () => acts.certifyRegistration(ledger, caseId);
    await expectRefusal(sent(), ledger.ledger, "PartyNotInStanding", [alpha.address, 3]);
    await ledger.ledger.connect(authority.key).changeRoles(alpha.address, roles.exchange, document);
    await expectRefusal(sent(), ledger.ledger, "RoleMissing", [alpha.address, roles.trader]);
  });

  it("is refused for data that became core data meanwhile", async () => {
    const ledger = await ledgerFixture();
    const { caseId, assetId } = await readyCase(ledger);
    await ledger.assets.connect(ledger.parties.authority.key).gradeAsset(assetId, grades.core, zeroDigest, document);
    await expectRefusal(acts.certifyRegistration(ledger, caseId), ledger.assets, "CoreData", [assetId]);
  });

  it("is refused for a product whose public record ended meanwhile (article 15)", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { operator } = parties;
    const assetId = await declareAsset(ledger, operator, { category: categories.authorisedProduct });
    await records.connect(operator.key).submitRecord(assetId, (await now()) + 100 * day, document);
    await admitRecord(ledger, 1n, "GX-1");
    const caseId = await apply(ledger, operator, assetId, { publicRecordId: 1n });
    await publish(ledger, caseId);
    await cancelRecord(ledger, 1);
    const sent = acts.certifyRegistration(ledger, caseId);
    await expectRefusal(sent, ledger.assets, "PublicRecordLinkMissing", [assetId, 1]);
  });

  it("is refused for derived data whose use right on a source ended meanwhile (article 21)", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { operator, body } = parties;
    const { assetId: source, recordId } = await recordedPublicData(ledger);
    const authorisationId = await authorise(ledger, recordId);
    const child = await declareAsset(ledger, operator, { source: sources.derived, sources: [source] });
    const caseId = await apply(ledger, operator, child);
    await publish(ledger, caseId);
    await records.connect(body.key).endAuthorisation(authorisationId, document);
    const sent = acts.certifyRegistration(ledger, caseId);
    await expectRefusal(sent, ledger.assets, "UseRightMissing", [source, operator.address]);
  });

  it("is refused for a right whose term ended meanwhile", async () => {
    const ledger = await ledgerFixture();
    const until = (await now()) + 2 * day;
    const { caseId } = await readyCase(ledger, { claims: claims(0, [1], { until }) });
    await expectRefusal(acts.certifyRegistration(ledger, caseId), ledger.assets, "ClaimInvalid", [1, until]);
  });

  it("is refused to the second of two cases over one right", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const { caseId, assetId } = await caseIn(ledger, "published");
    const second = await apply(ledger, alpha, assetId, { claims: claims(await now(), [2]) });
    await publish(ledger, second);
    await acts.certifyRegistration(ledger, caseId);
    const sent = acts.certifyRegistration(ledger, second);
    await expectRefusal(sent, ledger.assets, "RightAlreadyRegistered", [assetId, 2, alpha.address]);
  });

  it("returns the certificate, closes the case, registers each right and says all of it", async () => {
    const ledger = await ledgerFixture();
    const { assets, certificates, parties } = ledger;
    const { alpha, registry } = parties;
    const time = await now();
    const asked = [
      ...claims(time, [1], { until: time + 100 * day, resale: false, territory: 0 }),
      ...claims(time, [3], { until: time + 200 * day, purposes: 2n ** 64n - 1n, limitsDigest: digest("limits") }),
    ];
    const { caseId, assetId } = await readyCase(ledger, { claims: asked });
    const before = fieldsOf(await assets.caseOf(caseId));
    const evidence = digest("stored");
    await confirmEvidence(ledger, caseId, evidence);
    const signer = assets.connect(registry.key);
    const certificateId = await signer.certifyRegistration.staticCall(caseId, evidence, false);
    const sent = await signer.certifyRegistration(caseId, evidence, false);
    const issuedAt = await now();

    expect(await eventsOf(sent, assets, "RegistrationCertified")).to.deep.equal([
      plain([caseId, certificateId, alpha.address, registry.address, registry.key.address, evidence, false]),
    ]);
    const registered = asked.map(({ right, until, territory, resale, purposes, limitsDigest }) =>
      plain([assetId, alpha.address, certificateId, right, until, territory, resale, purposes, limitsDigest]),
    );
    expect(await eventsOf(sent, assets, "RightRegistered")).to.deep.equal(registered);
    await expectEvent(sent, certificates, "CertificateIssued", [
      certificateId,
      alpha.address,
      assetId,
      caseId,
      time + 200 * day,
      evidence,
      false,
    ]);
    expectStruct(await assets.caseOf(caseId), { ...before, state: 6, certificateId, closedAt: issuedAt });
    for (const claim of asked) {
      expectStruct(await assets.rightOf(assetId, claim.right, alpha.address), {
        certificateId,
        caseId,
        since: issuedAt,
        claim,
      });
    }
    const nothing = { certificateId: 0, caseId: 0, since: 0, claim: [0, 0, 0, false, 0, zeroDigest] };
    expectStruct(await assets.rightOf(assetId, 2, alpha.address), nothing);
    expectStruct(await assets.rightOf(assetId, 1, parties.beta.address), nothing);
  });

  it("lets each right live to its last second, and registers it anew afterwards", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha } = parties;
    const until = (await now()) + 30 * day;
    const { caseId, assetId } = await readyCase(ledger, { claims: claims(0, [2], { until }) });
    await acts.certifyRegistration(ledger, caseId);
    const first = (await assets.caseOf(caseId)).certificateId;
    await networkHelpers.time.increaseTo(until);
    expect((await assets.rightOf(assetId, 2, alpha.address)).certificateId).to.equal(first);
    await networkHelpers.time.increaseTo(until + 1);
    expect((await assets.rightOf(assetId, 2, alpha.address)).certificateId).to.equal(0n);
    const next = await certify(ledger, alpha, assetId, [2]);
    expect((await assets.rightOf(assetId, 2, alpha.address)).certificateId).to.equal(next);
    expect(next).not.to.equal(first);
  });
});
