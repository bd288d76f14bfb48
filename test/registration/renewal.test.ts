import { expect } from "chai";
import { expectEvent, expectRefusal, plain } from "../expectations.ts";
import {
  china,
  claims,
  day,
  declareAsset,
  ledgerFixture,
  networkHelpers,
  now,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { profileIds } from "../rules.ts";
import { acts, apply, document, giveTerms, grades, rights, states } from "./cases.ts";
import { moveTo } from "./clocks.ts";
import {
  applyForRenewal,
  bits,
  certified,
  complete,
  filedTransfer,
  kinds,
  renewalOf,
  servedBy,
  toEnd,
} from "./later.ts";
import { successorOf } from "./members.ts";

/** When the registered rights end, and the first and last second at which their renewal may be applied for. */
const end = china("2026-10-15T14:30:00");
const opens = china("2026-04-15T14:30:00");
const closes = china("2026-10-14T23:59:59");
const renewed = china("2028-10-15T14:30:00");

/** A certificate of alpha whose rights end at {@link end}. */
const ending = (ledger: TestLedger) => certified(ledger, [], { until: end });

/** A renewal in the block of exactly that second, mined whether it succeeds or not. */
async function applyAt(ledger: TestLedger, moment: number, asked: ReturnType<typeof renewalOf>) {
  await moveTo(moment - 1);
  await networkHelpers.time.setNextBlockTimestamp(moment);
  return ledger.assets.connect(ledger.parties.alpha.key).applyForRenewal(asked, { gasLimit: 2_000_000 });
}

describe("applyForRenewal (article 36)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.alpha,
    given: async (ledger) => {
      const made = await ending(ledger);
      await moveTo(opens);
      return made;
    },
    call: (ledger, key, { certificateId }) =>
      ledger.assets.connect(key).applyForRenewal(renewalOf(certificateId, renewed)),
  });

  it("is refused to a party that does not trade, and to one that does not hold the certificate", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, registry, beta } = parties;
    const { certificateId } = await ending(ledger);
    await moveTo(opens);
    const by = (party: typeof alpha) => assets.connect(party.key).applyForRenewal(renewalOf(certificateId, renewed));
    await expectRefusal(by(registry), ledger.ledger, "RoleMissing", [registry.address, roles.trader]);
    await expectRefusal(by(beta), assets, "CertificateOfAnotherHolder", [certificateId, alpha.address]);
  });

  it("is refused for a certificate that was never issued, or was given up", async () => {
    const ledger = await ledgerFixture();
    await expectRefusal(applyForRenewal(ledger, 77n, renewed), ledger.assets, "CertificateNotIssued", [77]);
    const { certificateId } = await ending(ledger);
    await complete(ledger, await filedTransfer(ledger, certificateId));
    await moveTo(opens);
    const sent = applyForRenewal(ledger, certificateId, renewed);
    await expectRefusal(sent, ledger.assets, "CertificateHasEnded", [certificateId]);
  });

  it("is refused where the registry offers no renewal, without evidence, and for core data", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { assetId, certificateId } = await ending(ledger);
    await moveTo(opens);
    const bare = renewalOf(certificateId, renewed, undefined, { evidenceDigest: zeroDigest });
    const sent = assets.connect(parties.alpha.key).applyForRenewal(bare);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
    await assets.connect(parties.authority.key).gradeAsset(assetId, grades.core, zeroDigest, document);
    await expectRefusal(applyForRenewal(ledger, certificateId, renewed), assets, "CoreData", [assetId]);
    const profileId = await giveTerms(ledger, { kinds: 0b101110 });
    const unoffered = applyForRenewal(ledger, certificateId, renewed);
    await expectRefusal(unoffered, assets, "KindNotOffered", [kinds.renewal, profileId]);
  });

  it("is refused for no right, for one twice, and for none of the three", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await ending(ledger);
    await moveTo(opens);
    await expectRefusal(applyForRenewal(ledger, certificateId, renewed, []), ledger.assets, "RightsInvalid", [0]);
    for (const list of [[1, 2, 1], [0]]) {
      const sent = applyForRenewal(ledger, certificateId, renewed, list);
      await expectRefusal(sent, ledger.assets, "ClaimInvalid", [list.at(-1), renewed]);
    }
  });

  it("is refused for a right that the certificate does not carry", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await ending(ledger);
    await complete(ledger, await filedTransfer(ledger, certificateId, { rights: bits.use }));
    await moveTo(opens);
    const sent = applyForRenewal(ledger, certificateId, renewed);
    await expectRefusal(sent, ledger.assets, "RightNotHeld", [certificateId, rights.use]);
  });

  it("is refused for a term that is not longer, by a second (article 36)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await ending(ledger);
    await moveTo(opens);
    for (const until of [end - 1, end]) {
      const sent = applyForRenewal(ledger, certificateId, until, [rights.hold]);
      await expectRefusal(sent, ledger.assets, "RenewalNotLonger", [rights.hold, end, until]);
    }
    expect(await applyForRenewal(ledger, certificateId, end + 1, [rights.hold])).to.equal(2n);
  });

  it("is refused for longer than a new registration made then could last, by a second (articles 26, 36)", async () => {
    const latest = china("2031-06-01T10:00:00");
    for (const until of [latest + 1, latest]) {
      const ledger = await ledgerFixture();
      const { certificateId } = await ending(ledger);
      const sent = applyAt(ledger, china("2026-06-01T10:00:00"), renewalOf(certificateId, until, [rights.use]));
      if (until > latest) await expectRefusal(sent, ledger.assets, "ClaimTooLong", [rights.use, until, latest]);
      else await expect(await sent).to.emit(ledger.assets, "RenewalApplied");
    }
  });

  it("is refused while another renewal of the certificate is being decided, of whichever rights (article 36)", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { certificateId } = await ending(ledger);
    await moveTo(opens);
    const first = await applyForRenewal(ledger, certificateId, renewed, [rights.hold]);
    const second = (list: readonly number[]) => applyForRenewal(ledger, certificateId, renewed, list);
    for (const list of [[rights.hold], [rights.use]]) {
      await expectRefusal(second(list), assets, "RenewalPending", [certificateId, first]);
    }
    await toEnd(ledger, first);
    await expectRefusal(second([rights.use]), assets, "RenewalPending", [certificateId, first]);
    await acts.certifyRegistration(ledger, first);
    expect(await second([rights.use])).to.equal(first + 1n);
  });

  for (const [about, close] of [
    ["was withdrawn", async (ledger: TestLedger, id: bigint) => acts.withdrawRegistration(ledger, id)],
    ["was refused", async (ledger: TestLedger, id: bigint) => acts.refuseRegistration(ledger, id)],
    [
      "lapsed, whether that is written down or not",
      async (ledger: TestLedger, id: bigint) => {
        await acts.askSupplement(ledger, id);
        await networkHelpers.time.increase(2 * day);
      },
    ],
  ] as const) {
    it(`may be applied for again when the one before ${about} (articles 17, 36)`, async () => {
      const ledger = await ledgerFixture();
      const { certificateId } = await ending(ledger);
      await moveTo(opens);
      const first = await applyForRenewal(ledger, certificateId, renewed);
      await close(ledger, first);
      expect(await applyForRenewal(ledger, certificateId, renewed)).to.equal(first + 1n);
    });
  }

  it("returns the number of a filed case, records every term, and says everything", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, registry } = parties;
    const { assetId, certificateId } = await ending(ledger);
    await moveTo(opens);
    const asked = renewalOf(certificateId, renewed, [rights.operate, rights.hold]);
    asked.terms[1]!.until = end + day;
    const signer = assets.connect(alpha.key);
    expect(await signer.applyForRenewal.staticCall(asked)).to.equal(2n);
    await expectEvent(signer.applyForRenewal(asked), assets, "RenewalApplied", [
      2,
      certificateId,
      alpha.address,
      alpha.key.address,
      registry.address,
      profileIds.nationalGuide,
      asked,
    ]);
    const seen = await assets.caseOf(2);
    expect([seen.kind, seen.state, seen.assetId, seen.subjectId, seen.rights, seen.appliedAt]).to.deep.equal(
      plain([kinds.renewal, states.applied, assetId, certificateId, bits.hold | bits.operate, await now()]),
    );
    expect(plain(seen.terms)).to.deep.equal(plain(asked.terms));
  });
});

describe("the window of a renewal (article 36)", () => {
  for (const [about, moment, open] of [
    ["a second before it opens, six months before the end", opens - 1, false],
    ["in its first second", opens, true],
    ["in the last second of the day before the end", closes, true],
    ["in the first second of the last day", closes + 1, false],
    ["in the last second of the right", end, false],
  ] as const) {
    it(`is ${open ? "open" : "closed"} ${about} (article 36)`, async () => {
      const ledger = await ledgerFixture();
      const { certificateId } = await ending(ledger);
      const sent = applyAt(ledger, moment, renewalOf(certificateId, renewed, [rights.use]));
      const values = [certificateId, rights.use, end];
      if (open) await expect(await sent).to.emit(ledger.assets, "RenewalApplied");
      else await expectRefusal(sent, ledger.assets, "RenewalNotInWindow", values);
    });
  }

  it("is over with the right: what was not applied for in time lapses by itself (article 36)", async () => {
    const ledger = await ledgerFixture();
    const { assetId, certificateId } = await ending(ledger);
    await moveTo(end + 1);
    expect((await ledger.assets.rightOf(assetId, 2, ledger.parties.alpha.address)).certificateId).to.equal(0n);
    const sent = applyForRenewal(ledger, certificateId, renewed, [rights.use]);
    await expectRefusal(sent, ledger.assets, "RightNotHeld", [certificateId, rights.use]);
  });

  it("opens as many months before the end as the profile says (article 36)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await ending(ledger);
    await giveTerms(ledger, { renewalMonths: 2 });
    const asked = renewalOf(certificateId, renewed, [rights.hold]);
    const first = china("2026-08-15T14:30:00");
    const early = applyAt(ledger, first - 1, asked);
    await expectRefusal(early, ledger.assets, "RenewalNotInWindow", [certificateId, rights.hold, end]);
    await expect(await applyAt(ledger, first + 60, asked)).to.emit(ledger.assets, "RenewalApplied");
  });

  it("is each right's own: one that ends later is not renewed yet", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const assetId = await declareAsset(ledger, parties.alpha);
    const later = end + 300 * day;
    const list = [...claims(0, [1], { until: end }), ...claims(0, [2], { until: later })];
    const initial = await apply(ledger, parties.alpha, assetId, { claims: list });
    await complete(ledger, initial);
    const { certificateId } = await assets.caseOf(initial);
    await moveTo(opens);
    const both = applyForRenewal(ledger, certificateId, renewed, [1, 2]);
    await expectRefusal(both, assets, "RenewalNotInWindow", [certificateId, 2, later]);
    expect(await applyForRenewal(ledger, certificateId, renewed, [1])).to.equal(2n);
  });

  it("is open also while the registry is suspended; who takes over decides it (articles 13, 36)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await ending(ledger);
    await moveTo(opens);
    await suspend(ledger, parties.registry);
    const caseId = await applyForRenewal(ledger, certificateId, renewed);
    const successor = await successorOf(ledger);
    await assets.connect(parties.authority.key).takeOverRegistry(parties.registry.address, successor.address, document);
    await complete(servedBy(ledger, successor), caseId);
    expect((await ledger.certificates.certificateOf(certificateId)).until).to.equal(BigInt(renewed));
  });
});
