import { expect } from "chai";
import { Wallet } from "ethers";
import { addMonths } from "../calendar/civil-time.ts";
import { errorTable } from "../errors/table.ts";
import type { Simulation } from "../client/write.ts";
import { apply, day, declare, mainland, paper, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { profiles, type ProfileTerms } from "../vocabulary/profiles.ts";

const documentDigest = paper("document");

/** A refusal with its code, and with the article that its text names in both languages. */
function expectRefusal(answer: Simulation, code: string, article?: [number, string]): void {
  expect(answer).to.include({ ok: false, code });
  const { title = "", titleZh = "" } = errorTable[code] ?? {};
  if (!article) return;
  expect(title).to.match(new RegExp(`\\(articles? ${article[0]}\\b`));
  expect(titleZh).to.include(`（第${article[1]}`);
}

describe("acts at the wrong time, and by the wrong profile", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  const cases = () => chain.parties.registry.ledger.cases;
  const applied = async () => apply(chain, chain.parties.alpha, await declare(chain.parties.alpha));
  const accepted = async () => {
    const caseId = await applied();
    await (await cases().accept({ caseId, documentDigest })).wait();
    return caseId;
  };
  const examined = async () => {
    const caseId = await accepted();
    await (await cases().examine({ caseId, reportDigest: documentDigest })).wait();
    return caseId;
  };
  const published = async () => {
    const caseId = await examined();
    await (await cases().publish({ caseId, noticeDigest: documentDigest })).wait();
    return caseId;
  };
  const claim = { right: "hold", territory: mainland, resale: true, purposes: ["logistics"] } as const;
  const application = async (until: number) => ({
    assetId: await declare(chain.parties.alpha),
    registry: chain.parties.registry.party,
    evidenceDigest: paper("evidence"),
    claims: [{ ...claim, until }],
  });
  /** Gives the registry a profile that differs from the national guide. */
  const byProfile = async (terms: Partial<ProfileTerms>) => {
    const { profiles: rules } = chain.parties.authority.ledger;
    const all = { ...profiles.nationalGuide.terms, ...terms };
    const { profileId } = await (await rules.define({ label: "Local 地方", terms: all, documentDigest })).wait();
    await (await rules.give({ registry: chain.parties.registry.party, profileId, documentDigest })).wait();
    return profileId;
  };

  it("a deadline for a supplement that lies in the past", async () => {
    const deadline = (await chain.now()) - day;
    expectRefusal(
      await cases().askSupplement.simulate({ caseId: await applied(), deadline, documentDigest }),
      "DEADLINE_INVALID",
    );
  });

  it("article 17: a second list of what to add, before acceptance or in examination", async () => {
    const caseId = await applied();
    const list = { caseId, deadline: (await chain.now()) + day, documentDigest };
    await (await cases().askSupplement(list)).wait();
    await (await chain.parties.alpha.ledger.cases.giveSupplement({ caseId, evidenceDigest: documentDigest })).wait();
    expectRefusal(await cases().askSupplement.simulate(list), "SUPPLEMENT_ASKED_BEFORE", [17, "十七"]);
    await (await cases().accept({ caseId, documentDigest })).wait();
    expectRefusal(await cases().askSupplement.simulate(list), "SUPPLEMENT_ASKED_BEFORE", [17, "十七"]);
  });

  it("article 17: a supplement one second after its deadline", async () => {
    const caseId = await applied();
    const deadline = (await chain.now()) + day;
    await (await cases().askSupplement({ caseId, deadline, documentDigest })).wait();
    await chain.passBy(new Date(deadline * 1000).toISOString());
    const { cases: ofAlpha } = chain.parties.alpha.ledger;
    const given = { caseId, evidenceDigest: documentDigest };
    expectRefusal(await ofAlpha.giveSupplement.simulate(given), "SUPPLEMENT_TOO_LATE", [17, "十七"]);
    // The application counts as never made: nothing more can be done in it.
    await (await cases().settleClock({ caseId })).wait();
    expectRefusal(await cases().accept.simulate({ caseId, documentDigest }), "CASE_NOT_IN_STATE");
    expectRefusal(await ofAlpha.giveSupplement.simulate(given), "CASE_NOT_IN_STATE");
    expectRefusal(await ofAlpha.withdraw.simulate({ caseId }), "CASE_NOT_IN_STATE");
    expectRefusal(await cases().settleClock.simulate({ caseId }), "CLOCK_UNCHANGED");
  });

  it("article 17: an acceptance after the law has accepted", async () => {
    const caseId = await applied();
    await chain.pass(7 * day);
    expectRefusal(await cases().accept.simulate({ caseId, documentDigest }), "CASE_NOT_IN_STATE");
    await (await cases().examine({ caseId, reportDigest: documentDigest })).wait();
    expect((await cases().get(caseId)).examiner).to.equal(chain.parties.registry.key.address);
  });

  it("article 28: an extension before acceptance, of no day, of too many, twice, and too late", async () => {
    const extend = (caseId: bigint, workingDays: number) =>
      cases().extend.simulate({ caseId, workingDays, documentDigest });
    expectRefusal(await extend(await applied(), 1), "CASE_NOT_IN_STATE");
    const caseId = await accepted();
    expectRefusal(await extend(caseId, 0), "EXTENSION_INVALID", [28, "二十八"]);
    expectRefusal(await extend(caseId, 11), "EXTENSION_INVALID", [28, "二十八"]);
    expectRefusal(await extend(caseId, 256), "NUMBER_OUT_OF_RANGE");
    await (await cases().extend({ caseId, workingDays: 1, documentDigest })).wait();
    expectRefusal(await extend(caseId, 1), "EXTENSION_GRANTED", [28, "二十八"]);
    const late = await accepted();
    const { finishBy } = await cases().clock(late);
    await chain.passBy(finishBy ?? "");
    expectRefusal(await extend(late, 1), "EXTENSION_TOO_LATE", [28, "二十八"]);
  });

  it("article 25: an objection one second after the notice, and to a notice that was waived", async () => {
    const { beta } = chain.parties;
    const caseId = await published();
    const objection = { caseId, reasonDigest: documentDigest };
    expect(await beta.ledger.cases.object.simulate(objection)).to.deep.equal({ ok: true });
    const { noticeUntil } = await cases().clock(caseId);
    await chain.passBy(noticeUntil ?? "");
    expectRefusal(await beta.ledger.cases.object.simulate(objection), "NOTICE_OVER", [25, "二十五"]);
    const waived = await examined();
    await (await cases().waiveNotice({ caseId: waived, documentDigest })).wait();
    expectRefusal(await beta.ledger.cases.object.simulate({ ...objection, caseId: waived }), "NOTICE_OVER");
  });

  it("article 24: a certificate during the notice, and a second publication", async () => {
    const caseId = await published();
    const evidence = { caseId, evidenceDigest: documentDigest, sample: true };
    expectRefusal(await cases().certify.simulate(evidence), "NOTICE_NOT_OVER");
    expectRefusal(await cases().publish.simulate({ caseId, noticeDigest: documentDigest }), "CASE_NOT_IN_STATE");
    expectRefusal(await cases().waiveNotice.simulate({ caseId, documentDigest }), "CASE_NOT_IN_STATE");
  });

  it("article 26: a right that has ended already, or lasts longer than 60 months", async () => {
    const { apply: ask } = chain.parties.alpha.ledger.cases;
    const now = await chain.now();
    expectRefusal(await ask.simulate(await application(now - day)), "CLAIM_INVALID");
    expect(await ask.simulate(await application(addMonths(now, 60)))).to.deep.equal({ ok: true });
    const tooLong = await application(addMonths(now, 60) + day);
    expectRefusal(await ask.simulate(tooLong), "CLAIM_TOO_LONG", [26, "二十六"]);
  });

  it("article 24: a waiver under a profile that knows none", async () => {
    await byProfile({ noticeWaivable: false });
    const waiver = { caseId: await examined(), documentDigest };
    expectRefusal(await cases().waiveNotice.simulate(waiver), "NOTICE_NOT_WAIVABLE", [24, "二十四"]);
  });

  it("articles 32 to 37: a kind of registration that the profile does not have", async () => {
    await byProfile({ kinds: ["renewal"] });
    const initial = await application((await chain.now()) + day);
    expectRefusal(await chain.parties.alpha.ledger.cases.apply.simulate(initial), "KIND_NOT_OFFERED", [32, "三十二"]);
  });

  it("a certificate by the account that examined, where four eyes are asked for; another account may", async () => {
    await byProfile({ fourEyes: true });
    const { registry } = chain.parties;
    const caseId = await published();
    const { noticeUntil } = await cases().clock(caseId);
    await chain.passBy(noticeUntil ?? "");
    const evidence = { caseId, evidenceDigest: documentDigest, sample: true };
    expectRefusal(await cases().certify.simulate(evidence), "SAME_ACCOUNT");
    const { address: account } = Wallet.createRandom();
    await (await registry.ledger.accounts.add({ account, powers: ["approve"] })).wait();
    expect(await cases().certify.simulate(evidence, { from: account })).to.deep.equal({ ok: true });
  });

  it("an unmarked certificate under a trial profile, whose notice is over as it begins", async () => {
    const profileId = await byProfile(profiles.trial.terms);
    const caseId = await published();
    await chain.pass(1);
    expect(await cases().get(caseId)).to.include({ profileId });
    const evidence = { caseId, evidenceDigest: documentDigest };
    expectRefusal(await cases().certify.simulate({ ...evidence, sample: false }), "TRIAL_UNMARKED");
    expect(await cases().certify.simulate({ ...evidence, sample: true })).to.deep.equal({ ok: true });
  });

  it("a case keeps the profile that it began with", async () => {
    const national = await byProfile({});
    const caseId = await applied();
    await byProfile({ acceptanceDays: 9 });
    const { profileId } = await cases().get(caseId);
    expect(profileId).to.equal(national);
    expect((await cases().clock(caseId)).acceptBy).to.not.equal((await cases().clock(await applied())).acceptBy);
  });
});
