import { expect } from "chai";
import { AbiCoder, keccak256, toBeHex } from "ethers";
import fc from "fast-check";
import { expectRefusal } from "../expectations.ts";
import { day, declareAsset, ethers, ledgerFixture, networkHelpers, now, roles, type TestLedger } from "../fixture.ts";
import { profileIds } from "../rules.ts";
import { acts, apply } from "./cases.ts";

/** Root of the asset registry's storage, and the place of `serials` in it; a test below checks both. */
const root = 0x9a5193e874acb5af576ca7d7dd044118df02ac710170c6cce59795089e711c00n;
const serials = root + 9n;

/** Where the last serial of a registry's month is stored. */
function serialSlot(code: number, yearMonth: number): string {
  const entry = (key: number, slot: string) =>
    keccak256(AbiCoder.defaultAbiCoder().encode(["uint256", "bytes32"], [key, slot]));
  return entry(yearMonth, entry(code, toBeHex(serials, 32)));
}

/** A beginning of a month in China that lies well ahead, and the months on both of its sides. */
async function nextMonth() {
  const china = new Date(((await now()) + 8 * 3_600 + 40 * day) * 1_000);
  const [year, month] = [china.getUTCFullYear(), china.getUTCMonth()];
  const number = (date: Date) => date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
  return {
    begin: Date.UTC(year, month + 1, 1) / 1_000 - 8 * 3_600,
    before: number(new Date(Date.UTC(year, month, 1))),
    after: number(new Date(Date.UTC(year, month + 1, 1))),
  };
}

/** A published case whose notice is long over by the month's end. */
async function publishedCase(ledger: TestLedger): Promise<bigint> {
  const assetId = await declareAsset(ledger, ledger.parties.alpha);
  const caseId = await apply(ledger, ledger.parties.alpha, assetId);
  for (const act of ["acceptRegistration", "examineRegistration", "publishRegistration"] as const) {
    await acts[act](ledger, caseId);
  }
  return caseId;
}

/** Certifies in the block of exactly this second and returns the number. */
async function certifyAt(ledger: TestLedger, caseId: bigint, time: number): Promise<string> {
  const { assets, parties } = ledger;
  await networkHelpers.time.setNextBlockTimestamp(time);
  await assets.connect(parties.registry.key).certifyRegistration(caseId, toBeHex(1, 32), true, { gasLimit: 3_000_000 });
  return ledger.certificates.certificateOf((await assets.caseOf(caseId)).certificateId).then(({ number }) => number);
}

describe("CertificateNumbers (annex 6)", () => {
  it("have 15 characters for every region, registry, month and serial, and lose none of them", async () => {
    const harness = await ethers.deployContract("LibraryHarness");
    const parts = fc.record({
      region: fc.integer({ min: 11, max: 99 }),
      digit: fc.integer({ min: 0, max: 9 }),
      year: fc.integer({ min: 2024, max: 9_999 }),
      month: fc.integer({ min: 1, max: 12 }),
      serial: fc.integer({ min: 1, max: 9_999 }),
    });
    await fc.assert(
      fc.asyncProperty(parts, async ({ region, digit, year, month, serial }) => {
        const yearMonth = year * 100 + month;
        const made = (await harness.getFunction("certificateNumber")(region, digit, yearMonth, serial)) as [
          bigint,
          string,
        ];
        const expected = `SJ${region}${digit}${yearMonth}${String(serial).padStart(4, "0")}`;
        expect(expected).to.have.length(15);
        expect(Array.from(made)).to.deep.equal([BigInt(expected.slice(2)), expected]);
      }),
      { numRuns: 200 },
    );
  });

  it("count up within a month and begin anew at 16:00 UTC of its last day, midnight in China", async () => {
    const ledger = await ledgerFixture();
    const cases = [];
    for (let i = 0; i < 4; i++) cases.push(await publishedCase(ledger));
    const { begin, before, after } = await nextMonth();
    expect(new Date(begin * 1_000).getUTCHours()).to.equal(16);
    expect(await certifyAt(ledger, cases[0]!, begin - 2)).to.equal(`SJ451${before}0001`);
    expect(await certifyAt(ledger, cases[1]!, begin - 1)).to.equal(`SJ451${before}0002`);
    expect(await certifyAt(ledger, cases[2]!, begin)).to.equal(`SJ451${after}0001`);
    expect(await certifyAt(ledger, cases[3]!, begin + 1)).to.equal(`SJ451${after}0002`);
  });

  it("are counted apart for each registry", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const second = await ledger.admit({ roles: roles.registry });
    await assets.connect(parties.authority.key).setRegistryCode(second.address, 45, 2);
    const give = ledger.profiles.connect(parties.authority.key);
    await give.giveProfile(second.address, profileIds.nationalGuide, toBeHex(1, 32));
    const first = await publishedCase(ledger);
    const elsewhere = { ...ledger, parties: { ...parties, registry: second } };
    const other = await publishedCase(elsewhere);
    const { begin, after } = await nextMonth();
    expect(await certifyAt(ledger, first, begin)).to.equal(`SJ451${after}0001`);
    expect(await certifyAt(elsewhere, other, begin + 1)).to.equal(`SJ452${after}0001`);
  });

  it("run out after 9 999 in a month: a clear error, nothing lost, and the next month continues", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const cases = [];
    for (let i = 0; i < 3; i++) cases.push(await publishedCase(ledger));
    const { begin, before, after } = await nextMonth();
    expect(await certifyAt(ledger, cases[0]!, begin - 100)).to.equal(`SJ451${before}0001`);

    const slot = serialSlot(451, before);
    const address = await assets.getAddress();
    expect(BigInt(await networkHelpers.getStorageAt(address, slot))).to.equal(1n);
    await networkHelpers.setStorageAt(address, slot, toBeHex(9_998, 32));
    expect(await certifyAt(ledger, cases[1]!, begin - 50)).to.equal(`SJ451${before}9999`);

    const exhausted = assets.connect(parties.registry.key).certifyRegistration(cases[2]!, toBeHex(1, 32), true);
    await expectRefusal(exhausted, assets, "CertificateNumbersExhausted", [parties.registry.address, before]);
    expect((await assets.caseOf(cases[2]!)).state).to.equal(5n);
    expect(BigInt(await networkHelpers.getStorageAt(address, slot))).to.equal(9_999n);

    expect(await certifyAt(ledger, cases[2]!, begin)).to.equal(`SJ451${after}0001`);
    expect((await assets.caseOf(cases[2]!)).state).to.equal(6n);
  });
});
