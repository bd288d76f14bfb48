import { expect } from "chai";
import { hexlify, randomBytes, Wallet } from "ethers";
import { paper, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";

describe("safe-use commitments through the SDK", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  it("are published by an authority, in editions, with the moment from which earlier ones end", async () => {
    const { authority, alpha } = chain.parties;
    const { commitments } = authority.ledger;
    expect(await alpha.ledger.commitments.rule()).to.deep.equal({
      published: 0,
      requiredBefore: 0,
      requiredFrom: null,
      textDigest: null,
    });
    const textDigest = paper("text 1");
    expect(await codeOfRefusal(alpha.ledger.commitments.publish({ textDigest }))).to.equal("ROLE_MISSING");
    const past = { textDigest, requiredFrom: "2020-01-01T00:00:00Z" };
    expect(await codeOfRefusal(commitments.publish(past))).to.equal("COMMITMENT_REQUIRED_FROM_PAST");
    const { events } = await (await commitments.publish({ textDigest })).wait();
    expect(events[0]).to.deep.include({ name: "CommitmentPublished" });
    expect(events[0]?.args).to.deep.include({ edition: 1, byParty: authority.party, textDigest });
    expect(await commitments.rule()).to.deep.include({ published: 1, requiredBefore: 0, textDigest });
  });

  it("are signed by who was appointed, in the newest edition, and stand on the party", async () => {
    const { authority, beta } = chain.parties;
    const { commitments, accounts, parties } = beta.ledger;
    const officer = new Wallet(hexlify(randomBytes(32)));
    await (await accounts.add({ account: officer.address, powers: ["view"] })).wait();
    expect(await codeOfRefusal(accounts.change({ account: officer.address, powers: ["sign"] }))).to.equal(
      "POWERS_INVALID",
    );
    const signing = await chain.open({ signer: officer });
    try {
      const given = { edition: 1, digest: paper("signed 1") };
      expect(await codeOfRefusal(signing.commitments.sign(given))).to.equal("ACCOUNT_LACKS_POWER");
      const appointment = { account: officer.address, documentDigest: paper("appointment") };
      await (await commitments.appointSigner(appointment)).wait();
      expect(await codeOfRefusal(commitments.appointSigner(appointment))).to.equal("SIGNER_UNCHANGED");
      expect((await accounts.get(officer.address)).powers).to.deep.equal(["view", "sign"]);
      await (await signing.commitments.sign(given)).wait();
      expect((await parties.get(beta.party)).edition).to.equal(1);

      await (await authority.ledger.commitments.publish({ textDigest: paper("text 2") })).wait();
      const old = { digest: paper("signed 1 again"), edition: 1 };
      expect(await codeOfRefusal(signing.commitments.sign(old))).to.equal("COMMITMENT_EDITION_UNKNOWN");
      await (await signing.commitments.sign({ edition: 2, digest: paper("signed 2") })).wait();
      expect((await parties.get(beta.party)).edition).to.equal(2);
      await (await commitments.dismissSigner(appointment)).wait();
      expect(await codeOfRefusal(signing.commitments.sign(given))).to.equal("ACCOUNT_LACKS_POWER");
      expect((await parties.get(beta.party)).edition).to.equal(2);
    } finally {
      signing.close();
    }
  });

  it("are no qualification that an authority could record", async () => {
    const { authority, gamma } = chain.parties;
    const given = { party: gamma.party, kind: "enterprise" as const, documentDigest: paper("qualified") };
    const qualifications = ["safeUse"] as unknown as ["finance"];
    expect(await codeOfRefusal(authority.ledger.parties.qualify({ ...given, qualifications }))).to.equal(
      "QUALIFICATIONS_UNKNOWN",
    );
  });
});
