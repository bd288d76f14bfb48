import { expect } from "chai";
import { expectEvent, expectRefusal, plain } from "../expectations.ts";
import { day, digest, ledgerFixture, networkHelpers, now, roles, seriesFixture, zeroDigest } from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { powers, scopes, terms, type TestLedger } from "../fixture.ts";
import { acts, document } from "./cases.ts";
import {
  applyForCancellation,
  applyForChange,
  applyForTransfer,
  beginCancellation,
  certified,
  complete,
  consent,
  endGrounds,
  filedTransfer,
  toEnd,
} from "./later.ts";

/** Kinds of annotation, as in contracts/registration/RemarkTypes.sol. */
const kinds = { none: 0, terms: 1, seizure: 2, control: 3, other: 4 } as const;

/** Annotates, by whoever may make one of this kind. */
const annotate = async ({ assets, parties }: TestLedger, certificateId: bigint, kind: number, until = 0) =>
  assets
    .connect(kind === kinds.control ? parties.authority.key : parties.registry.key)
    .annotateCertificate(certificateId, kind, until, document);

const lift = async ({ assets, parties }: TestLedger, certificateId: bigint, id: number, kind: number = kinds.seizure) =>
  assets
    .connect(kind === kinds.control ? parties.authority.key : parties.registry.key)
    .liftAnnotation(certificateId, id, digest("lifted"));

describe("annotateCertificate (article 23)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: async (ledger) => certified(ledger),
    call: (ledger, key, { certificateId }) =>
      ledger.assets.connect(key).annotateCertificate(certificateId, kinds.terms, 0, document),
  });

  it("is refused without a kind, with an end in the past, without the document", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const { assets, parties } = ledger;
    await expectRefusal(annotate(ledger, certificateId, kinds.none), assets, "AnnotationKindMissing");
    const past = await now();
    await expectRefusal(annotate(ledger, certificateId, kinds.terms, past), assets, "AnnotationEndInvalid", [past]);
    const bare = assets.connect(parties.registry.key).annotateCertificate(certificateId, kinds.terms, 0, zeroDigest);
    await expectRefusal(bare, ledger.ledger, "DocumentMissing");
    expect(await assets.annotationsOf(certificateId)).to.have.length(0);
  });

  it("is refused for a certificate that was never issued, or ended", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    await expectRefusal(annotate(ledger, 77n, kinds.terms), assets, "CertificateNotIssued", [77]);
    await expectRefusal(annotate(ledger, 77n, kinds.control), assets, "CertificateNotIssued", [77]);
    const { certificateId } = await certified(ledger);
    await complete(ledger, await applyForCancellation(ledger, certificateId));
    await expectRefusal(annotate(ledger, certificateId, kinds.terms), assets, "CertificateHasEnded", [certificateId]);
  });

  it("leaves temporary control to an authority, and the other kinds to the registry that keeps the certificate", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const control = assets.connect(parties.registry.key).annotateCertificate(certificateId, kinds.control, 0, document);
    await expectRefusal(control, ledger.ledger, "RoleMissing", [parties.registry.address, roles.authority]);
    for (const kind of [kinds.terms, kinds.seizure, kinds.other]) {
      const sent = assets.connect(parties.authority.key).annotateCertificate(certificateId, kind, 0, document);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [parties.authority.address, roles.registry]);
    }
    const second = await ledger.admit({ roles: roles.registry });
    await assets.connect(parties.authority.key).setRegistryCode(second.address, 45, 2);
    const other = assets.connect(second.key).annotateCertificate(certificateId, kinds.terms, 0, document);
    await expectRefusal(other, assets, "CertificateAtAnotherRegistry", [certificateId, parties.registry.address]);
  });

  for (const [name, kind] of Object.entries(kinds).filter(([, value]) => value !== 0)) {
    it(`keeps kind, times, who and document, and tells: ${name}`, async () => {
      const ledger = await ledgerFixture();
      const { assets, parties } = ledger;
      const { certificateId } = await certified(ledger);
      const until = (await now()) + 30 * day;
      const sent = await annotate(ledger, certificateId, kind, until);
      const { address, key } = kind === kinds.control ? parties.authority : parties.registry;
      const told = [certificateId, 0, address, key.address, kind, until, document];
      await expectEvent(Promise.resolve(sent), assets, "CertificateAnnotated", told);
      const kept = [kind, await now(), until, 0, address, document];
      expect(plain(await assets.annotationsOf(certificateId))).to.deep.equal([plain(kept)]);
      expect(await assets.isRestrained(certificateId)).to.equal(kind === kinds.seizure || kind === kinds.control);
    });
  }

  it("stops at 32 that restrain and stand; what ended or was lifted makes room (article 23)", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { certificateId } = await certified(ledger);
    for (let count = 0; count < 32; count += 1) await annotate(ledger, certificateId, kinds.seizure);
    await expectRefusal(annotate(ledger, certificateId, kinds.control), assets, "RestraintLimitReached", [
      certificateId,
      32,
    ]);
    await annotate(ledger, certificateId, kinds.terms);
    await lift(ledger, certificateId, 7);
    await annotate(ledger, certificateId, kinds.control);
    await expectRefusal(annotate(ledger, certificateId, kinds.seizure), assets, "RestraintLimitReached", [
      certificateId,
      32,
    ]);
  });
});

describe("liftAnnotation (article 23)", () => {
  it("is refused for one that is not there or was lifted, to others, and without a document", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    await expectRefusal(lift(ledger, certificateId, 0), assets, "AnnotationNotStanding", [certificateId, 0]);
    await annotate(ledger, certificateId, kinds.seizure);
    await annotate(ledger, certificateId, kinds.control);
    const byAuthority = assets.connect(parties.authority.key).liftAnnotation(certificateId, 0, document);
    await expectRefusal(byAuthority, ledger.ledger, "RoleMissing", [parties.authority.address, roles.registry]);
    const byRegistry = assets.connect(parties.registry.key).liftAnnotation(certificateId, 1, document);
    await expectRefusal(byRegistry, ledger.ledger, "RoleMissing", [parties.registry.address, roles.authority]);
    const bare = assets.connect(parties.registry.key).liftAnnotation(certificateId, 0, zeroDigest);
    await expectRefusal(bare, ledger.ledger, "DocumentMissing");
    await lift(ledger, certificateId, 0);
    await expectRefusal(lift(ledger, certificateId, 0), assets, "AnnotationNotStanding", [certificateId, 0]);
  });

  it("keeps when it was lifted, and tells", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    await annotate(ledger, certificateId, kinds.seizure);
    const sent = lift(ledger, certificateId, 0);
    const { address, key } = parties.registry;
    await expectEvent(sent, assets, "AnnotationLifted", [certificateId, 0, address, key.address, digest("lifted")]);
    expect((await assets.annotationsOf(certificateId))[0]!.liftedAt).to.equal(BigInt(await now()));
    expect(await assets.isRestrained(certificateId)).to.equal(false);
  });

  it("lets the next seizure in line stand: one lifted, the other restrains (article 23)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    await annotate(ledger, certificateId, kinds.seizure);
    await annotate(ledger, certificateId, kinds.seizure);
    await lift(ledger, certificateId, 0);
    expect(await ledger.assets.isRestrained(certificateId)).to.equal(true);
    await lift(ledger, certificateId, 1);
    expect(await ledger.assets.isRestrained(certificateId)).to.equal(false);
  });

  it("is possible on an ended certificate, so that its record can be closed", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    await annotate(ledger, certificateId, kinds.terms);
    await complete(ledger, await applyForCancellation(ledger, certificateId));
    await lift(ledger, certificateId, 0, kinds.terms);
  });
});

describe("a certificate that is seized or under temporary control (article 23)", () => {
  for (const kind of [kinds.seizure, kinds.control]) {
    const name = kind === kinds.seizure ? "seizure" : "control";

    it(`is neither transferred nor cancelled by its holder, until that is lifted: ${name}`, async () => {
      const ledger = await ledgerFixture();
      const { certificateId } = await certified(ledger);
      await annotate(ledger, certificateId, kind);
      for (const attempt of [applyForTransfer, applyForCancellation]) {
        await expectRefusal(attempt(ledger, certificateId), ledger.assets, "CertificateRestrained", [certificateId]);
      }
      await applyForChange(ledger, certificateId);
      await lift(ledger, certificateId, 0, kind);
      await applyForTransfer(ledger, certificateId);
    });

    it(`is restrained to the last second of its end, and no longer: ${name}`, async () => {
      const ledger = await ledgerFixture();
      const { certificateId } = await certified(ledger);
      const until = (await now()) + 10 * day;
      await annotate(ledger, certificateId, kind, until);
      await networkHelpers.time.increaseTo(until - 1);
      await expectRefusal(applyForTransfer(ledger, certificateId), ledger.assets, "CertificateRestrained");
      await networkHelpers.time.increaseTo(until + 1);
      expect(await ledger.assets.isRestrained(certificateId)).to.equal(false);
      await applyForTransfer(ledger, certificateId);
    });
  }

  it("stops what was filed before it: at the transferee's consent and at the certificate", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const caseId = await filedTransfer(ledger, certificateId);
    await toEnd(ledger, caseId);
    const waiting = await applyForTransfer(ledger, certificateId);
    await annotate(ledger, certificateId, kinds.seizure);
    const refused = [certificateId];
    await expectRefusal(acts.certifyRegistration(ledger, caseId), assets, "CertificateRestrained", refused);
    await expectRefusal(consent(ledger, parties.beta, waiting), assets, "CertificateRestrained", refused);
    await lift(ledger, certificateId, 0);
    await acts.certifyRegistration(ledger, caseId);
  });

  it("may still be cancelled by law, ex officio (article 37)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    await annotate(ledger, certificateId, kinds.seizure);
    const destroyed = beginCancellation(ledger, certificateId, { ground: endGrounds.destroyed });
    await expectRefusal(destroyed, ledger.assets, "CertificateRestrained", [certificateId]);
    const caseId = await beginCancellation(ledger, certificateId);
    await acts.certifyRegistration(ledger, caseId);
  });

  it("takes its series out of circulation in the same transaction, and gives them back", async () => {
    const l = await seriesFixture();
    const lost = async () => (await l.ledger.seriesOf(l.seriesId)).basisLost;
    await annotate(l, l.certificateId, kinds.terms);
    expect(await lost()).to.equal(false);
    await expectEvent(annotate(l, l.certificateId, kinds.seizure), l.ledger, "SeriesBasisChanged", [
      l.seriesId,
      1,
      l.certificateId,
      false,
    ]);
    await annotate(l, l.certificateId, kinds.control);
    const open = async () => l.ledger.connect(l.parties.alpha.key).openSeries(terms(l.certificateId, await now()));
    await expectRefusal(open(), l.ledger, "AssetNotTradable", [l.assetId]);
    await lift(l, l.certificateId, 1);
    expect(await lost()).to.equal(true);
    await lift(l, l.certificateId, 2, kinds.control);
    expect(await lost()).to.equal(false);
    await open();
  });

  it("whose restraint ended by its own term has its series back when anyone refreshes them", async () => {
    const l = await seriesFixture();
    await annotate(l, l.certificateId, kinds.seizure, (await now()) + day);
    await networkHelpers.time.increase(2 * day);
    await l.assets.connect(l.parties.overseas.key).refreshBases(l.assetId);
    expect((await l.ledger.seriesOf(l.seriesId)).basisLost).to.equal(false);
  });
});
