import { profiles } from "@data-voucher/sdk";
import { expect } from "chai";
import { Wallet } from "ethers";
import { rfc3339 } from "../../http/time.ts";
import { expectDesk } from "../../testing/desk-expect.ts";
import { openDeskGateway, type DeskGateway } from "../../testing/desk-gateway.ts";
import {
  day,
  digest,
  profileIds,
  roleBits,
  startLedgerChain,
  termsOf,
  type LedgerChain,
  type TestParty,
} from "../../testing/ledger-chain.ts";
import { apply, declare } from "../../testing/ledger-history.ts";

type Headers = Record<string, string>;

describe("the registry's desk and the clocks of its cases", function () {
  this.timeout(120_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let registry: TestParty;
  let firm: TestParty;
  let keys: { registry: Headers; exchange: Headers };
  /** Signs for the registry beside the gateway. */
  const manager = new Wallet(Wallet.createRandom().privateKey);
  const second = new Wallet(Wallet.createRandom().privateKey);
  const { done, refused } = expectDesk(() => gateway);
  const document = { documentDigest: digest("document") };

  before(async () => {
    chain = await startLedgerChain();
    registry = await chain.admitRegistry("登记中心");
    const exchange = await chain.admit({ roles: roleBits.exchange, name: "交易所" });
    firm = await chain.admit({ name: "Firm" });
    await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
    for (const { address } of [second, manager]) {
      await chain.call("ledger", registry.key, "addAccount", address, 15, 0, 0);
    }
    for (const profile of [profiles.shenzhen, profiles.trial]) {
      await chain.call(
        "profiles",
        chain.authority.key,
        "defineProfile",
        profile.label,
        termsOf(profile),
        digest("rule"),
      );
    }
    gateway = await openDeskGateway(chain, [registry.key, second, exchange.key]);
    keys = {
      registry: await gateway.as("registry", registry.address),
      exchange: await gateway.as("exchange", exchange.address),
    };
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  const [shenzhen, trial] = [3, 4];
  /** Opens a case at the registry under a profile, and gives the paths of its steps. */
  const open = async (profileId: number = profileIds.nationalGuide) => {
    await chain.call("profiles", chain.authority.key, "giveProfile", registry.address, profileId, digest("given"));
    const caseId = await apply(chain, firm, registry, await declare(chain, firm), [1]);
    const step = (name: string) => `/v1/registrations/${caseId}/${name}`;
    return { caseId, step };
  };
  const post = (step: (name: string) => string, name: string, body: object) => done(step(name), keys.registry, body);
  const refuse = (step: (name: string) => string, name: string, body: object) =>
    refused(step(name), keys.registry, body);
  const shown = async (caseId: bigint) => {
    await gateway.indexed();
    return (await gateway.send("GET", `/v1/registrations/${caseId}`, {})).content;
  };
  const examined = async (profileId?: number) => {
    const opened = await open(profileId);
    await post(opened.step, "accept", document);
    const { from } = await post(opened.step, "examine", { reportDigest: digest("report") });
    return { ...opened, examiner: from };
  };

  it("article 28: extends the time to finish once, by at most the profile's days, and not after its end", async () => {
    const { caseId, step } = await open();
    const extend = (workingDays: number) => ({ workingDays, ...document });
    const before = await refuse(step, "extend", extend(5));
    expect(before).to.eql([409, "CASE_NOT_IN_STATE", { caseId: String(caseId), state: "applied" }]);
    await post(step, "accept", document);
    expect(await refuse(step, "extend", extend(11))).to.eql([422, "EXTENSION_INVALID", { workingDays: 11, most: 10 }]);
    expect((await refuse(step, "extend", extend(0)))[1]).to.equal("REQUEST_INVALID");
    await post(step, "extend", extend(10));
    expect(await shown(caseId)).to.include({ extensionDays: 10, workingDaysLeft: 20 });
    const again = await refuse(step, "extend", extend(1));
    expect(again).to.eql([409, "EXTENSION_GRANTED", { caseId: String(caseId), workingDays: 10 }]);
    const late = await open();
    await post(late.step, "accept", document);
    const { finishBy } = await chain.view("assets", "clockOf", late.caseId);
    await chain.passTo(Number(finishBy) + 1);
    expect((await refuse(late.step, "extend", extend(1))).slice(0, 2)).to.eql([409, "EXTENSION_TOO_LATE"]);
  });

  it("articles 17 and 18: asks for a supplement in examination, and only once", async () => {
    const { caseId, step } = await open();
    await post(step, "accept", document);
    const deadline = rfc3339((await chain.now()) + 3 * day);
    await post(step, "supplement", { deadline, ...document });
    expect((await shown(caseId)).supplement).to.include({ until: deadline, inExamination: true, givenAt: null });
    await chain.call("assets", firm.key, "giveSupplement", caseId, digest("more"));
    expect(await shown(caseId)).to.include({ state: "accepted" });
    expect((await refuse(step, "supplement", { deadline, ...document }))[1]).to.equal("SUPPLEMENT_ASKED_BEFORE");
  });

  it("article 24: waives a notice where the profile lets it", async () => {
    const { caseId, step } = await examined();
    await post(step, "waive-notice", document);
    expect(await shown(caseId)).to.include({ state: "published", noticeWaived: true });
    const strict = await examined(profileIds.publicTrack);
    expect(await refuse(strict.step, "waive-notice", document)).to.eql([
      409,
      "NOTICE_NOT_WAIVABLE",
      { caseId: String(strict.caseId), profileId: profileIds.publicTrack },
    ]);
  });

  it("writes down what the clock has made of a case, for any desk, and only when there is something", async () => {
    const { caseId, step } = await open();
    const early = await refused(step("settle"), keys.exchange, {});
    expect(early).to.eql([409, "CLOCK_UNCHANGED", { caseId: String(caseId) }]);
    const { acceptBy } = await chain.view("assets", "clockOf", caseId);
    await chain.passTo(Number(await chain.view("calendar", "addWorkingDays", acceptBy, 1)));
    expect(await shown(caseId)).to.include({ state: "accepted", written: false });
    await done(step("settle"), keys.exchange, {});
    const settled = await shown(caseId);
    expect(settled).to.include({ state: "accepted", written: true });
    expect(settled.steps.at(-1)).to.include({ name: "RegistrationDeemedAccepted" });
    expect(settled.steps.at(-1).args.acceptedAt).to.equal(settled.acceptedAt);
    expect((await refused("/v1/registrations/99/settle", keys.exchange, {})).slice(0, 2)).to.eql([404, "CASE_UNKNOWN"]);
  });

  it("signs for a bound API key with its account alone, so that four eyes are two people", async () => {
    const evidence = { evidenceDigest: digest("evidence"), sample: true };
    const bound = async (account: string) => {
      const row = { role: "registry", party: registry.address.toLowerCase(), label: "clerk" } as const;
      const { text } = await gateway.services.keys.add({ ...row, account: account.toLowerCase(), expiresAt: 2e12 });
      return { authorization: `Bearer ${text}` };
    };
    const [first, other] = [await bound(registry.key.address), await bound(second.address)];
    const { caseId, step } = await open(shenzhen);
    const by = async (key: Record<string, string>, name: string, body: object) => {
      const { content } = await gateway.write(step(name), key, body);
      return content as { success?: boolean; from?: string; code?: string };
    };
    await by(other, "accept", { documentDigest: digest("accepted") });
    await by(first, "examine", { reportDigest: digest("report") });
    await by(first, "publish", { noticeDigest: digest("notice") });
    await chain.passNotice(caseId);
    expect((await by(first, "certify", evidence)).code).to.equal("SAME_ACCOUNT");
    const done = await by(other, "certify", evidence);
    expect([done.success, done.from]).to.deep.equal([true, second.address.toLowerCase()]);
    const { content: me } = await gateway.send("GET", "/v1/me", first);
    expect(me.accounts.map(({ account }: { account: string }) => account)).to.deep.equal([registry.key.address]);
    const stranger = await bound(manager.address);
    const refused = await by(stranger, "accept", { documentDigest: digest("accepted") });
    expect(refused.code).to.equal("SIGNER_NOT_FOUND");
  });

  it("certifies with another key than the examiner's, which a profile with four eyes asks for", async () => {
    const evidence = { evidenceDigest: digest("evidence"), sample: true };
    const noticed = async () => {
      const opened = await examined(shenzhen);
      await post(opened.step, "publish", { noticeDigest: digest("notice") });
      await chain.passNotice(opened.caseId);
      return opened;
    };
    const two = await noticed();
    expect((await shown(two.caseId)).examiner.toLowerCase()).to.equal(two.examiner);
    const { from } = await post(two.step, "certify", evidence);
    expect([from, two.examiner]).to.have.members([registry.key, second].map(({ address }) => address.toLowerCase()));
    await chain.call("ledger", manager, "revokeAccount", second.address);
    const one = await noticed();
    const alone = await refuse(one.step, "certify", evidence);
    expect(alone).to.eql([403, "SAME_ACCOUNT", { caseId: String(one.caseId), account: registry.key.address }]);
  });

  it("marks every certificate of a trial as a sample, and needs no wait for a notice without days", async () => {
    const { caseId, step } = await examined(trial);
    await post(step, "publish", { noticeDigest: digest("notice") });
    await chain.pass(1);
    const unmarked = await refuse(step, "certify", { evidenceDigest: digest("evidence"), sample: false });
    expect(unmarked).to.eql([422, "TRIAL_UNMARKED", { caseId: String(caseId) }]);
    await post(step, "certify", { evidenceDigest: digest("evidence"), sample: true });
    expect(await shown(caseId)).to.include({ state: "certified", profileId: trial });
  });

  it("says that the end of a notice is not known while the calendar's year is missing", async () => {
    const years: number[] = (await gateway.send("GET", "/v1/status", {})).content.calendarYears;
    await chain.passTo(Date.UTC(years.at(-1)!, 11, 28) / 1000);
    const { caseId, step } = await examined();
    await post(step, "publish", { noticeDigest: digest("notice") });
    expect((await shown(caseId)).clock).to.include({ noticeUntil: "pending" });
    const early = await refuse(step, "certify", { evidenceDigest: digest("evidence"), sample: true });
    expect(early).to.eql([409, "NOTICE_NOT_OVER", { caseId: String(caseId), noticeUntil: "pending" }]);
  });
});
