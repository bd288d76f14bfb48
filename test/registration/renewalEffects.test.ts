import { expect } from "chai";
import { eventsOf, expectEvent, expectRefusal, expectStruct, fieldsOf, plain } from "../expectations.ts";
import {
  certify,
  china,
  day,
  digest,
  ledgerFixture,
  networkHelpers,
  now,
  terms,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { acts, document, grades, grounds, rights, states } from "./cases.ts";
import { moveTo } from "./clocks.ts";
import {
  applyForCancellation,
  applyForRenewal,
  applyForTransfer,
  bits,
  certified,
  complete,
  consent,
  filedTransfer,
  noRight,
  toEnd,
} from "./later.ts";

const end = china("2026-10-15T14:30:00");
const lastDays = china("2026-10-13T10:00:00");
const renewed = china("2028-10-15T14:30:00");

/** A certificate of alpha that ends on 15 October, and a renewal of these rights applied for two days before. */
async function renewing(list: readonly number[] = Object.values(rights)) {
  const ledger = await ledgerFixture();
  const made = await certified(ledger, [], { until: end });
  await moveTo(lastDays);
  const caseId = await applyForRenewal(ledger, made.certificateId, renewed, list);
  const holds = async (right: number) =>
    (await ledger.assets.rightOf(made.assetId, right, ledger.parties.alpha.address)).certificateId ===
    made.certificateId;
  const live = async () => Promise.all([1, 2, 3].map(holds));
  return { ledger, ...made, initialId: made.caseId, caseId, live };
}

/** What a certificate's operating right lets its holder do. */
const basisOf = async ({ assets }: TestLedger, certificateId: bigint) =>
  fieldsOf(await assets.basisTerms(certificateId));

describe("a right whose renewal was applied for in time (article 36)", () => {
  it("lives past its end in every state until that is decided", async () => {
    const { ledger, certificateId, caseId, live } = await renewing();
    await moveTo(end + 1);
    expect(await live()).to.deep.equal([true, true, true]);
    for (const act of ["acceptRegistration", "examineRegistration", "publishRegistration"] as const) {
      await acts[act](ledger, caseId);
      expect(await live(), act).to.deep.equal([true, true, true]);
    }
    await networkHelpers.time.increase(60 * day);
    expect(await live()).to.deep.equal([true, true, true]);
    expect((await basisOf(ledger, certificateId))["live"]).to.equal(true);
  });

  it("lives as well when acceptance came by law, and through a supplement (articles 17, 36)", async () => {
    const { ledger, caseId, live } = await renewing();
    await networkHelpers.time.increase(30 * day);
    expect((await ledger.assets.clockOf(caseId)).deemed).to.equal(true);
    expect(await live()).to.deep.equal([true, true, true]);
    await acts.askSupplement(ledger, caseId);
    expect(await live()).to.deep.equal([true, true, true]);
    // Asked for in examination and missed: the case goes on with what there is.
    await networkHelpers.time.increase(3 * day);
    expect(await live()).to.deep.equal([true, true, true]);
  });

  it("is told with the term it has, and is not registered anew meanwhile", async () => {
    const { ledger, assetId, certificateId, initialId } = await renewing();
    const { assets, parties } = ledger;
    await moveTo(end + 1);
    const entry = await assets.rightOf(assetId, 1, parties.alpha.address);
    expect([entry.certificateId, entry.caseId, entry.claim.until]).to.deep.equal([
      certificateId,
      initialId,
      BigInt(end),
    ]);
    const again = certify(ledger, parties.alpha, assetId, [1]);
    await expectRefusal(again, assets, "RightAlreadyRegistered", [assetId, 1, parties.alpha.address]);
  });

  it("lets no series begin that would outlive its registered term: no grant exceeds its parent", async () => {
    const { ledger, certificateId } = await renewing();
    const { alpha } = ledger.parties;
    const open = async (over: Record<string, unknown>) =>
      ledger.ledger.connect(alpha.key).openSeries(terms(certificateId, await now(), over));
    await open({ end });
    await expectRefusal(open({ start: lastDays, end: end + 1 }), ledger.ledger, "TermInvalid", [
      lastDays,
      end + 1,
      end,
    ]);
    await moveTo(end + 1);
    await expectRefusal(open({ start: lastDays, end: end + day }), ledger.ledger, "TermInvalid", [
      lastDays,
      end + day,
      end,
    ]);
  });

  it("gives no new life to the rights left out: they lapse at their end", async () => {
    const { ledger, certificateId, live } = await renewing([rights.use]);
    await moveTo(end);
    expect(await live()).to.deep.equal([true, true, true]);
    await moveTo(end + 1);
    expect(await live()).to.deep.equal([false, true, false]);
    expect((await basisOf(ledger, certificateId))["live"]).to.equal(false);
  });

  it("is not passed on once its term is over: nothing is left of it (article 34)", async () => {
    const { ledger, certificateId, caseId } = await renewing();
    const filed = await filedTransfer(ledger, certificateId, { rights: bits.use });
    await toEnd(ledger, filed);
    await moveTo(Math.max(end + 1, (await now()) + 1));
    const late = applyForTransfer(ledger, certificateId, { rights: bits.hold });
    await expectRefusal(late, ledger.assets, "RenewalPending", [certificateId, caseId]);
    const certifying = acts.certifyRegistration(ledger, filed);
    await expectRefusal(certifying, ledger.assets, "RenewalPending", [certificateId, caseId]);
  });

  it("may still be used to derive data (article 21)", async () => {
    const { ledger, assetId } = await renewing();
    const { assets, parties } = ledger;
    await moveTo(end + 1);
    const key = digest("derived");
    await assets.connect(parties.alpha.key).declareAsset({
      key,
      name: "derived",
      fingerprint: digest("f"),
      descriptorDigest: digest("d"),
      source: 4,
      category: 1,
      grade: 1,
      sources: [assetId],
    });
    const child = await assets.assetIdOf(parties.alpha.address, key);
    expect(await certify(ledger, parties.alpha, child, [1])).to.be.greaterThan(0n);
  });

  for (const [about, close] of [
    [
      "refused",
      async (ledger: TestLedger, id: bigint) =>
        ledger.assets.connect(ledger.parties.registry.key).refuseRegistration(id, grounds.falseProof, document),
    ],
    ["withdrawn", async (ledger: TestLedger, id: bigint) => acts.withdrawRegistration(ledger, id)],
    [
      "lapsed, as soon as its time is over and before anyone writes it down",
      async (ledger: TestLedger, id: bigint) => {
        await acts.askSupplement(ledger, id);
        await networkHelpers.time.increase(day + 1);
      },
    ],
  ] as const) {
    it(`is dead past its end once the renewal is ${about} (articles 17, 36)`, async () => {
      const { ledger, assetId, certificateId, caseId, live } = await renewing();
      await moveTo(end + 1);
      // Deemed acceptance would make a missed supplement one of examination: ask before that.
      expect(await live()).to.deep.equal([true, true, true]);
      await close(ledger, caseId);
      expect(await live()).to.deep.equal([false, false, false]);
      expect((await basisOf(ledger, certificateId))["live"]).to.equal(false);
      expectStruct(await ledger.assets.rightOf(assetId, 1, ledger.parties.alpha.address), noRight);
      const again = applyForRenewal(ledger, certificateId, renewed);
      await expectRefusal(again, ledger.assets, "RightNotHeld", [certificateId, 1]);
      // And may be registered anew.
      expect(await certify(ledger, ledger.parties.alpha, assetId, [1])).to.be.greaterThan(certificateId);
    });
  }

  it("lives to its end all the same when the renewal is refused before", async () => {
    const { ledger, caseId, live } = await renewing();
    await acts.refuseRegistration(ledger, caseId);
    expect(await live()).to.deep.equal([true, true, true]);
    await moveTo(end + 1);
    expect(await live()).to.deep.equal([false, false, false]);
  });
});

describe("certifyRegistration of a renewal (article 36)", () => {
  it("sets the new ends, also when the old ones are over, and says all of it", async () => {
    const { ledger, assetId, certificateId, initialId, caseId, live } = await renewing([rights.hold, rights.operate]);
    const { assets, certificates, parties } = ledger;
    const { alpha, registry } = parties;
    const before = plain(await assets.rightOf(assetId, 1, alpha.address)) as unknown[];
    await toEnd(ledger, caseId);
    await moveTo(Math.max(end + day, (await now()) + 1));
    expect(await live()).to.deep.equal([true, false, true]);
    const sent = await acts.certifyRegistration(ledger, caseId);
    const time = await now();
    await expectEvent(sent, assets, "RegistrationCertified", [
      caseId,
      certificateId,
      alpha.address,
      registry.address,
      registry.key.address,
      document,
      true,
    ]);
    const confirmed = (await eventsOf(sent, assets, "RightConfirmed")) as bigint[][];
    // A right that lapsed meanwhile is not confirmed again.
    expect(confirmed.map((values) => [values[3], values[4]])).to.deep.equal(
      plain([
        [1, renewed],
        [3, renewed],
      ]),
    );
    const values = [certificateId, alpha.address, assetId, caseId, renewed, document, true];
    await expectEvent(sent, certificates, "CertificateAdjusted", values);
    const paper = await certificates.certificateOf(certificateId);
    expect([paper.until, paper.adjustedAt, paper.state, paper.caseId]).to.deep.equal(plain([renewed, time, 1, caseId]));
    const entry = await assets.rightOf(assetId, 1, alpha.address);
    expect([entry.certificateId, entry.caseId, entry.claim.until]).to.deep.equal(
      plain([certificateId, initialId, renewed]),
    );
    // Only the end is new.
    const after = plain(entry) as unknown[];
    expect(after.slice(0, 3)).to.deep.equal(before.slice(0, 3));
    const [, , ...termsAfter] = after[3] as unknown[];
    expect(termsAfter).to.deep.equal((before[3] as unknown[]).slice(2));
    expect(await live()).to.deep.equal([true, false, true]);
    expect((await assets.caseOf(caseId)).certificateId).to.equal(certificateId);
  });

  it("lets the right live to the last second of its new term, and be renewed again", async () => {
    const { ledger, certificateId, caseId, live } = await renewing();
    await complete(ledger, caseId);
    await moveTo(china("2028-05-01T10:00:00"));
    const next = china("2030-10-15T14:30:00");
    const second = await applyForRenewal(ledger, certificateId, next, [1]);
    expect(second).to.equal(caseId + 1n);
    await acts.withdrawRegistration(ledger, second);
    await moveTo(renewed);
    expect(await live()).to.deep.equal([true, true, true]);
    await moveTo(renewed + 1);
    expect(await live()).to.deep.equal([false, false, false]);
  });

  it("lets series be opened within the new term", async () => {
    const { ledger, certificateId, caseId } = await renewing();
    await moveTo(end + 1);
    await complete(ledger, caseId);
    const basis = await basisOf(ledger, certificateId);
    expect([basis["live"], basis["until"]]).to.deep.equal([true, BigInt(renewed)]);
    await ledger.ledger.connect(ledger.parties.alpha.key).openSeries(terms(certificateId, await now()));
    expect(await ledger.ledger.seriesCount()).to.equal(1n);
  });

  it("is refused when a right was transferred or cancelled meanwhile, and when the new term is over", async () => {
    const { ledger, certificateId, caseId } = await renewing();
    const { assets } = ledger;
    await toEnd(ledger, caseId);
    const sent = () => acts.certifyRegistration(ledger, caseId);
    const snapshot = await networkHelpers.takeSnapshot();
    await complete(ledger, await applyForCancellation(ledger, certificateId, { rights: bits.use }));
    await expectRefusal(sent(), assets, "RightNotHeld", [certificateId, rights.use]);
    await complete(ledger, await applyForCancellation(ledger, certificateId, { rights: bits.hold | bits.operate }));
    await expectRefusal(sent(), assets, "CertificateHasEnded", [certificateId]);
    await snapshot.restore();
    await moveTo(renewed);
    await expectRefusal(sent(), assets, "RenewalNotLonger", [rights.hold, end, renewed]);
  });

  it("is refused for data that became core data (GB/T 43697)", async () => {
    const { ledger, assetId, caseId } = await renewing();
    await toEnd(ledger, caseId);
    const authority = ledger.assets.connect(ledger.parties.authority.key);
    await authority.gradeAsset(assetId, grades.core, zeroDigest, document);
    await expectRefusal(acts.certifyRegistration(ledger, caseId), ledger.assets, "CoreData", [assetId]);
  });

  it("gives a transferee nothing: the renewal was of the transferor's certificate (articles 34, 36)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { assetId, certificateId } = await certified(ledger, [], { until: end });
    await moveTo(china("2026-06-01T10:00:00"));
    const transfer = await applyForTransfer(ledger, certificateId);
    const renewal = await applyForRenewal(ledger, certificateId, renewed);
    await consent(ledger, parties.beta, transfer);
    await complete(ledger, transfer);
    await expectRefusal(complete(ledger, renewal), assets, "CertificateHasEnded", [certificateId]);
    expect((await assets.caseOf(renewal)).state).to.equal(BigInt(states.published));
    await moveTo(end + 1);
    for (const party of [parties.alpha, parties.beta]) {
      expect((await assets.rightOf(assetId, 1, party.address)).certificateId).to.equal(0n);
    }
  });
});
