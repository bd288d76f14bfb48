import { expect } from "chai";
import { agreedObjection } from "../testing/clocks.ts";
import { certify, declare, paper, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";

/** The end of a day in China, as the ledger's answers write it: 23:59:59 there is 15:59:59 UTC. */
const endOf = (date: string) => `${date}T15:59:59Z`;
const documentDigest = paper("document");

/**
 * Objections after registration by the national guide on a real ledger, begun on days of 2026 around Spring Festival
 * (15 to 23 February free, 14 and 28 February worked). `agreedObjection` compares the twin with the contract.
 */
describe("what is due about an objection after registration, and its twin on the ledger", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  /** Beta objects, at a moment of the clock in China, to a certificate of Alpha that was issued before. */
  const objectAt = async (certificate: string, moment: string) => {
    await chain.passBy(`${moment}+08:00`);
    const reasonDigest = paper("reason");
    const { objectionId } = await (
      await chain.parties.beta.ledger.remarks.object({ certificate, reasonDigest })
    ).wait();
    return { certificate, objectionId };
  };
  const certificateOfAlpha = async () => {
    const { alpha } = chain.parties;
    return (await certify(chain, alpha, await declare(alpha))).certificateNumber;
  };

  it("article 29: the holder is told within 5 working days; the profile's time to investigate follows", async () => {
    const { alpha, registry, gamma } = chain.parties;
    const { remarks } = registry.ledger;
    await chain.passBy("2026-01-05T10:00:00+08:00");
    const certificate = await certificateOfAlpha();
    const objection = await objectAt(certificate, "2026-02-12T10:00:00");
    const by = registry.party;
    // 13 February, the worked Saturday 14, then 24, 25 and 26.
    expect(await agreedObjection(chain, objection)).to.deep.equal({ act: "inform", by, until: endOf("2026-02-26") });
    await chain.passBy("2026-02-14T12:00:00+08:00");
    await (await remarks.informHolder({ ...objection, documentDigest })).wait();
    // 24 to 28 February, then 2 to 6 March.
    expect(await agreedObjection(chain, objection)).to.deep.equal({ act: "conclude", by, until: endOf("2026-03-06") });
    await chain.passBy("2026-03-02T12:00:00+08:00");
    await (await alpha.ledger.remarks.answerObjection({ ...objection, agrees: false, documentDigest })).wait();
    expect(await agreedObjection(chain, objection)).to.deep.equal({ act: "conclude", by, until: endOf("2026-03-16") });
    await (await remarks.concludeObjection({ ...objection, upheld: true, documentDigest })).wait();
    expect(await agreedObjection(chain, objection)).to.deep.equal({ act: "carryOut", by, until: null });
    await (await remarks.recordMediation({ ...objection, documentDigest })).wait();
    expect(await agreedObjection(chain, objection)).to.equal(null);

    const second = await (await gamma.ledger.remarks.object({ certificate, reasonDigest: paper("another") })).wait();
    const another = { certificate, objectionId: second.objectionId };
    await (await remarks.informHolder({ ...another, documentDigest })).wait();
    await (await alpha.ledger.remarks.answerObjection({ ...another, agrees: true, documentDigest })).wait();
    expect(await agreedObjection(chain, another)).to.deep.equal({ act: "carryOut", by, until: null });
  });

  it("names the registry that took over, and waits for a year that is not loaded", async () => {
    const { authority, registry } = chain.parties;
    await chain.passBy("2026-10-12T10:00:00+08:00");
    const certificate = await certificateOfAlpha();
    const objection = await objectAt(certificate, "2026-12-29T10:00:00");
    const due = await agreedObjection(chain, objection);
    expect(due).to.deep.equal({ act: "inform", by: registry.party, until: "pending" });
    const successor = await chain.admit("Second registry", ["registry"]);
    await (await authority.ledger.registries.setCode({ registry: successor.party, region: 45, digit: 2 })).wait();
    const handover = { registry: registry.party, successor: successor.party, documentDigest };
    await (await authority.ledger.registries.takeOver(handover)).wait();
    expect(await agreedObjection(chain, objection)).to.include({ by: successor.party });
  });
});
