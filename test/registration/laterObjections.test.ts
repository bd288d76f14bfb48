import { expect } from "chai";
import { expectEvent, expectRefusal, expectStruct, plain } from "../expectations.ts";
import { digest, ledgerFixture, now, powers, scopes, type TestLedger, type TestParty, zeroDigest } from "../fixture.ts";
import { addKey, refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { acts, caseIn, document, giveTerms } from "./cases.ts";
import { at, dateOf, endOf, workingDayAfter } from "./clocks.ts";
import {
  applyForCancellation,
  beginCancellation,
  certified,
  complete,
  endGrounds,
  filedTransfer,
  servedBy,
} from "./later.ts";
import { successorOf } from "./members.ts";

/** States and acts of an objection after registration, as in contracts/registration/RemarkTypes.sol. */
const states = { raised: 1, informed: 2, agreed: 3, contested: 4, upheld: 5, dismissed: 6, mediated: 7 } as const;
const dueActs = { none: 0, inform: 1, conclude: 2, carryOut: 3 } as const;
const zeroAddress = `0x${"00".repeat(20)}`;

const steps = {
  object: async ({ assets, parties }: TestLedger, certificateId: bigint, by: TestParty = parties.beta) =>
    assets.connect(by.key).objectToCertificate(certificateId, document),
  inform: async ({ assets, parties }: TestLedger, certificateId: bigint) =>
    assets.connect(parties.registry.key).informHolder(certificateId, 0, document),
  agree: async ({ assets, parties }: TestLedger, certificateId: bigint) =>
    assets.connect(parties.alpha.key).answerLaterObjection(certificateId, 0, true, document),
  contest: async ({ assets, parties }: TestLedger, certificateId: bigint) =>
    assets.connect(parties.alpha.key).answerLaterObjection(certificateId, 0, false, document),
  uphold: async ({ assets, parties }: TestLedger, certificateId: bigint) =>
    assets.connect(parties.registry.key).concludeLaterObjection(certificateId, 0, true, document),
  dismiss: async ({ assets, parties }: TestLedger, certificateId: bigint) =>
    assets.connect(parties.registry.key).concludeLaterObjection(certificateId, 0, false, document),
  mediate: async ({ assets, parties }: TestLedger, certificateId: bigint) =>
    assets.connect(parties.registry.key).recordMediation(certificateId, 0, document),
} as const;
type Step = keyof typeof steps;

const paths: Record<keyof typeof states, readonly Step[]> = {
  raised: ["object"],
  informed: ["object", "inform"],
  agreed: ["object", "inform", "agree"],
  contested: ["object", "inform", "contest"],
  upheld: ["object", "inform", "contest", "uphold"],
  dismissed: ["object", "inform", "dismiss"],
  mediated: ["object", "inform", "dismiss", "mediate"],
};

/** A certificate of alpha with an objection of beta in this state. */
async function objected(ledger: TestLedger, state: keyof typeof states) {
  const { certificateId } = await certified(ledger);
  for (const step of paths[state]) await steps[step](ledger, certificateId);
  return certificateId;
}

describe("objectToCertificate (article 29)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.beta,
    given: async (ledger) => certified(ledger),
    call: (ledger, key, { certificateId }) => ledger.assets.connect(key).objectToCertificate(certificateId, document),
  });

  it("is refused to holder and registry, without a reason, and where there is no certificate any more", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    for (const party of [parties.alpha, parties.registry]) {
      const sent = steps.object(ledger, certificateId, party);
      await expectRefusal(sent, assets, "LaterObjectionByParticipant", [certificateId, party.address]);
    }
    const bare = assets.connect(parties.beta.key).objectToCertificate(certificateId, zeroDigest);
    await expectRefusal(bare, ledger.ledger, "DocumentMissing");
    await expectRefusal(steps.object(ledger, 77n), assets, "CertificateNotIssued", [77]);
    await complete(ledger, await applyForCancellation(ledger, certificateId));
    await expectRefusal(steps.object(ledger, certificateId), assets, "CertificateHasEnded", [certificateId]);
  });

  it("is one at a time for each party; another may object too, and the same again after the conclusion", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const certificateId = await objected(ledger, "raised");
    const again = () => steps.object(ledger, certificateId);
    await expectRefusal(again(), assets, "LaterObjectionStands", [certificateId, 0]);
    await steps.object(ledger, certificateId, parties.overseas);
    await steps.inform(ledger, certificateId);
    await expectRefusal(again(), assets, "LaterObjectionStands", [certificateId, 0]);
    await steps.dismiss(ledger, certificateId);
    await again();
    expect(await assets.laterObjectionsOf(certificateId)).to.have.length(3);
  });

  it("keeps who, when, why and the registry's profile of then, and tells", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const sent = await steps.object(ledger, certificateId);
    const profileId = await ledger.profiles.profileOf(parties.registry.address);
    const { address, key } = parties.beta;
    const told = [certificateId, 0, address, key.address, profileId, document];
    await expectEvent(Promise.resolve(sent), assets, "LaterObjectionRaised", told);
    expectStruct((await assets.laterObjectionsOf(certificateId))[0], {
      objector: address,
      state: states.raised,
      raisedAt: await now(),
      profileId,
      informedAt: 0,
      answeredAt: 0,
      concludedAt: 0,
      reasonDigest: document,
      documentDigest: document,
    });
  });
});

describe("what follows an objection after registration (article 29)", () => {
  const allowed: Record<Step, readonly (keyof typeof states)[]> = {
    object: [],
    inform: ["raised"],
    agree: ["informed"],
    contest: ["informed"],
    uphold: ["informed", "contested"],
    dismiss: ["informed", "contested"],
    mediate: ["upheld", "dismissed"],
  };
  for (const step of Object.keys(steps).filter((each) => each !== "object") as Step[]) {
    for (const state of Object.keys(states) as (keyof typeof states)[]) {
      if (allowed[step].includes(state)) continue;
      it(`${step} is refused when the objection is ${state}`, async () => {
        const ledger = await ledgerFixture();
        const certificateId = await objected(ledger, state);
        const refused = [certificateId, 0, states[state]];
        await expectRefusal(steps[step](ledger, certificateId), ledger.assets, "LaterObjectionNotInState", refused);
      });
    }
  }

  for (const step of Object.keys(steps).filter((each) => each !== "object") as Step[]) {
    it(`${step} is refused for an objection that is not there, and to others`, async () => {
      const ledger = await ledgerFixture();
      const { certificateId } = await certified(ledger);
      await expectRefusal(steps[step](ledger, certificateId), ledger.assets, "LaterObjectionUnknown", [
        certificateId,
        0,
      ]);
      const second = await ledger.admit({ roles: 4 });
      await ledger.assets.connect(ledger.parties.authority.key).setRegistryCode(second.address, 45, 2);
      const { beta } = ledger.parties;
      const others = { ...ledger, parties: { ...ledger.parties, registry: second, alpha: beta } };
      const name =
        step === "agree" || step === "contest" ? "CertificateOfAnotherHolder" : "CertificateAtAnotherRegistry";
      await expectRefusal(steps[step](others, certificateId), ledger.assets, name);
    });
  }

  it("is refused without a document", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const registry = assets.connect(parties.registry.key);
    const holder = assets.connect(parties.alpha.key);
    await steps.object(ledger, certificateId);
    const bare = async (attempt: Promise<unknown>) => expectRefusal(attempt, ledger.ledger, "DocumentMissing");
    await bare(registry.informHolder(certificateId, 0, zeroDigest));
    await steps.inform(ledger, certificateId);
    await bare(holder.answerLaterObjection(certificateId, 0, true, zeroDigest));
    await bare(registry.concludeLaterObjection(certificateId, 0, true, zeroDigest));
    await steps.dismiss(ledger, certificateId);
    await bare(registry.recordMediation(certificateId, 0, zeroDigest));
  });

  it("keeps each time and the latest document, and tells of each step", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const { registry, alpha } = parties;
    const asRegistry = assets.connect(registry.key);
    await steps.object(ledger, certificateId);
    const seen = async () => (await assets.laterObjectionsOf(certificateId))[0]!;

    const informed = await asRegistry.informHolder(certificateId, 0, digest("told"));
    const by = [registry.address, registry.key.address];
    await expectEvent(Promise.resolve(informed), assets, "HolderInformed", [certificateId, 0, ...by, digest("told")]);
    expect(plain((await seen()).informedAt)).to.equal(BigInt(await now()));

    const answered = await assets.connect(alpha.key).answerLaterObjection(certificateId, 0, false, digest("no"));
    const holder = [alpha.address, alpha.key.address];
    const answer = [certificateId, 0, ...holder, false, digest("no")];
    await expectEvent(Promise.resolve(answered), assets, "LaterObjectionAnswered", answer);
    expect(plain((await seen()).answeredAt)).to.equal(BigInt(await now()));

    const concluded = await asRegistry.concludeLaterObjection(certificateId, 0, true, digest("found"));
    const found = [certificateId, 0, ...by, true, digest("found")];
    await expectEvent(Promise.resolve(concluded), assets, "LaterObjectionConcluded", found);
    expect(plain((await seen()).concludedAt)).to.equal(BigInt(await now()));

    const mediated = await asRegistry.recordMediation(certificateId, 0, digest("settled"));
    const settled = [certificateId, 0, ...by, digest("settled")];
    await expectEvent(Promise.resolve(mediated), assets, "LaterObjectionMediated", settled);
    expect((await seen()).documentDigest).to.equal(digest("settled"));
    expect((await seen()).reasonDigest).to.equal(document);
  });
});

describe("the clock of an objection after registration (article 29)", () => {
  it("gives the registry 5 working days to tell the holder, 10 to conclude, then what was found to carry out", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const due = async () => plain(await assets.laterObjectionDue(certificateId, 0));
    const today = async () => dateOf(await now());
    const registry = parties.registry.address;
    await steps.object(ledger, certificateId);
    const inform = BigInt(endOf(workingDayAfter(await today(), 5)));
    expect(await due()).to.deep.equal([BigInt(dueActs.inform), registry, inform]);
    await steps.inform(ledger, certificateId);
    const conclude = BigInt(endOf(workingDayAfter(await today(), 10)));
    expect(await due()).to.deep.equal([BigInt(dueActs.conclude), registry, conclude]);
    await at(`${workingDayAfter(await today(), 2)}T10:00:00`);
    await steps.contest(ledger, certificateId);
    const anew = BigInt(endOf(workingDayAfter(await today(), 10)));
    expect(await due()).to.deep.equal([BigInt(dueActs.conclude), registry, anew]);
    expect(anew).to.be.greaterThan(conclude);
    await steps.uphold(ledger, certificateId);
    expect(await due()).to.deep.equal([BigInt(dueActs.carryOut), registry, 0n]);
  });

  it("asks that what the holder agreed to is carried out, and nothing once it is dismissed or mediated", async () => {
    for (const [state, act] of [
      ["agreed", dueActs.carryOut] as const,
      ["dismissed", 0] as const,
      ["mediated", 0] as const,
    ]) {
      const ledger = await ledgerFixture();
      const certificateId = await objected(ledger, state);
      const by = act === 0 ? zeroAddress : ledger.parties.registry.address;
      expect(plain(await ledger.assets.laterObjectionDue(certificateId, 0))).to.deep.equal([BigInt(act), by, 0n]);
    }
  });

  it("counts by the profile with which the objection began", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    await giveTerms(ledger, { informDays: 2, objectionDays: 4 });
    await steps.object(ledger, certificateId);
    await giveTerms(ledger, { informDays: 9, objectionDays: 9 });
    const { until } = await ledger.assets.laterObjectionDue(certificateId, 0);
    const raised = (await ledger.assets.laterObjectionsOf(certificateId))[0]!.raisedAt;
    expect(until).to.equal(BigInt(endOf(workingDayAfter(dateOf(Number(raised)), 2))));
  });
});

describe("cancellation as the outcome of an objection (articles 29, 37)", () => {
  const begin = (ledger: TestLedger, certificateId: bigint) =>
    beginCancellation(ledger, certificateId, { ground: endGrounds.objection });

  for (const state of ["raised", "informed", "contested", "dismissed"] as const) {
    it(`is refused when the objection is ${state}`, async () => {
      const ledger = await ledgerFixture();
      const certificateId = await objected(ledger, state);
      await expectRefusal(begin(ledger, certificateId), ledger.assets, "NoObjectionUpheld", [certificateId]);
    });
  }

  for (const state of ["agreed", "upheld"] as const) {
    it(`follows when the objection is ${state}`, async () => {
      const ledger = await ledgerFixture();
      const certificateId = await objected(ledger, state);
      const caseId = await begin(ledger, certificateId);
      await acts.certifyRegistration(ledger, caseId);
      expect((await ledger.certificates.certificateOf(certificateId)).state).to.equal(3n);
    });
  }

  it("is no ground any more once both sides settled an upheld objection in mediation", async () => {
    const ledger = await ledgerFixture();
    const certificateId = await objected(ledger, "upheld");
    await steps.mediate(ledger, certificateId);
    await expectRefusal(begin(ledger, certificateId), ledger.assets, "NoObjectionUpheld", [certificateId]);
  });

  it("stays a ground when another upheld objection was not settled", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const certificateId = await objected(ledger, "upheld");
    await steps.object(ledger, certificateId, parties.overseas);
    await assets.connect(parties.registry.key).informHolder(certificateId, 1, document);
    await assets.connect(parties.registry.key).concludeLaterObjection(certificateId, 1, true, document);
    await steps.mediate(ledger, certificateId);
    await begin(ledger, certificateId);
  });

  it("goes with the rights to whom they are transferred (articles 29, 34)", async () => {
    const ledger = await ledgerFixture();
    const certificateId = await objected(ledger, "upheld");
    const transfer = await filedTransfer(ledger, certificateId);
    await complete(ledger, transfer);
    const passed = (await ledger.assets.caseOf(transfer)).certificateId;
    await acts.certifyRegistration(ledger, await begin(ledger, passed));
    expect((await ledger.certificates.certificateOf(passed)).state).to.equal(3n);
  });
});

describe("an objection after registration and who decides it (articles 23, 29)", () => {
  it("is not agreed to while the certificate is seized: that would give it away", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const certificateId = await objected(ledger, "informed");
    await assets.connect(parties.registry.key).annotateCertificate(certificateId, 2, 0, document);
    await expectRefusal(steps.agree(ledger, certificateId), assets, "CertificateRestrained", [certificateId]);
    await steps.contest(ledger, certificateId);
  });

  it("is not upheld by the registry that raised it and took over since; it may dismiss it", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const successor = await successorOf(ledger);
    await steps.object(ledger, certificateId, successor);
    await assets.connect(parties.authority.key).takeOverRegistry(parties.registry.address, successor.address, document);
    const next = servedBy(ledger, successor);
    await steps.inform(next, certificateId);
    const own = [certificateId, successor.address];
    await expectRefusal(steps.uphold(next, certificateId), assets, "LaterObjectionByParticipant", own);
    await steps.dismiss(next, certificateId);
  });

  it("in a notice is not upheld by the registry that raised it and took over since (article 25)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const successor = await successorOf(ledger);
    const { caseId } = await caseIn(ledger, "published");
    await assets.connect(successor.key).objectToRegistration(caseId, document);
    await assets.connect(parties.authority.key).takeOverRegistry(parties.registry.address, successor.address, document);
    const decide = (upheld: boolean) => assets.connect(successor.key).resolveObjection(caseId, 0, upheld, document);
    await expectRefusal(decide(true), assets, "ObjectionByParticipant", [caseId, successor.address]);
    await decide(false);
  });

  it("is mediated by a key that decides", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const certificateId = await objected(ledger, "dismissed");
    const clerk = await addKey(ledger, parties.registry, powers.operate);
    const sent = assets.connect(clerk).recordMediation(certificateId, 0, document);
    await expect(sent).to.be.revertedWithCustomError(ledger.ledger, "AccountLacksPower");
  });
});
