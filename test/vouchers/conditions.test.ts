import { expect } from "chai";
import {
  day,
  digest,
  ethers,
  networkHelpers,
  noConditions,
  now,
  powers,
  seriesFixture,
  terms,
  type TestParty,
} from "../fixture.ts";
import { signReceipt } from "../usage/support.ts";
import {
  addKey,
  eventsOf,
  pass,
  pour,
  refused,
  send,
  type SeriesLedger,
  unitsOf,
  values,
  voucherId,
} from "./support.ts";

/** Kinds of user by their number, as in contracts/parties/PartyTypes.sol. */
const kinds = { financialInstitution: 3, enterprise: 5, research: 6 } as const;
const bitOf = (kind: number): number => 1 << (kind - 1);
const level3 = 1 << 1;
const credit = 1 << 7;
const committed = 1 << 10;

/** Opens a series of alpha's with these conditions. */
async function openWith(l: SeriesLedger, conditions: Partial<typeof noConditions>, over: Record<string, unknown> = {}) {
  const given = terms(l.certificateId, await now(), { ...over, conditions: { ...noConditions, ...conditions } });
  return l.ledger.connect(l.parties.alpha.key).openSeries(given);
}

const qualify = (l: SeriesLedger, party: { address: string }, kind: number, bits = 0) =>
  l.ledger.connect(l.parties.authority.key).qualifyParty(party.address, kind, bits, digest("qualified"));

const publish = (l: SeriesLedger, requiredFrom = 0) =>
  l.ledger.connect(l.parties.authority.key).publishCommitment(requiredFrom, digest("text"));

/** Signs an edition for a party, by its first key, which becomes a signing person unless it is one. */
async function commit(l: SeriesLedger, party: TestParty, edition: number) {
  const { powers: held } = await l.ledger.accountOf(party.key.address);
  if ((Number(held) & powers.sign) === 0) {
    await l.ledger.connect(party.key).appointSigner(party.key.address, digest("appointment"));
  }
  await l.ledger.connect(party.key).commitSafeUse(edition, digest(`signed ${edition}`));
}

describe("conditions of a series", () => {
  let l: SeriesLedger;
  beforeEach(async () => {
    l = await seriesFixture();
  });

  for (const [condition, known, unknown] of [
    ["users", 0xff, 0x100],
    ["qualifications", 0x7ff, 0x800],
    ["environments", 0x7f, 0x80],
    ["obligations", 0xff, 0x100],
    ["onward", 3, 4],
  ] as const) {
    it(`are refused when ${condition} says what the vocabulary does not have`, async () => {
      await refused(l.ledger, openWith(l, { [condition]: unknown }), "ConditionUnknown", condition, unknown);
      await openWith(l, { [condition]: known });
      const seen = (await l.ledger.seriesOf(2)).terms.conditions;
      expect(Number(seen[condition])).to.equal(known);
    });
  }

  it("are refused with an open-data term or a period that the vocabulary does not have", async () => {
    await refused(l.ledger, openWith(l, { open: 0x21 }, free), "ConditionUnknown", "open", 0x21);
    await expect(openWith(l, { period: 6, frequency: 1 })).to.be.revertedWithoutReason(ethers);
  });

  const free = { priceRule: 1, unitPrice: 0 };
  for (const [open, over, fits] of [
    [0b00001, free, true],
    [0b11111, free, true],
    [0b00001, {}, false],
    [0b00010, free, false],
    [0b00001, { ...free, users: 1 }, false],
    [0b00001, { ...free, qualifications: 1 }, false],
  ] as const) {
    const what = JSON.stringify({ open, ...over });
    it(`are ${fits ? "recorded" : "refused"} as open-data terms for ${what}`, async () => {
      const { users = 0, qualifications = 0, ...rest } = over as { users?: number; qualifications?: number };
      const act = openWith(l, { open, users, qualifications }, rest);
      if (fits) await act;
      else await refused(l.ledger, act, "ConditionInvalid", "open", open);
    });
  }

  it("are refused as open-data terms of an authorisation, which names its one user", async () => {
    const named = { ...free, class: 1, namedUser: l.parties.beta.address, purposes: 1, resale: false };
    await refused(l.ledger, openWith(l, { open: 1 }, named), "ConditionInvalid", "open", 1);
  });

  it("name a frequency with its period, or neither", async () => {
    await refused(l.ledger, openWith(l, { frequency: 5 }), "ConditionInvalid", "frequency", 5);
    await refused(l.ledger, openWith(l, { period: 2 }), "ConditionInvalid", "frequency", 0);
    await openWith(l, { frequency: 5, period: 2 });
  });

  it("are recorded and logged, each of them", async () => {
    const given = { ...noConditions, users: 0x34, qualifications: 0x3, environments: 0x7, obligations: 0x91 };
    Object.assign(given, { onward: 2, period: 4, frequency: 4_294_967_295, durationHours: 65_535, retentionDays: 30 });
    const recorded = [0x34n, 0x3n, 0x7n, 0x91n, 0n, 2n, 4n, 4_294_967_295n, 65_535n, 30n];
    const [event] = await eventsOf(l.ledger, openWith(l, given));
    expect((event!.at(-1) as unknown[]).at(-1)).to.deep.equal(recorded);
    expect(values((await l.ledger.seriesOf(2)).terms).at(-1)).to.deep.equal(recorded);
  });

  describe("on who holds and uses", () => {
    let id: bigint;
    beforeEach(async () => {
      await openWith(l, { users: bitOf(kinds.financialInstitution) | bitOf(kinds.enterprise), qualifications: level3 });
      await qualify(l, l.parties.beta, kinds.enterprise, level3 | credit);
      await l.ledger.connect(l.parties.alpha.key).issue(2, l.parties.beta.address, 100, digest("voucher"));
      id = voucherId(2n, 1);
    });

    /** Every way in which units get into gamma's hand, and what is asked beforehand. */
    const ways = (): [string, () => Promise<unknown>][] => {
      const { alpha, beta, gamma } = l.parties;
      const digests = [digest("voucher")];
      return [
        ["issue", () => l.ledger.connect(alpha.key).issue(2, gamma.address, 5, digest("voucher"))],
        ["issueBatch", () => l.ledger.connect(alpha.key).issueBatch(2, [gamma.address], [5], digests)],
        ["transferFrom", () => pass(l.ledger, beta.key, beta.address, gamma.address, id)],
        ["transferFrom of units", () => send(l.ledger, beta.key, id, gamma.address, 5n)],
        ["transferBatch", () => l.ledger.connect(beta.key).transferBatch([id], gamma.address)],
        ["transferEach", () => l.ledger.connect(beta.key).transferEach([id], [gamma.address])],
      ];
    };

    it("keep every unit from a party whose kind is not on record, or another", async () => {
      const { beta, gamma } = l.parties;
      const refusal = async (kind: number) => {
        for (const [, way] of ways()) {
          await refused(l.ledger, way(), "UserKindNotAllowed", gamma.address, kind, 0b10100);
        }
        const reason = l.ledger.interface.getError("UserKindNotAllowed")!.selector;
        expect(await l.ledger.transferRestriction(beta.address, gamma.address, id)).to.equal(reason);
        expect(await l.ledger.canTransfer(beta.address, gamma.address, id)).to.equal(false);
      };
      await refusal(0);
      await qualify(l, gamma, kinds.research, level3);
      await refusal(kinds.research);
    });

    it("keep every unit from a party without the qualification, until it has it", async () => {
      const { beta, gamma } = l.parties;
      await qualify(l, gamma, kinds.financialInstitution, credit);
      for (const [, way] of ways()) {
        await refused(l.ledger, way(), "QualificationMissing", gamma.address, credit, level3);
      }
      const reason = l.ledger.interface.getError("QualificationMissing")!.selector;
      expect(await l.ledger.transferRestriction(beta.address, gamma.address, id)).to.equal(reason);
      await qualify(l, gamma, kinds.financialInstitution, level3);
      expect(await l.ledger.canTransfer(beta.address, gamma.address, id)).to.equal(true);
      await send(l.ledger, beta.key, id, gamma.address, 5n);
      await pass(l.ledger, beta.key, beta.address, gamma.address, id);
    });

    it("keep units out of a voucher whose holder lost what it was qualified for", async () => {
      const { beta, gamma } = l.parties;
      await qualify(l, gamma, kinds.enterprise, level3);
      await send(l.ledger, beta.key, id, gamma.address, 5n);
      await qualify(l, gamma, kinds.enterprise, 0);
      const act = pour(l.ledger, beta.key, id, id + 1n, 5n);
      await refused(l.ledger, act, "QualificationMissing", gamma.address, 0, level3);
      expect(await unitsOf(l.ledger, id + 1n)).to.equal(5n);
      // It may still give away what it can no longer use.
      await pass(l.ledger, gamma.key, gamma.address, beta.address, id + 1n);
    });

    it("keep every unit from a party that has not signed the safe-use commitment, or an edition that counts no more", async () => {
      const { alpha, beta, gamma } = l.parties;
      await openWith(l, { qualifications: committed });
      await publish(l);
      await commit(l, beta, 1);
      await l.ledger.connect(alpha.key).issue(3, beta.address, 100, digest("voucher"));
      id = voucherId(3n, 1);
      const attempts = ways().filter(([name]) => !name.startsWith("issue"));
      attempts.push(["issue", () => l.ledger.connect(alpha.key).issue(3, gamma.address, 5, digest("voucher"))]);
      const refusal = async (signed: number, required: number) => {
        for (const [, way] of attempts) {
          await refused(l.ledger, way(), "CommitmentOutdated", gamma.address, signed, required);
        }
        const reason = l.ledger.interface.getError("CommitmentOutdated")!.selector;
        expect(await l.ledger.transferRestriction(beta.address, gamma.address, id)).to.equal(reason);
      };
      await refusal(0, 1);
      await commit(l, gamma, 1);
      await send(l.ledger, beta.key, id, gamma.address, 5n);

      const requiredFrom = (await now()) + day;
      await publish(l, requiredFrom);
      await send(l.ledger, beta.key, id, gamma.address, 5n);
      await networkHelpers.time.increaseTo(requiredFrom);
      await refusal(1, 2);
      const reason = l.ledger.interface.getError("CommitmentOutdated")!.selector;
      expect(await l.ledger.useRestriction(id, alpha.address, 1, 0)).to.equal(reason);
      await commit(l, beta, 2);
      await commit(l, gamma, 2);
      expect(await l.ledger.useRestriction(id, alpha.address, 1, 0)).to.equal("0x00000000");
      await pass(l.ledger, beta.key, beta.address, gamma.address, id);
    });

    it("let nobody hold while no edition was published", async () => {
      await openWith(l, { qualifications: committed });
      const act = l.ledger.connect(l.parties.alpha.key).issue(3, l.parties.beta.address, 5, digest("voucher"));
      await refused(l.ledger, act, "CommitmentOutdated", l.parties.beta.address, 0, 0);
    });

    it("end use when the holder loses what it was qualified for, and what it used before stays counted", async () => {
      const { alpha, beta } = l.parties;
      const point = await addKey(l, alpha, powers.meter);
      const use = async (usedUnits: bigint) => {
        const { epoch, units } = await l.ledger.voucherOf(id);
        const receipt = {
          voucherId: id,
          epoch,
          openingUnits: units,
          usedUnits,
          purpose: 1,
          analysis: 0,
          usedUntil: await now(),
          logDigest: digest("log"),
        };
        const signed = [await signReceipt(l, beta.key, receipt), await signReceipt(l, point, receipt)] as const;
        return l.ledger.connect(point).settleUse(receipt, ...signed);
      };
      const may = () => l.ledger.useRestriction(id, alpha.address, 1, 0);
      expect(await may()).to.equal("0x00000000");
      await use(7n);
      await qualify(l, beta, kinds.enterprise, credit);
      expect(await may()).to.equal(l.ledger.interface.getError("QualificationMissing")!.selector);
      await refused(l.ledger, use(1n), "QualificationMissing", beta.address, credit, level3);
      await qualify(l, beta, kinds.research, level3);
      expect(await may()).to.equal(l.ledger.interface.getError("UserKindNotAllowed")!.selector);
      await refused(l.ledger, use(1n), "UserKindNotAllowed", beta.address, kinds.research, 0b10100);
      expect((await l.ledger.seriesOf(2)).totals.used).to.equal(7n);
      await qualify(l, beta, kinds.enterprise, level3);
      await use(1n);
      expect(await unitsOf(l.ledger, id)).to.equal(92n);
    });
  });
});
