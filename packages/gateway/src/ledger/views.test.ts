import { expect } from "chai";
import { eventTable } from "../index/rows.ts";
import { openLedgerGateway, type LedgerGateway } from "../testing/ledger-gateway.ts";
import { tellHistory } from "../testing/ledger-history.ts";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { digest } from "../testing/ledger-chain.ts";
import {
  powers as powerNames,
  roles as roleNames,
  enumNames,
  kindMask,
  lockClasses as lockClassNames,
  conditionWords,
  packYear,
  showConditions,
  userKindOf,
} from "@data-voucher/sdk";
import { rfc3339 } from "../http/time.ts";

/** A moment of the contracts as the API writes it; 0 stands for none. */
const time = (seconds: bigint) => (seconds === 0n ? null : rfc3339(Number(seconds)));
const plain = (value: unknown) => (typeof value === "bigint" ? Number(value) : value);
const bits = (names: readonly string[], mask: bigint) => names.filter((_, i) => (mask >> BigInt(i)) & 1n);

describe("the index of a real history", function () {
  this.timeout(60_000);
  let history: Awaited<ReturnType<typeof tellHistory>>;
  let gateway: LedgerGateway;

  before(async () => {
    history = await tellHistory();
    gateway = await openLedgerGateway(history);
    await gateway.indexed();
  });
  after(async () => {
    await gateway.stop();
    await history.stop();
  });

  it("knows every party as the contract does", async () => {
    const { items } = await gateway.get("/v1/parties?limit=200");
    expect(items).to.have.length(Number(await history.view("ledger", "partyCount")));
    for (const party of items) {
      const seen = await history.view("ledger", "partyOf", party.party);
      expect(party.index).to.equal(Number(seen.index));
      expect(party.roles).to.eql(bits(roleNames, seen.roles));
      expect(party.standing).to.equal(enumNames.Standing[Number(seen.standing)]);
      expect(party.jurisdiction).to.equal(Number(seen.jurisdiction));
      expect(party.vouchers).to.equal(String(seen.vouchers));
      expect(party.admittedAt).to.equal(rfc3339(Number(seen.admittedAt)));
      expect(party.deployed).to.equal(seen.deployed);
      expect(party.kind).to.equal(userKindOf(seen.kind));
      expect(party.qualifications).to.deep.equal(conditionWords("qualifications", seen.qualifications));
      const holdings = await gateway.get(`/v1/parties/${party.party}/holdings`);
      expect(holdings.items).to.have.length(Number(seen.vouchers));
    }
  });

  it("knows every account as the contract does", async () => {
    for (const { address } of Object.values(history.parties)) {
      const { accounts } = await gateway.get(`/v1/parties/${address}`);
      for (const account of accounts) {
        const seen = await history.view("ledger", "accountOf", account.account);
        expect(account.powers).to.eql(bits(powerNames, seen.powers));
        expect(account.state).to.equal(seen.revoked ? "revoked" : "active");
        expect(account.validUntil).to.equal(seen.validUntil === 0n ? null : rfc3339(Number(seen.validUntil)));
        expect(account.unitLimit).to.equal(seen.unitLimit === 0n ? null : String(seen.unitLimit));
        expect((await gateway.get(`/v1/accounts/${account.account}`)).party).to.equal(seen.party);
      }
    }
  });

  it("knows every asset, case and right as the contract does", async () => {
    const { items } = await gateway.get("/v1/assets");
    expect(items).to.have.length(3);
    for (const asset of items) {
      const seen = await history.view("assets", "assetOf", asset.assetId);
      expect(asset.declarant).to.equal(seen.declarant);
      expect(asset.fingerprint).to.equal(seen.fingerprint);
      expect(asset.descriptorDigest).to.equal(seen.descriptorDigest);
      expect(asset.grade).to.equal(enumNames.Grade[Number(seen.grade)]);
      expect(asset.source).to.equal(enumNames.Source[Number(seen.source)]);
      expect(asset.category).to.equal(enumNames.Category[Number(seen.category)]);
      expect(asset.sources).to.eql([...seen.sources]);
      for (const [i, right] of ["none", "hold", "use", "operate"].entries()) {
        if (i === 0) continue;
        const entry = await history.view("assets", "rightOf", asset.assetId, i, asset.declarant);
        const own = asset.rights.find((one: { right: string }) => one.right === right);
        expect(own !== undefined, `${asset.name} ${right}`).to.equal(entry.certificateId !== 0n);
        if (own === undefined) continue;
        expect(own.live).to.equal(true);
        expect(own.until).to.equal(rfc3339(Number(entry.claim.until)));
        expect(own.certificate).to.equal(`SJ${entry.certificateId}`);
      }
    }
    const cases = await gateway.get("/v1/registrations");
    expect(cases.items).to.have.length(Number(await history.view("assets", "caseCount")));
    for (const one of cases.items) {
      const seen = await history.view("assets", "caseOf", one.caseId);
      expect(one.written).to.equal(one.state === enumNames.CaseState[Number(seen.state)]);
      expect(one.profileId).to.equal(Number(seen.profileId));
      expect(one.registry).to.equal(seen.registry);
      expect(one.applicant).to.equal(seen.applicant);
      expect(one.evidenceDigest).to.equal(seen.evidenceDigest);
      expect(one.appliedAt).to.equal(rfc3339(Number(seen.appliedAt)));
      expect(one.claims).to.have.length(seen.claims.length);
      expect(one.objections.map((objection: { state: string }) => objection.state)).to.eql(
        [...seen.objections].map((objection) => enumNames.ObjectionState[Number(objection.state)]),
      );
      expect(one.examiner).to.equal(seen.examiner === ZeroAddress ? null : seen.examiner);
      expect(one.extensionDays).to.equal(Number(seen.extensionDays));
      expect(one.publishedAt).to.equal(time(seen.publishedAt));
      expect(one.noticeWaived).to.equal(seen.noticeWaived);
      expect(one.closedAt).to.equal(time(seen.closedAt));
      if (seen.supplementAskedAt === 0n) expect(one.supplement).to.equal(null);
      else {
        expect(one.supplement).to.eql({
          askedAt: time(seen.supplementAskedAt),
          until: time(seen.supplementUntil),
          givenAt: time(seen.supplementGivenAt),
          inExamination: seen.supplementInExamination,
        });
      }
    }
  });

  it("tells the clocks of every case as the contract does (articles 17, 24, 25, 28)", async () => {
    const { items } = await gateway.get("/v1/registrations");
    const acts = new Set<string>();
    for (const one of items) {
      const seen = await history.view("assets", "clockOf", one.caseId);
      const due = seen.act === 0n ? null : enumNames.DueAct[Number(seen.act)];
      expect(one.state).to.equal(one.clock.state);
      expect(one.acceptedAt).to.equal(one.clock.acceptedAt);
      expect(one.clock).to.eql({
        state: enumNames.CaseState[Number(seen.state)],
        acceptBy: time(seen.acceptBy),
        acceptedAt: time(seen.acceptedAt),
        deemed: seen.deemed,
        noticeUntil: time(seen.noticeUntil),
        finishBy: time(seen.finishBy),
        due: due && { act: due, by: seen.by === ZeroAddress ? null : seen.by, until: time(seen.until) },
      });
      acts.add(`${one.state} ${due ?? "closed"}`);
    }
    expect([...acts].sort()).to.eql([
      "accepted examine",
      "applied accept",
      "certified closed",
      "lapsed closed",
      "published certify",
      "refused closed",
      "withdrawn closed",
    ]);
  });

  it("knows the calendar and the profiles as the contracts do", async () => {
    const { items } = await gateway.get("/v1/calendar");
    expect(items).to.have.length(3);
    for (const year of items) {
      const seen = await history.view("calendar", "calendarYear", year.year);
      expect(packYear(year)).to.eql([...seen.workingDays]);
      expect([year.version, year.loadedAt]).to.eql([Number(seen.version), time(seen.loadedAt)]);
    }
    const { items: profiles } = await gateway.get("/v1/profiles");
    expect(profiles).to.have.length(Number(await history.view("profiles", "profileCount")));
    for (const { profileId, terms, registries, publicTrack } of profiles) {
      const seen = (await history.view("profiles", "profileTerms", profileId)).toObject();
      const { kinds, ...others } = terms;
      expect(kindMask(kinds)).to.equal(Number(seen.kinds));
      for (const [name, value] of Object.entries(others)) expect(value, name).to.equal(plain(seen[name]));
      const { registry } = history.parties;
      const given = Number(await history.view("profiles", "profileOf", registry.address)) === profileId;
      expect(registries).to.eql(given ? [registry.address] : []);
      expect(publicTrack).to.equal(Number(await history.view("profiles", "publicProfile")) === profileId);
    }
    expect((await gateway.get(`/v1/parties/${history.parties.registry.address}`)).profileId).to.equal(1);
    expect((await gateway.get(`/v1/parties/${history.parties.alpha.address}`)).profileId).to.equal(null);
  });

  it("knows certificates, records and authorisations as the contracts do", async () => {
    const { items } = await gateway.get("/v1/certificates");
    expect(items).to.have.length(1);
    const seen = await history.view("certificates", "certificateOf", items[0].certificateId);
    expect(items[0].number).to.equal(seen.number);
    expect(items[0].holder).to.equal(seen.holder);
    expect(items[0].until).to.equal(rfc3339(Number(seen.until)));
    expect(items[0].evidenceDigest).to.equal(seen.evidenceDigest);
    expect(items[0].rights).to.have.length(3);
    const record = await gateway.get("/v1/records/1");
    const recorded = await history.view("records", "recordOf", 1);
    expect(record.state).to.equal(enumNames.RecordState[Number(recorded.state)]);
    expect(record.recordNumber).to.equal(recorded.recordNumber);
    expect(record.body).to.equal(recorded.body);
    expect(record.profileId).to.equal(Number(recorded.profileId));
    expect(record.publishedAt).to.equal(time(recorded.publishedAt));
    expect(record.noticeUntil).to.equal(time(recorded.noticeUntil));
    const authorisation = await gateway.get("/v1/authorisations/1");
    const authorised = await history.view("records", "authorisationOf", 1);
    expect(authorisation.operator).to.equal(authorised.operator);
    expect(authorisation.ended).to.equal(authorised.ended);
    expect(authorisation.live).to.equal(false);
    expect(authorisation.until).to.equal(rfc3339(Number(authorised.until)));
    expect(authorisation.suspendedBy).to.equal(null);
    const { level, until, documentDigest } = authorised.safety;
    expect(authorisation.safety).to.eql({ level: Number(level), until: rfc3339(Number(until)), documentDigest });
  });

  it("knows every request about a record as the contract does (public-data track)", async () => {
    const { items } = await gateway.get("/v1/record-requests");
    expect(items).to.have.length(Number(await history.view("records", "requestCount")));
    const given = (digest: string) => (digest === ZeroHash ? null : digest);
    const named = (name: "RecordGround" | "BodyAnswer", value: bigint) =>
      value ? enumNames[name][Number(value)] : null;
    for (const one of items) {
      const seen = await history.view("records", "requestOf", one.requestId);
      expect(one.kind).to.equal(enumNames.RequestKind[Number(seen.kind)]);
      expect(one.state).to.equal(enumNames.RequestState[Number(seen.state)]);
      expect([one.recordId, one.by, one.profileId]).to.eql([String(seen.recordId), seen.by, Number(seen.profileId)]);
      expect([one.filedAt, one.publishedAt]).to.eql([rfc3339(Number(seen.filedAt)), time(seen.publishedAt)]);
      expect(one.noticeUntil).to.equal(time(seen.noticeUntil));
      // A request that lapsed with its record has no act of its own that closed it.
      if (one.state !== "lapsed") expect(one.closedAt).to.equal(time(seen.closedAt));
      expect(one.ground).to.equal(named("RecordGround", seen.ground));
      expect(one.answer).to.equal(named("BodyAnswer", seen.answer));
      expect([one.documentDigest, one.answerDigest]).to.eql([seen.documentDigest, given(seen.answerDigest)]);
      const { name, descriptorDigest, bodyDigest } = seen.details;
      expect(one.after).to.eql({
        name: name || null,
        descriptorDigest: given(descriptorDigest),
        bodyDigest: given(bodyDigest),
      });
      expect(await gateway.get(`/v1/record-requests/${one.requestId}`)).to.deep.include({ state: one.state });
    }
    const states = items.map(({ state }: { state: string }) => state).sort();
    expect(states).to.eql(["granted", "granted", "lapsed", "refused", "withdrawn"]);
  });

  it("keeps what a change or a correction took the place of, and finds requests by what they are", async () => {
    const record = await gateway.get("/v1/records/1");
    const [correction, change] = record.requests.filter(({ state }: { state: string }) => state === "granted");
    const first = "行政区划代码 divisions";
    expect(change.before).to.eql({ name: first, descriptorDigest: digest("descriptor"), bodyDigest: null });
    expect(correction.before).to.eql({ name: change.after.name, descriptorDigest: null, bodyDigest: null });
    expect([record.assetName, record.bodyDigest]).to.eql([correction.after.name, change.after.bodyDigest]);
    expect([record.state, record.ground]).to.eql(["cancelled", "byLaw"]);
    const asset = await gateway.get(`/v1/assets/${history.publicAsset}`);
    expect(asset.descriptionHistory.map((one: Record<string, string>) => [one.name, one.requestId])).to.eql([
      [first, null],
      [change.after.name, change.requestId],
      [correction.after.name, correction.requestId],
    ]);
    const ids = async (query: string) =>
      (await gateway.get(`/v1/record-requests?${query}`)).items.map((one: { requestId: string }) => one.requestId);
    expect(await ids("kind=cancellation")).to.have.length(1);
    expect(await ids("state=granted&kind=correction")).to.eql([correction.requestId]);
    expect(await ids(`by=${history.parties.beta.address}`)).to.include(correction.requestId);
    expect(await ids("recordId=1")).to.have.length(5);
    expect(await ids("state=filed")).to.eql([]);
  });

  it("knows every series as the contract does, and its units add up", async () => {
    const { items } = await gateway.get("/v1/series");
    expect(items).to.have.length(Number(await history.view("ledger", "seriesCount")));
    for (const series of items) {
      const seen = await history.view("ledger", "seriesOf", series.seriesId);
      expect(series.grantor).to.equal(seen.grantor);
      expect(series.cap).to.equal(String(seen.terms.cap));
      for (const name of ["issued", "live", "used", "licensed", "cancelled", "expired"] as const) {
        expect(series.totals[name], `${series.seriesId} ${name}`).to.equal(String(seen.totals[name]));
      }
      expect(series.totals.vouchers).to.equal(Number(seen.totals.vouchers));
      const { closed, suspended, basisLost, expired } = seen;
      expect(series.state).to.deep.include({ closed, suspended, basisLost, expired });
      expect(series.provider).to.equal(seen.provider);
      expect(series.conditions).to.deep.equal(showConditions(seen.terms.conditions));
      const { items: vouchers } = await gateway.get(`/v1/vouchers?series=${series.seriesId}&limit=200`);
      expect(vouchers).to.have.length(series.totals.vouchers);
      const units = vouchers.reduce((sum: bigint, one: { units: string }) => sum + BigInt(one.units), 0n);
      expect(String(units)).to.equal(series.totals.live);
    }
  });

  it("knows what holds a licence up above it, as the contract does", async () => {
    const { items } = await gateway.get("/v1/series");
    const { operator, beta } = history.parties;
    const held = items.filter(({ state }: { state: { suspendedAbove: string | null } }) => state.suspendedAbove);
    expect(held.map(({ seriesId }: { seriesId: number }) => seriesId)).to.deep.equal([8]);
    expect(held[0].state.suspendedAbove).to.equal(String(history.voucher(5, 1)));
    const reason = await history.view(
      "ledger",
      "transferRestriction",
      operator.address,
      beta.address,
      history.voucher(8, 1),
    );
    expect(reason).to.equal(id("LicenceSuspended(uint32,uint64)").slice(0, 10));
    const ended = items.filter(({ state }: { state: { licenceEnded: boolean } }) => state.licenceEnded);
    expect(ended.map(({ seriesId }: { seriesId: number }) => seriesId)).to.deep.equal([7, 6]);
  });

  it("knows every voucher as the contract does, the gone ones too", async () => {
    const { items } = await gateway.get("/v1/vouchers?limit=200");
    expect(items.length).to.be.greaterThan(8);
    let gone = 0;
    for (const voucher of items) {
      const seen = await history.view("ledger", "voucherOf", voucher.voucherId).catch(() => undefined);
      if (seen === undefined) {
        expect(voucher.state).to.be.oneOf(["cancelled", "merged", "used", "writtenExpired"]);
        gone++;
        continue;
      }
      expect(voucher.holder).to.equal(seen.holder);
      expect(voucher.units).to.equal(String(seen.units));
      expect(voucher.epoch).to.equal(Number(seen.epoch));
      expect(voucher.digest).to.equal(seen.digest);
      expect(voucher.locks.map((lock: { lockClass: string }) => lock.lockClass)).to.have.members(
        bits(lockClassNames, seen.locks),
      );
      for (const lock of voucher.locks) {
        const stands = await history.view(
          "ledger",
          "lockOf",
          voucher.voucherId,
          lockClassNames.indexOf(lock.lockClass),
        );
        expect(lock.controller).to.equal(stands.controller);
        expect(lock.since).to.equal(rfc3339(Number(stands.since)));
        expect(lock.detailsDigest).to.equal(stands.detailsDigest);
      }
    }
    expect(gone).to.equal(6);
  });

  it("tells by its own events the same story as the token standards' events", async () => {
    const view = gateway.services.store.view();
    const events = await view.list(eventTable);
    view.release();
    const ledger = history.addresses["Ledger"]!.toLowerCase();
    const holders = new Map<string, string>();
    const units = new Map<string, bigint>();
    for (const { row } of events.filter(({ row }) => row.address === ledger)) {
      const args = row.args as Record<string, string>;
      if (row.name === "Transfer") {
        if (/^0x0{40}$/.test(args["to"]!)) holders.delete(args["tokenId"]!);
        else holders.set(args["tokenId"]!, args["to"]!);
      }
      if (row.name === "TransferValue") {
        const { fromTokenId, toTokenId, value } = args as { fromTokenId: string; toTokenId: string; value: string };
        units.set(fromTokenId, (units.get(fromTokenId) ?? 0n) - BigInt(value));
        units.set(toTokenId, (units.get(toTokenId) ?? 0n) + BigInt(value));
      }
    }
    const { items } = await gateway.get("/v1/vouchers?limit=200");
    const live = items.filter((one: { state: string }) => ["live", "expired"].includes(one.state));
    expect(new Map(live.map((one: { voucherId: string; holder: string }) => [one.voucherId, one.holder]))).to.eql(
      new Map([...holders].sort(([a], [b]) => (BigInt(a) < BigInt(b) ? 1 : -1))),
    );
    for (const one of live) expect(String(units.get(one.voucherId))).to.equal(one.units);
  });

  it("explains every log of the ledger's seven contracts, and asks for no others", async () => {
    const { unknownLogs } = gateway.services.sync.status();
    expect(unknownLogs).to.equal(0);
    const seven = [
      "Ledger",
      "AssetRegistry",
      "Certificates",
      "PublicRecords",
      "WorkingCalendar",
      "RegistrationProfiles",
      "AccessManager",
    ];
    const logs = await history.anvil.rpc.call<unknown[]>("eth_getLogs", {
      fromBlock: "0x0",
      toBlock: "latest",
      address: seven.map((name) => history.addresses[name]),
    });
    const { counts } = await gateway.get("/v1/statistics");
    expect(counts.events).to.equal(logs.length);
  });

  it("counts what there is", async () => {
    const { counts, units, days, latest } = await gateway.get("/v1/statistics");
    expect(counts).to.deep.include({ assets: 3, cases: 7, certificates: 1, records: 1, authorisations: 1, series: 8 });
    expect(counts).to.deep.include({ profiles: 2, calendarYears: 3 });
    expect(counts.parties).to.equal(Number(await history.view("ledger", "partyCount")));
    const { items } = await gateway.get("/v1/series");
    const sum = (name: string) =>
      String(
        items.reduce((all: bigint, one: { totals: Record<string, string> }) => all + BigInt(one.totals[name]!), 0n),
      );
    expect(units).to.eql({
      issued: sum("issued"),
      live: sum("live"),
      used: sum("used"),
      licensed: sum("licensed"),
      cancelled: sum("cancelled"),
      expired: sum("expired"),
    });
    expect(days).to.have.length(60);
    const issued = days.reduce((all: bigint, one: { issued: string }) => all + BigInt(one.issued), 0n);
    expect(String(issued)).to.equal(units.issued);
    expect(latest).to.have.length(10);
  });
});
