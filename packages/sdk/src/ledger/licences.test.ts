import { expect } from "chai";
import type { ConditionsInput } from "../actions/series/conditions.ts";
import { termsDifferences, termsDigest, termsDocument } from "../actions/series/terms-document.ts";
import {
  certify,
  declare,
  paper,
  startLedgerChain,
  termsOver,
  type LedgerChain,
  type TestParty,
} from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";

const asked: ConditionsInput = {
  users: ["enterprise"],
  qualifications: ["protectionLevel2"],
  obligations: ["attribute"],
  onward: 1,
  frequency: { units: 50, period: "week" },
  retentionDays: 30,
};

describe("conditions and sub-licences through the SDK", () => {
  let chain: LedgerChain;
  let seriesId: number;
  let voucherId: bigint;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
    const { alpha, beta } = chain.parties;
    const { certificateId } = await certify(chain, alpha, await declare(alpha));
    const terms = { ...(await termsOver(chain, certificateId)), conditions: asked, termsDigest: undefined };
    ({ seriesId } = await (await alpha.ledger.series.open(terms)).wait());
    await qualify(beta, "enterprise");
    ({ voucherId } = await issue(alpha, seriesId, beta, "500"));
  });
  after(() => chain.stop());

  const qualify = async (party: TestParty, kind: "enterprise" | "research") => {
    const { ledger } = chain.parties.authority;
    const given = {
      party: party.party,
      kind,
      qualifications: ["protectionLevel2"],
      documentDigest: paper("proof"),
    } as const;
    await (await ledger.parties.qualify(given)).wait();
  };
  const issue = async (by: TestParty, series: number, to: TestParty, units: string) => {
    const issued = await by.ledger.vouchers.issue({ seriesId: series, to: to.party, units, digest: paper("voucher") });
    return issued.wait();
  };
  const licence = async (over: Partial<ConditionsInput> = {}, cap = "100") => {
    const { terms } = await chain.parties.beta.ledger.series.get(seriesId);
    return {
      ...terms,
      basis: { kind: "licence", id: voucherId } as const,
      purposes: ["logistics"] as const,
      cap,
      termsDigest: undefined,
      conditions: { ...asked, onward: 0, ...over },
    };
  };

  it("record the digest of the terms document, which anybody can make again", async () => {
    const { terms } = await chain.parties.gamma.ledger.series.get(seriesId);
    const document = termsDocument(terms);
    expect((await termsDigest(document)).sha256).to.equal(terms.termsDigest);
    expect(termsDifferences(document, terms)).to.deep.equal([]);
    expect(terms.conditions).to.deep.include({ ...asked, environments: [], open: [], durationHours: 0 });
  });

  it("say of a party what it is and may hold, and why it may not", async () => {
    const { alpha, beta, gamma } = chain.parties;
    expect(await beta.ledger.parties.get(beta.party)).to.deep.include({
      kind: "enterprise",
      qualifications: ["protectionLevel2"],
    });
    expect(await beta.ledger.parties.get(gamma.party)).to.deep.include({ kind: null, qualifications: [] });
    const answer = await beta.ledger.vouchers.canTransfer({ voucherId, to: gamma.party });
    expect(answer).to.deep.include({ ok: false, code: "USER_KIND_NOT_ALLOWED" });
    expect(await codeOfRefusal(issue(alpha, seriesId, gamma, "1"))).to.equal("USER_KIND_NOT_ALLOWED");
    const wrong = beta.ledger.series.open(await licence({ users: ["everybody" as never] }));
    expect(await codeOfRefusal(wrong)).to.equal("VALUE_UNKNOWN");
  });

  it("are told in words by events", async () => {
    const { beta } = chain.parties;
    const told = [];
    for await (const event of beta.ledger.provenance.history({ party: beta.party })) told.push(event);
    expect(told.find(({ name }) => name === "PartyQualified")?.args).to.deep.include({
      userKind: "enterprise",
      qualifications: ["protectionLevel2"],
    });
    const { assetId } = await beta.ledger.series.get(seriesId);
    const ofAsset = [];
    for await (const event of beta.ledger.provenance.history({ assetId })) ofAsset.push(event);
    const opened = ofAsset.find(({ name }) => name === "SeriesOpened")!.args["terms"] as Record<string, object>;
    expect(opened["conditions"]).to.deep.include({ users: ["enterprise"], frequency: 50, period: "week", open: [] });
  });

  it("grant onward what a voucher holds, never more, and count it upwards when they end", async () => {
    const { alpha, beta, gamma } = chain.parties;
    const wider = beta.ledger.series.open(await licence({ retentionDays: 31 }));
    expect(await codeOfRefusal(wider)).to.equal("CONDITION_EXCEEDS_PARENT");
    expect(await codeOfRefusal(beta.ledger.series.open(await licence({}, "501")))).to.equal("CONDITION_EXCEEDS_PARENT");
    const opened = await (await beta.ledger.series.open(await licence())).wait();
    const seen = await beta.ledger.series.get(opened.seriesId);
    expect([seen.grantor, seen.provider]).to.deep.equal([beta.party, alpha.party]);
    expect(seen.terms.basis).to.deep.equal({ kind: "licence", id: voucherId });
    expect((await beta.ledger.vouchers.get(voucherId)).locks).to.deep.equal(["sublicence"]);

    await qualify(gamma, "enterprise");
    const { voucherId: granted } = await issue(beta, opened.seriesId, gamma, "40");
    const use = { voucherId: granted, purpose: "logistics", analysis: "lookup" } as const;
    expect(await gamma.ledger.usage.canUse(use)).to.deep.include({ ok: true });
    const { epoch } = await gamma.ledger.vouchers.get(granted);
    const receipt = {
      ...use,
      epoch,
      openingUnits: "40",
      usedUnits: "15",
      usedUntil: await chain.now(),
      logDigest: paper("log"),
    };
    const holderSignature = await gamma.ledger.usage.sign(receipt);
    await (await alpha.ledger.usage.settle({ receipt, holderSignature })).wait();
    const end = () => beta.ledger.series.endLicence({ seriesId: opened.seriesId });
    expect(await codeOfRefusal(end())).to.equal("LICENCE_IN_USE");
    await (await gamma.ledger.vouchers.cancel({ voucherId: granted, reasonDigest: paper("done") })).wait();
    await (await end()).wait();
    expect(await codeOfRefusal(end())).to.equal("LICENCE_NOT_OPEN");
    const { totals } = await beta.ledger.series.get(seriesId);
    expect(totals).to.deep.include({ issued: 500n, live: 485n, used: 0n, licensed: 15n });
    const history = [];
    for await (const event of beta.ledger.provenance.history({ voucherId })) history.push(event.name);
    expect(history).to.include("LicenceEnded").and.include("VoucherLockLifted");
  });

  it("are opened by a registry on a signature that can be sent as JSON", async () => {
    const { beta, registry } = chain.parties;
    const deadline = (await chain.now()) + 86_400;
    const signed = await beta.ledger.series.signRequest({ terms: await licence(), deadline });
    expect(signed.terms.termsDigest).to.match(/^0x[0-9a-f]{64}$/);
    const sent = JSON.parse(JSON.stringify(signed)) as typeof signed;
    const altered = { ...sent, terms: { ...sent.terms, conditions: { ...sent.terms.conditions, retentionDays: 29 } } };
    expect(await codeOfRefusal(registry.ledger.series.openOnRequest(altered))).to.equal("REQUEST_SIGNATURE_INVALID");
    const { seriesId: opened } = await (await registry.ledger.series.openOnRequest(sent)).wait();
    expect((await beta.ledger.series.get(opened)).grantor).to.equal(beta.party);
  });
});
