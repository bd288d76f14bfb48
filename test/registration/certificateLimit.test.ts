import { expect } from "chai";
import { expectRefusal } from "../expectations.ts";
import { claims, declareAsset, ledgerFixture, now, roles, type TestLedger, type TestParty } from "../fixture.ts";
import { acts, apply, rights } from "./cases.ts";
import { bits, complete, consent, filedTransfer, joined, toEnd } from "./later.ts";

/** Parties that nobody has heard of yet. */
async function admitted(ledger: TestLedger, count: number): Promise<TestParty[]> {
  const parties: TestParty[] = [];
  for (let index = 0; index < count; index += 1) parties.push(await ledger.admit({ roles: roles.trader }));
  return parties;
}

/** A case of alpha for one right, together with fifteen others; all have consented. */
async function crowded(ledger: TestLedger, assetId: string, right: number): Promise<bigint> {
  const others = await admitted(ledger, 15);
  const caseId = await apply(ledger, ledger.parties.alpha, assetId, {
    claims: claims(await now(), [right]),
    others: await joined(others, [right]),
  });
  for (const party of others) await consent(ledger, party, caseId);
  return caseId;
}

describe("certificates of one asset", () => {
  it("are at most 64 that stand: what passes a new grade on in one transaction is bounded", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const assetId = await declareAsset(ledger, parties.alpha);
    for (const right of Object.values(rights)) await complete(ledger, await crowded(ledger, assetId, right));
    expect(await assets.certificatesOf(assetId)).to.have.length(48);

    const { certificateId } = await assets.rightOf(assetId, rights.hold, parties.alpha.address);
    await complete(ledger, await filedTransfer(ledger, certificateId, { rights: bits.hold }));
    await complete(ledger, await crowded(ledger, assetId, rights.hold));
    expect(await assets.certificatesOf(assetId)).to.have.length(64);

    const use = (await assets.rightOf(assetId, rights.use, parties.alpha.address)).certificateId;
    await complete(ledger, await filedTransfer(ledger, use, { rights: bits.use }));
    const caseId = await apply(ledger, parties.alpha, assetId, { claims: claims(await now(), [rights.use]) });
    await toEnd(ledger, caseId);
    const refused = acts.certifyRegistration(ledger, caseId);
    await expectRefusal(refused, assets, "CertificateLimitReached", [assetId, 64]);
    await assets.connect(parties.authority.key).gradeAsset(assetId, 2, `0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`);
  });
});
