import { expect } from "chai";
import { paper, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { officialYear } from "../testing/official-year.ts";
import { codeOfRefusal, refusal } from "../testing/refusal.ts";
import { profiles, type ProfileTerms } from "../vocabulary/profiles.ts";

const documentDigest = paper("rules");

describe("calendar and profiles through the SDK", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  it("load an official year, amend it and read it back as dates", async () => {
    const { authority, beta } = chain.parties;
    const { holidays, makeUpDays } = await officialYear(2025);
    const year = { year: 2025, holidays, makeUpDays, documentDigest };
    expect(await beta.ledger.calendar.getYear(2025)).to.equal(null);
    const loaded = await (await authority.ledger.calendar.loadYear(year)).wait();
    expect(loaded.version).to.equal(1);
    expect(loaded.events[0]).to.deep.include({ contract: "WorkingCalendar", name: "CalendarYearLoaded" });
    expect(loaded.events[0]?.args).to.deep.include({ year: 2025, byParty: authority.party, documentDigest });
    const seen = await beta.ledger.calendar.getYear("2025");
    expect(seen).to.deep.include({ year: 2025, version: 1, holidays, makeUpDays });
    expect(Date.parse(seen?.loadedAt ?? "") / 1000).to.equal((await chain.provider.getBlock(loaded.block))?.timestamp);
    const amended = { ...year, holidays: [...holidays, "2025-12-31"] };
    expect((await (await authority.ledger.calendar.loadYear(amended)).wait()).version).to.equal(2);
    expect(await beta.ledger.calendar.getYear(2025)).to.deep.include({ version: 2, holidays: amended.holidays });
  });

  it("count working days from any moment, and say pending beyond the loaded years", async () => {
    const { calendar } = chain.parties.beta.ledger;
    const from = "2026-09-30T10:00:00+08:00";
    expect(await calendar.addWorkingDays({ from, days: 3 })).to.equal("2026-10-10T15:59:59Z");
    expect(await calendar.addWorkingDays({ from, days: "0" })).to.equal("2026-09-30T02:00:00Z");
    expect(await calendar.addWorkingDays({ from, days: 1000 })).to.equal("pending");
    expect(await codeOfRefusal(calendar.addWorkingDays({ from, days: 1001 }))).to.equal("NUMBER_OUT_OF_RANGE");
    expect(await codeOfRefusal(calendar.addWorkingDays({ from: "2026-09-30", days: 1 }))).to.equal("TIME_MALFORMED");
    expect(await calendar.isWorkingDay("2026-10-10T09:00:00+08:00")).to.equal(true);
    expect(await calendar.isWorkingDay("2026-10-09T23:59:59Z")).to.equal(true);
    expect(await calendar.isWorkingDay("2026-10-01T09:00:00+08:00")).to.equal(false);
    const error = await refusal(calendar.isWorkingDay("2027-01-04T09:00:00+08:00"));
    expect(error.code).to.equal("CALENDAR_YEAR_MISSING");
    expect(error.details.revert?.namedArgs).to.deep.equal({ year: 2027n });
  });

  it("refuse a year that cannot be, and one that is not the authority's to load", async () => {
    const { authority, alpha } = chain.parties;
    const year = { year: 2026, holidays: [], makeUpDays: [], documentDigest };
    const load = authority.ledger.calendar.loadYear.simulate;
    const code = async (change: object) => ((await load({ ...year, ...change })) as { code?: string }).code;
    expect(await code({ year: 1999 })).to.equal("NUMBER_OUT_OF_RANGE");
    expect(await code({ year: 3000 })).to.equal("NUMBER_OUT_OF_RANGE");
    expect(await code({ year: 2026.5 })).to.equal("NUMBER_MALFORMED");
    expect(await code({ holidays: ["2025-10-01"] })).to.equal("CALENDAR_DAY_INVALID");
    expect(await code({ documentDigest: `0x${"0".repeat(64)}` })).to.equal("DOCUMENT_MISSING");
    const weekdays = Array.from({ length: 365 }, (_, n) => new Date(Date.UTC(2026, 0, n + 1)));
    const holidays = weekdays
      .filter((at) => ![0, 6].includes(at.getUTCDay()))
      .map((at) => at.toISOString().slice(0, 10));
    expect(await code({ holidays: holidays.slice(0, 62) })).to.equal("CALENDAR_YEAR_IMPLAUSIBLE");
    expect(await code({ holidays: holidays.slice(0, 61) })).to.equal(undefined);
    expect(await alpha.ledger.calendar.loadYear.simulate(year)).to.include({ code: "ROLE_MISSING" });
  });

  it("define every named profile and read its terms back", async () => {
    const { authority, beta } = chain.parties;
    for (const [name, profile] of Object.entries(profiles)) {
      const handle = await authority.ledger.profiles.define({ ...profile, documentDigest });
      const { profileId, events } = await handle.wait();
      expect(await beta.ledger.profiles.get(profileId), name).to.deep.equal(profile.terms);
      expect(events[0]).to.deep.include({ contract: "RegistrationProfiles", name: "ProfileDefined" });
      expect(events[0]?.args).to.deep.include({ profileId, label: profile.label });
      expect(events[0]?.args["terms"]).to.deep.equal(profile.terms);
    }
  });

  it("keep every member of a profile apart", async () => {
    const { authority, beta } = chain.parties;
    const terms: ProfileTerms = {
      acceptanceDays: 1,
      examinationDays: 2,
      extensionDays: 3,
      noticeDays: 4,
      objectionDays: 5,
      informDays: 6,
      validityMonths: 1_007,
      renewalMonths: 8,
      nameLimit: 60_009,
      summaryLimit: 60_010,
      keepYears: 255,
      kinds: ["change", "cancellation"],
      noticeWaivable: false,
      transferNeedsAllRights: true,
      fourEyes: false,
      trial: true,
    };
    const handle = await authority.ledger.profiles.define({ label: "Odd 试", terms, documentDigest });
    expect(await beta.ledger.profiles.get((await handle.wait()).profileId)).to.deep.equal(terms);
  });

  it("refuse profiles that leave nobody time, and labels that are none", async () => {
    const { authority, alpha } = chain.parties;
    const sound = { ...profiles.nationalGuide, documentDigest };
    const code = async (change: object, label: string = sound.label) => {
      const asked = { ...sound, label, terms: { ...sound.terms, ...change } };
      return ((await authority.ledger.profiles.define.simulate(asked)) as { code?: string }).code;
    };
    for (const days of ["acceptanceDays", "examinationDays", "noticeDays", "objectionDays", "informDays"]) {
      expect(await code({ [days]: 0 }), days).to.equal("PROFILE_TERM_INVALID");
      expect(await code({ [days]: 256 }), days).to.equal("NUMBER_OUT_OF_RANGE");
      expect(await code({ [days]: -1 }), days).to.equal("NUMBER_OUT_OF_RANGE");
    }
    expect(await code({ noticeDays: 0, trial: true })).to.equal(undefined);
    expect(await code({ validityMonths: 1_201 })).to.equal("PROFILE_TERM_INVALID");
    expect(await code({ kinds: [] })).to.equal("PROFILE_TERM_INVALID");
    expect(await code({ kinds: ["none"] })).to.equal("VALUE_UNKNOWN");
    expect(await code({}, "")).to.equal("TEXT_EMPTY");
    expect(await code({}, "数".repeat(22))).to.equal("PROFILE_LABEL_INVALID");
    expect(await alpha.ledger.profiles.define.simulate(sound)).to.include({ code: "ROLE_MISSING" });
  });

  it("give a registry and the public track their profiles", async () => {
    const { authority, registry, alpha, beta } = chain.parties;
    const { profiles: rules } = authority.ledger;
    const first = await beta.ledger.profiles.of(registry.key.address);
    expect((await beta.ledger.profiles.get(first)).noticeDays).to.equal(5);
    expect((await beta.ledger.profiles.get(await beta.ledger.profiles.ofPublicTrack())).noticeDays).to.equal(10);
    const local = { ...profiles.shenzhen, documentDigest };
    const { profileId } = await (await rules.define(local)).wait();
    await (await rules.give({ registry: registry.party, profileId, documentDigest })).wait();
    await (await rules.givePublic({ profileId, documentDigest })).wait();
    expect(await beta.ledger.profiles.of(registry.party)).to.equal(profileId);
    expect(await beta.ledger.profiles.ofPublicTrack()).to.equal(profileId);
    const gift = { registry: registry.party, profileId, documentDigest };
    expect(await rules.give.simulate({ ...gift, registry: alpha.party })).to.include({
      code: "PROFILE_FOR_REGISTRIES_ONLY",
    });
    expect(await rules.give.simulate({ ...gift, profileId: 999 })).to.include({ code: "PROFILE_UNKNOWN" });
    expect(await rules.givePublic.simulate({ profileId: 0, documentDigest })).to.include({ code: "PROFILE_UNKNOWN" });
    expect(await codeOfRefusal(beta.ledger.profiles.get(999))).to.equal("PROFILE_UNKNOWN");
    expect(await codeOfRefusal(beta.ledger.profiles.of(alpha.party))).to.equal("PROFILE_MISSING");
  });
});
