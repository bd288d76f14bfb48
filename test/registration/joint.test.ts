import { expect } from "chai";
import { expectEvent, expectRefusal, fieldsOf, plain } from "../expectations.ts";
import {
  claims,
  day,
  declareAsset,
  freshKey,
  ledgerFixture,
  networkHelpers,
  now,
  powers,
  roles,
  scopes,
  type TestLedger,
  type TestParty,
} from "../fixture.ts";
import { refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { profileIds } from "../rules.ts";
import {
  acts,
  application,
  apply,
  caseIn,
  document,
  dueActs,
  giveTerms,
  grades,
  grounds,
  rights,
  states,
} from "./cases.ts";
import { consent, joined } from "./later.ts";

/** Alpha applies together with beta and gamma, or with others. */
async function together(ledger: TestLedger, over: Record<string, unknown> = {}, others?: readonly TestParty[]) {
  const { alpha, beta, gamma } = ledger.parties;
  const assetId = await declareAsset(ledger, alpha);
  const asked = { others: await joined(others ?? [beta, gamma]), ...over };
  return { assetId, asked, sent: apply(ledger, alpha, assetId, asked) };
}

/** A case that waits for beta and gamma. */
async function awaiting(ledger: TestLedger, over: Record<string, unknown> = {}) {
  const { assetId, sent } = await together(ledger, over);
  return { assetId, caseId: await sent };
}

describe("applyForRegistration together (article 21)", () => {
  it("is refused with the applicant itself or the registry among the others, and with a party twice", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta, registry } = ledger.parties;
    for (const [others, wrong] of [
      [[beta, alpha], alpha],
      [[registry], registry],
      [[beta, beta], beta],
    ] as const) {
      const { sent } = await together(ledger, {}, others);
      await expectRefusal(sent, ledger.assets, "JointApplicantInvalid", [wrong.address]);
    }
    expect(await ledger.assets.caseCount()).to.equal(0n);
  });

  it("is refused with more than 15 others", async () => {
    const ledger = await ledgerFixture();
    const others: TestParty[] = [];
    for (let i = 0; i < 16; i++) others.push(await ledger.admit());
    const { sent } = await together(ledger, {}, others);
    await expectRefusal(sent, ledger.assets, "JointApplicantInvalid", [others[15]!.address]);
    expect(await (await together(ledger, {}, others.slice(0, 15))).sent).to.equal(1n);
  });

  it("is refused with others that do not trade, were never admitted, or are suspended", async () => {
    const ledger = await ledgerFixture();
    const { beta, exchange } = ledger.parties;
    const wrongRole = await together(ledger, {}, [exchange]);
    await expectRefusal(wrongRole.sent, ledger.ledger, "RoleMissing", [exchange.address, roles.trader]);
    const stranger = { ...beta, address: freshKey().address };
    const unknown = await together(ledger, {}, [stranger]);
    await expectRefusal(unknown.sent, ledger.ledger, "PartyUnknown", [stranger.address]);
    await suspend(ledger, beta);
    const suspended = await together(ledger);
    await expectRefusal(suspended.sent, ledger.ledger, "PartyNotInStanding", [beta.address, 3]);
  });

  it("is refused when another claims nothing, one right twice, a term too long, or what it has (articles 21, 26)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, beta } = parties;
    const attempt = async (list: ReturnType<typeof claims>) =>
      (await together(ledger, { others: [{ party: beta.address, claims: list }] })).sent;
    await expectRefusal(attempt([]), assets, "ClaimsInvalid", [0]);
    const twice = claims(await now(), [1, 1]);
    await expectRefusal(attempt(twice), assets, "ClaimInvalid", [1, twice[0]!.until]);
    const until = (await now()) + 6 * 365 * day;
    await expect(attempt(claims(0, [2], { until }))).to.be.revertedWithCustomError(assets, "ClaimTooLong");

    const { assetId, caseId } = await awaiting(ledger);
    await consent(ledger, beta, caseId);
    await consent(ledger, parties.gamma, caseId);
    for (const act of ["acceptRegistration", "examineRegistration", "waiveNotice", "certifyRegistration"] as const) {
      await acts[act](ledger, caseId);
    }
    await networkHelpers.time.increase(1);
    const again = apply(ledger, alpha, assetId, {
      others: await joined([beta], [3]),
      claims: claims(await now(), [1]),
    });
    // Alpha's own right first: it has it as well.
    await expectRefusal(again, assets, "RightAlreadyRegistered", [assetId, 1, alpha.address]);
  });

  it("is refused when another has the right registered and live, though the applicant does not", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const assetId = await declareAsset(ledger, alpha);
    const first = await apply(ledger, alpha, assetId, {
      claims: claims(await now(), [rights.hold]),
      others: await joined([beta], [rights.use]),
    });
    await consent(ledger, beta, first);
    for (const act of ["acceptRegistration", "examineRegistration", "waiveNotice"] as const) {
      await acts[act](ledger, first);
    }
    await networkHelpers.time.increase(1);
    await acts.certifyRegistration(ledger, first);
    const again = apply(ledger, alpha, assetId, {
      claims: claims(await now(), [rights.use]),
      others: await joined([beta], [rights.use]),
    });
    await expectRefusal(again, ledger.assets, "RightAlreadyRegistered", [assetId, rights.use, beta.address]);
  });

  it("records who applies with it and says everything in its event", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta, gamma } = ledger.parties;
    const assetId = await declareAsset(ledger, alpha);
    const time = await now();
    const others = [
      { party: beta.address, claims: claims(time, [1, 2], { territory: 0, resale: false }) },
      { party: gamma.address, claims: claims(time, [3], { limitsDigest: document }) },
    ];
    const asked = await application(ledger, assetId, { others });
    const assets = ledger.assets.connect(alpha.key);
    await expectEvent(assets.applyForRegistration(asked), assets, "RegistrationApplied", [
      1,
      assetId,
      alpha.address,
      alpha.key.address,
      1,
      profileIds.nationalGuide,
      asked,
    ]);
    const seen = await assets.caseOf(1);
    expect(seen.state).to.equal(BigInt(states.awaitingConsent));
    expect(seen.appliedAt).to.equal(0n);
    expect(plain(seen.others)).to.deep.equal(plain(others.map((other) => [other.party, 0, 0, other.claims])));
  });
});

describe("a case that awaits consents (article 21)", () => {
  it("has no clock, and waits for whoever has not consented, in their order", async () => {
    const ledger = await ledgerFixture();
    const { beta, gamma } = ledger.parties;
    const { caseId } = await awaiting(ledger);
    const clockOf = async () => plain(Object.values(fieldsOf(await ledger.assets.clockOf(caseId))));
    const waiting = (by: string) => plain([states.awaitingConsent, 0, 0, false, 0, 0, dueActs.consent, by, 0]);
    expect(await clockOf()).to.deep.equal(waiting(beta.address));
    await networkHelpers.time.increase(60 * day);
    expect(await clockOf()).to.deep.equal(waiting(beta.address));
    await consent(ledger, beta, caseId);
    expect(await clockOf()).to.deep.equal(waiting(gamma.address));
  });

  it("is no case for the registry yet: each of its acts is refused and leaves it as it is", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await awaiting(ledger);
    await consent(ledger, ledger.parties.beta, caseId);
    const before = plain(fieldsOf(await assets.caseOf(caseId)));
    for (const act of [
      "askSupplement",
      "acceptRegistration",
      "examineRegistration",
      "extendExamination",
      "publishRegistration",
      "waiveNotice",
      "resolveObjection",
      "certifyRegistration",
      "refuseRegistration",
    ] as const) {
      const sent = acts[act](ledger, caseId);
      await expectRefusal(sent, assets, "CaseNotInState", [caseId, states.awaitingConsent]);
    }
    await networkHelpers.time.increase(60 * day);
    await expectRefusal(acts.settleClock(ledger, caseId), assets, "ClockUnchanged", [caseId]);
    expect(plain(fieldsOf(await assets.caseOf(caseId)))).to.deep.equal(before);
  });

  it("is withdrawn by the applicant alone, and then takes no consent", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, beta } = parties;
    const { caseId } = await awaiting(ledger);
    await consent(ledger, beta, caseId);
    const byOther = assets.connect(beta.key).withdrawRegistration(caseId);
    await expectRefusal(byOther, assets, "CaseOfAnotherApplicant", [caseId, alpha.address]);
    await expectEvent(acts.withdrawRegistration(ledger, caseId), assets, "RegistrationWithdrawn", [
      caseId,
      alpha.address,
      alpha.key.address,
    ]);
    const seen = await assets.caseOf(caseId);
    expect([seen.state, seen.closedAt]).to.deep.equal([BigInt(states.withdrawn), BigInt(await now())]);
    const late = consent(ledger, parties.gamma, caseId);
    await expectRefusal(late, assets, "CaseNotInState", [caseId, states.withdrawn]);
  });
});

const takeBack = ({ assets }: TestLedger, party: TestParty, caseId: bigint) =>
  assets.connect(party.key).withdrawConsent(caseId);

describe("withdrawConsent (article 21)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.beta,
    given: async (ledger) => {
      const made = await awaiting(ledger);
      await consent(ledger, ledger.parties.beta, made.caseId);
      return made;
    },
    call: ({ assets }, key, { caseId }) => assets.connect(key).withdrawConsent(caseId),
  });

  it("is refused to a party that does not trade, for no case, and in a case of one applicant", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "applied");
    const { registry, beta } = parties;
    await expectRefusal(takeBack(ledger, registry, caseId), ledger.ledger, "RoleMissing", [
      registry.address,
      roles.trader,
    ]);
    await expectRefusal(takeBack(ledger, beta, 9n), assets, "CaseUnknown", [9]);
    await expectRefusal(takeBack(ledger, beta, caseId), assets, "CaseNotInState", [caseId, states.applied]);
  });

  it("is refused to the applicant, to a stranger, to whoever has not consented, and once the case is filed", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, beta, gamma, overseas } = parties;
    const { caseId } = await awaiting(ledger);
    await consent(ledger, beta, caseId);
    for (const party of [alpha, overseas, gamma]) {
      await expectRefusal(takeBack(ledger, party, caseId), assets, "ConsentNotGiven", [caseId, party.address]);
    }
    await consent(ledger, gamma, caseId);
    await expectRefusal(takeBack(ledger, beta, caseId), assets, "CaseNotInState", [caseId, states.applied]);
  });

  it("leaves the case waiting for that party again, which may consent anew", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { beta, gamma, registry } = parties;
    const { caseId } = await awaiting(ledger);
    await consent(ledger, beta, caseId);
    await expectEvent(takeBack(ledger, beta, caseId), assets, "ConsentWithdrawn", [
      caseId,
      beta.address,
      beta.key.address,
      2,
    ]);
    const seen = await assets.caseOf(caseId);
    expect([seen.state, seen.appliedAt]).to.deep.equal([10n, 0n]);
    expect(seen.others.map((each) => each.consentedAt)).to.deep.equal([0n, 0n]);
    await expectRefusal(takeBack(ledger, beta, caseId), assets, "ConsentNotGiven", [caseId, beta.address]);
    await consent(ledger, gamma, caseId);
    expect((await assets.caseOf(caseId)).state).to.equal(10n);
    await consent(ledger, beta, caseId);
    const clock = await assets.clockOf(caseId);
    expect([clock.act, clock.by]).to.deep.equal([BigInt(dueActs.accept), registry.address]);
  });
});

describe("consentToRegistration (article 21)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.beta,
    given: async (ledger) => awaiting(ledger),
    call: ({ assets }, key, { caseId }) => assets.connect(key).consentToRegistration(caseId),
  });

  it("is refused to a party that does not trade, for no case, and for a case of one applicant", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "applied");
    const { registry, beta } = parties;
    await expectRefusal(consent(ledger, registry, caseId), ledger.ledger, "RoleMissing", [
      registry.address,
      roles.trader,
    ]);
    await expectRefusal(consent(ledger, beta, 9n), assets, "CaseUnknown", [9]);
    await expectRefusal(consent(ledger, beta, caseId), assets, "CaseNotInState", [caseId, states.applied]);
  });

  it("is refused to the applicant, to a stranger, and to whoever consented before", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, beta, overseas } = parties;
    const { caseId } = await awaiting(ledger);
    await consent(ledger, beta, caseId);
    for (const party of [alpha, overseas, beta]) {
      await expectRefusal(consent(ledger, party, caseId), assets, "ConsentNotDue", [caseId, party.address]);
    }
    await consent(ledger, parties.gamma, caseId);
    await expectRefusal(consent(ledger, beta, caseId), assets, "CaseNotInState", [caseId, states.applied]);
  });

  it("is recorded one by one; the last files the case, in that moment and under the profile of then", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { beta, gamma } = parties;
    const { caseId } = await awaiting(ledger);
    await expectEvent(consent(ledger, gamma, caseId), assets, "RegistrationConsented", [
      caseId,
      gamma.address,
      gamma.key.address,
      1,
      0,
    ]);
    const first = await now();
    const half = await assets.caseOf(caseId);
    expect([half.state, half.appliedAt, half.profileId]).to.deep.equal([10n, 0n, profileIds.nationalGuide]);

    await networkHelpers.time.increase(40 * day);
    const profileId = await giveTerms(ledger, { acceptanceDays: 1 });
    await expectEvent(consent(ledger, beta, caseId), assets, "RegistrationConsented", [
      caseId,
      beta.address,
      beta.key.address,
      0,
      profileId,
    ]);
    const filed = await assets.caseOf(caseId);
    const time = BigInt(await now());
    expect([filed.state, filed.appliedAt, filed.profileId]).to.deep.equal([BigInt(states.applied), time, profileId]);
    expect(filed.others.map((each) => each.consentedAt)).to.deep.equal([time, BigInt(first)]);
    const clock = await assets.clockOf(caseId);
    expect([clock.act, clock.by]).to.deep.equal([BigInt(dueActs.accept), parties.registry.address]);
    expect(clock.acceptBy).to.be.greaterThan(time);
  });

  describe("of the last, when meanwhile", () => {
    /** What changed, and the refusal. */
    const changes: Record<
      string,
      (
        ledger: TestLedger,
        made: { assetId: string; caseId: bigint },
      ) => Promise<[error: string, values: unknown[], by?: "ledger"]>
    > = {
      "the data became core data (GB/T 43697)": async (ledger, { assetId }) => {
        const authority = ledger.assets.connect(ledger.parties.authority.key);
        await authority.gradeAsset(assetId, grades.core, `0x${"00".repeat(32)}`, document);
        return ["CoreData", [assetId]];
      },
      "the registry offers initial registration no more (article 32)": async (ledger) => {
        const profileId = await giveTerms(ledger, { kinds: 0b111100 });
        return ["KindNotOffered", [1, profileId]];
      },
      "the registry is suspended (articles 10-13)": async (ledger) => {
        await suspend(ledger, ledger.parties.registry);
        return ["PartyNotInStanding", [ledger.parties.registry.address, 3], "ledger"];
      },
      "the applicant is suspended": async (ledger) => {
        await suspend(ledger, ledger.parties.alpha);
        return ["PartyNotInStanding", [ledger.parties.alpha.address, 3], "ledger"];
      },
      "the registry is no registry any more": async (ledger) => {
        const { authority, registry } = ledger.parties;
        await ledger.ledger.connect(authority.key).changeRoles(registry.address, roles.serviceAgency, document);
        return ["NotRegistry", [registry.address]];
      },
      "a claimed term ended (article 26)": async (ledger, { caseId }) => {
        await networkHelpers.time.increase(366 * day);
        const [claim] = (await ledger.assets.caseOf(caseId)).claims;
        return ["ClaimInvalid", [claim!.right, claim!.until]];
      },
    };
    for (const [about, change] of Object.entries(changes)) {
      it(`${about}, is refused, and the case goes on waiting`, async () => {
        const ledger = await ledgerFixture();
        const made = await awaiting(ledger);
        await consent(ledger, ledger.parties.beta, made.caseId);
        const [error, values, by] = await change(ledger, made);
        const before = plain(fieldsOf(await ledger.assets.caseOf(made.caseId)));
        const sent = consent(ledger, ledger.parties.gamma, made.caseId);
        await expectRefusal(sent, by ? ledger.ledger : ledger.assets, error, values);
        expect(plain(fieldsOf(await ledger.assets.caseOf(made.caseId)))).to.deep.equal(before);
      });
    }

    it("the profile's longest term became shorter, is refused (article 26)", async () => {
      const ledger = await ledgerFixture();
      const { caseId } = await awaiting(ledger);
      await consent(ledger, ledger.parties.beta, caseId);
      await giveTerms(ledger, { validityMonths: 6 });
      const sent = consent(ledger, ledger.parties.gamma, caseId);
      await expect(sent).to.be.revertedWithCustomError(ledger.assets, "ClaimTooLong");
    });
  });
});

describe("joint applicants (articles 21, 25, 26)", () => {
  it("cannot object in their own case (article 25)", async () => {
    const ledger = await ledgerFixture();
    const { beta, gamma } = ledger.parties;
    const { caseId } = await awaiting(ledger);
    await consent(ledger, beta, caseId);
    await consent(ledger, gamma, caseId);
    for (const act of ["acceptRegistration", "examineRegistration", "publishRegistration"] as const) {
      await acts[act](ledger, caseId);
    }
    for (const party of [beta, gamma]) {
      const sent = ledger.assets.connect(party.key).objectToRegistration(caseId, document);
      await expectRefusal(sent, ledger.assets, "ObjectionByParticipant", [caseId, party.address]);
    }
  });

  it("must be in standing when their certificates are issued, or none is", async () => {
    const ledger = await ledgerFixture();
    const { beta, gamma } = ledger.parties;
    const { caseId } = await awaiting(ledger);
    await consent(ledger, beta, caseId);
    await consent(ledger, gamma, caseId);
    for (const act of ["acceptRegistration", "examineRegistration", "waiveNotice"] as const) {
      await acts[act](ledger, caseId);
    }
    await suspend(ledger, gamma);
    const sent = acts.certifyRegistration(ledger, caseId);
    await expectRefusal(sent, ledger.ledger, "PartyNotInStanding", [gamma.address, 3]);
    expect(await ledger.certificates.balanceOf(beta.address)).to.equal(0n);
  });

  it("are all refused with their case (article 22)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { assetId, caseId } = await awaiting(ledger);
    await consent(ledger, parties.beta, caseId);
    await consent(ledger, parties.gamma, caseId);
    await assets.connect(parties.registry.key).refuseRegistration(caseId, grounds.falseProof, document);
    expect(await assets.certificatesOf(assetId)).to.deep.equal([]);
  });
});
