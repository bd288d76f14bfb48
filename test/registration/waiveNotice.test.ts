import { expect } from "chai";
import type { Wallet } from "ethers";
import { expectEvent, expectRefusal, expectStruct, fieldsOf } from "../expectations.ts";
import { china, ledgerFixture, now, powers, roles, scopes, type TestLedger, zeroDigest } from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { acts, caseIn, document, giveTerms, states } from "./cases.ts";
import { acceptedOn, appliedAt, doAt, endOf, expectClock, moveTo } from "./clocks.ts";

const waive = ({ assets, parties }: TestLedger, caseId: bigint, paper = document, key: Wallet = parties.registry.key) =>
  assets.connect(key).waiveNotice(caseId, paper);

describe("waiveNotice (article 24)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: async (ledger) => caseIn(ledger, "examined"),
    call: (ledger, key, { caseId }) => waive(ledger, caseId, document, key),
  });

  it("is refused to other parties, other registries, and for no case", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "examined");
    const second = await ledger.admit({ roles: roles.registry });
    for (const { key, address } of [parties.alpha, parties.authority]) {
      await expectRefusal(waive(ledger, caseId, document, key), ledger.ledger, "RoleMissing", [
        address,
        roles.registry,
      ]);
    }
    await expectRefusal(waive(ledger, 9n), assets, "CaseUnknown", [9]);
    const elsewhere = waive(ledger, caseId, document, second.key);
    await expectRefusal(elsewhere, assets, "CaseOfAnotherRegistry", [caseId, parties.registry.address]);
  });

  it("is refused once the case is published: what was announced is kept (article 24)", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "published");
    await expectRefusal(waive(ledger, caseId), ledger.assets, "CaseNotInState", [caseId, states.published]);
  });

  it("is refused where the case's profile does not let a notice be waived (article 24)", async () => {
    const ledger = await ledgerFixture();
    const profileId = await giveTerms(ledger, { noticeWaivable: false });
    const { caseId } = await caseIn(ledger, "examined");
    await expectRefusal(waive(ledger, caseId), ledger.assets, "NoticeNotWaivable", [caseId, profileId]);
    // Nor without the reason: what the rule forbids is said first.
    await expectRefusal(waive(ledger, caseId, zeroDigest), ledger.assets, "NoticeNotWaivable", [caseId, profileId]);
  });

  it("is refused without the request and its reason (article 24)", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "examined");
    await expectRefusal(waive(ledger, caseId, zeroDigest), ledger.ledger, "DocumentMissing");
  });

  it("records that there is no notice, says who waived it and why; nobody can object (articles 24, 25)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { key, address } = parties.registry;
    const caseId = await acceptedOn(ledger, "2026-03-02");
    await doAt(ledger, "examineRegistration", caseId, "2026-03-03T10:00:00");
    const before = fieldsOf(await assets.caseOf(caseId));
    const sent = doAt(ledger, "waiveNotice", caseId, "2026-03-04T10:00:00");
    await expectEvent(sent, assets, "NoticeWaived", [caseId, address, key.address, document]);
    const publishedAt = china("2026-03-04T10:00:00");
    expectStruct(await assets.caseOf(caseId), { ...before, state: states.published, publishedAt, noticeWaived: true });
    const objection = acts.objectToRegistration(ledger, caseId);
    await expectRefusal(objection, assets, "NoticeOver", [caseId, publishedAt]);
    await moveTo(publishedAt + 60);
    const finishBy = endOf("2026-03-16");
    await expectClock(ledger, caseId, {
      state: "published",
      acceptedAt: china("2026-03-02T11:00:00"),
      noticeUntil: publishedAt,
      finishBy,
      due: ["certify", "registry", finishBy],
    });
    await acts.certifyRegistration(ledger, caseId);
    expect((await assets.caseOf(caseId)).closedAt).to.equal(BigInt(await now()));
  });
});

describe("the notice (article 24)", () => {
  const dates: [about: string, published: string, end: string][] = [
    ["an ordinary week", "2026-03-02", "2026-03-09"],
    ["published on a Saturday", "2026-03-07", "2026-03-13"],
    ["a make-up Saturday and Spring Festival within", "2026-02-11", "2026-02-25"],
    ["National Day within", "2026-09-29", "2026-10-12"],
    ["Labour Day within, the end on a make-up Saturday", "2026-04-29", "2026-05-09"],
  ];
  for (const [about, published, end] of dates) {
    it(`runs for 5 working days after its publication: ${about} (article 24)`, async () => {
      const ledger = await ledgerFixture();
      const caseId = await appliedAt(ledger, `${published}T00:00:01`);
      await acts.acceptRegistration(ledger, caseId);
      await acts.examineRegistration(ledger, caseId);
      await doAt(ledger, "publishRegistration", caseId, `${published}T23:59:59`);
      const { acceptedAt } = await ledger.assets.caseOf(caseId);
      const noticeUntil = endOf(end);
      const due = ["notice", "nobody", noticeUntil] as const;
      await expectClock(ledger, caseId, { state: "published", acceptedAt, noticeUntil, due });
      await moveTo(noticeUntil - 1);
      const registry = ledger.assets.connect(ledger.parties.registry.key);
      // The next block is the last second of the notice, then comes the first after it.
      const early = registry.certifyRegistration(caseId, document, true, { gasLimit: 2_000_000 });
      await expectRefusal(early, ledger.assets, "NoticeNotOver", [caseId, noticeUntil]);
      await registry.certifyRegistration(caseId, document, true);
    });
  }

  it("has as many days as the profile says (article 24)", async () => {
    const ledger = await ledgerFixture();
    await giveTerms(ledger, { noticeDays: 20 });
    const { caseId } = await caseIn(ledger, "published");
    // From Monday 5 January 2026: 20 working days are four weeks.
    expect((await ledger.assets.clockOf(caseId)).noticeUntil).to.equal(BigInt(endOf("2026-02-02")));
  });
});
