import { expect } from "chai";
import { packYear } from "../../packages/sdk/src/calendar/working-days.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { expectEvent, expectRefusal } from "../expectations.ts";
import {
  bareFixture,
  china,
  digest,
  ledgerFixture,
  now,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { yearOf } from "../rules.ts";
import { document } from "./cases.ts";
import { codelessRegistry, disclosures, memberActs, nextAt } from "./members.ts";

/** Monday; five working days later is Monday the 9th, whose last second is the latest that is too soon. */
const reported = china("2026-03-02T10:00:00");
const fifth = china("2026-03-09T23:59:59");

/** The calendar's words of a year. */
const load = ({ calendar, parties }: TestLedger, year: number) =>
  calendar.connect(parties.authority.key).loadYear(year, [...packYear(yearOf(year))], digest("holidays"));

describe("reportRegistryChange (article 11)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    call: async ({ assets }, key) => assets.connect(key).reportRegistryChange((await now()) + 60 * 86_400, document),
  });

  it("is refused to a party that is no registry", async () => {
    const { assets, ledger, parties } = await ledgerFixture();
    for (const { key, address } of [parties.authority, parties.alpha, parties.exchange]) {
      const sent = assets.connect(key).reportRegistryChange((await now()) + 60 * 86_400, document);
      await expectRefusal(sent, ledger, "RoleMissing", [address, roles.registry]);
    }
  });

  it("is refused to a registry without a code", async () => {
    const ledger = await ledgerFixture();
    const { key, address } = await codelessRegistry(ledger);
    const sent = ledger.assets.connect(key).reportRegistryChange((await now()) + 60 * 86_400, document);
    await expectRefusal(sent, ledger.assets, "NotRegistry", [address]);
  });

  it("is refused at the last second of the fifth working day, and says the first that is allowed", async () => {
    const ledger = await ledgerFixture();
    for (const [i, effectiveAt] of [fifth, fifth - 1, reported + 60, reported, 0].entries()) {
      await nextAt(reported + i);
      const sent = memberActs(ledger).reportChange(effectiveAt);
      await expectRefusal(sent, ledger.assets, "AnnouncedTooLate", [effectiveAt, fifth + 1]);
    }
  });

  it("is taken one second later, and says who reported what", async () => {
    const ledger = await ledgerFixture();
    const { key, address } = ledger.parties.registry;
    await nextAt(reported);
    const args = [address, key.address, fifth + 1, document];
    await expectEvent(memberActs(ledger).reportChange(fifth + 1), ledger.assets, "RegistryChangeReported", args);
  });

  it("counts working days over the Spring Festival and its make-up days", async () => {
    const ledger = await ledgerFixture();
    await nextAt(china("2026-02-13T10:00:00"));
    const before = Number(await ledger.calendar.addWorkingDays(china("2026-02-13T10:00:00"), 5));
    // Nine days off from the 15th; people work on Saturday the 14th and on Saturday the 28th.
    expect(before).to.equal(china("2026-02-27T23:59:59"));
    await expectRefusal(memberActs(ledger).reportChange(before), ledger.assets, "AnnouncedTooLate", [
      before,
      before + 1,
    ]);
    await memberActs(ledger).reportChange(before + 1);
  });

  it("is taken at any moment ahead while the year that the days need is not loaded", async () => {
    const ledger = await bareFixture();
    await nextAt(reported);
    await expectRefusal(memberActs(ledger).reportChange(reported), ledger.assets, "AnnouncedTooLate", [
      reported,
      reported + 1,
    ]);
    await nextAt(reported + 10);
    await memberActs(ledger).reportChange(reported + 11);
    // At the end of a year the days need the next one.
    await load(ledger, 2026);
    const december = china("2026-12-28T10:00:00");
    await nextAt(december);
    await memberActs(ledger).reportChange(december + 1);
    await load(ledger, 2027);
    const sent = memberActs(ledger).reportChange(december + 86_400);
    await expect(sent).to.be.revertedWithCustomError(ledger.assets, "AnnouncedTooLate");
  });

  it("is refused without a document", async () => {
    const ledger = await ledgerFixture();
    await nextAt(reported);
    await expectRefusal(memberActs(ledger).reportChange(fifth + 1, zeroDigest), ledger.ledger, "DocumentMissing");
  });
});

describe("disclose (articles 11, 12)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    call: ({ assets }, key) => assets.connect(key).disclose(disclosures.fees, document),
  });

  it("is refused to a party that is no registry, and to a registry without a code", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    for (const { key, address } of [parties.authority, parties.alpha]) {
      const sent = assets.connect(key).disclose(disclosures.fees, document);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [address, roles.registry]);
    }
    const { key, address } = await codelessRegistry(ledger);
    await expectRefusal(assets.connect(key).disclose(disclosures.fees, document), assets, "NotRegistry", [address]);
  });

  it("is refused without a kind, and without a document", async () => {
    const ledger = await ledgerFixture();
    await expectRefusal(memberActs(ledger).disclose(0), ledger.assets, "DisclosureKindMissing");
    const empty = memberActs(ledger).disclose(disclosures.fees, zeroDigest);
    await expectRefusal(empty, ledger.ledger, "DocumentMissing");
  });

  for (const [name, kind] of Object.entries(disclosures)) {
    it(`says what was published, as often as it changes: ${name}`, async () => {
      const ledger = await ledgerFixture();
      const { key, address } = ledger.parties.registry;
      for (const paper of [document, digest("second edition")]) {
        const args = [address, kind, key.address, paper];
        await expectEvent(memberActs(ledger).disclose(kind, paper), ledger.assets, "RegistryDisclosed", args);
      }
    });
  }
});
