import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { profiles } from "@data-voucher/sdk";
import { expect } from "chai";
import fc from "fast-check";
import { digestOf, dump } from "../../store/dump.ts";
import { fromHex, key, partsOf, SEPARATOR, u32, u64 } from "../../store/keys.ts";
import { openLedgerStore, type BlockWork, type LedgerStore } from "../../store/ledger.ts";
import { defineTable } from "../../store/table.ts";
import type { View } from "../../store/view.ts";
import { createSyntheticLedger, madeUp, partyAt, type MadeUpEvent } from "../../testing/synthetic-ledger.ts";
import { createLedgerProjection, ledgerTables } from "../projection.ts";
import { calendarOf } from "./calendar.ts";
import { caseTable, objectionTable, type CaseRow } from "./case-row.ts";
import { clockAt, termsOf } from "./clock.ts";
import { keeperOf } from "./keeper.ts";
import { listedTable } from "./listed.ts";
import { dueTable, pendingUntil, queueTable } from "./queue.ts";

const day = 86_400;
/** 2026-12-01 in Shanghai: the year ends soon, and the next one may not be loaded. */
const start = Date.UTC(2026, 11, 1) / 1000;
const registries = [partyAt("registry", 0), partyAt("registry", 1)];
const applicants = [partyAt("applicant", 0), partyAt("applicant", 1)];
const timerTable = defineTable<string>("timer");
const openStates = ["applied", "supplementAsked", "accepted", "examined", "published"];

/** One thing that happens: time passes, also to the very second of a change; a year is loaded; a registry leaves; or somebody acts. */
interface Happening {
  readonly seconds: number;
  readonly what: "wait" | "edge" | "apply" | "act" | "year" | "takeOver";
  readonly whom: number;
  readonly how: number;
}

const happenings = fc.array(
  fc.record({
    seconds: fc.oneof(fc.nat(7_200), fc.nat(9 * day)),
    what: fc.constantFrom<Happening["what"][]>(
      "wait",
      "edge",
      "apply",
      "act",
      "act",
      "act",
      "act",
      "act",
      "act",
      "year",
      "takeOver",
    ),
    whom: fc.nat(50),
    how: fc.nat(1_000),
  }),
  { minLength: 20, maxLength: 60 },
);

/** What the ledger would emit when somebody acts on a case; nothing where no act is lawful. */
function act(view: View, caseId: number, how: number, now: number): MadeUpEvent[] {
  const row = view.get(caseTable, u64(caseId))!;
  const terms = termsOf(view, row);
  const { state, acceptedAt } = clockAt(view, row, terms, calendarOf(view), now);
  const step = (name: string, args = {}) => madeUp.step(name, caseId, args);
  const written: MadeUpEvent[] = [];
  if (state !== row.state) {
    if (row.state === "applied") written.push(step("RegistrationDeemedAccepted", { acceptedAt }));
    else if (state === "lapsed") return [step("RegistrationLapsed", { deadline: row.supplementUntil })];
    else written.push(step("SupplementMissed", { deadline: row.supplementUntil }));
  }
  const ask = step("SupplementAsked", { deadline: now + 1 + (how % (5 * day)), inExamination: state === "accepted" });
  const extend = step("ExaminationExtended", { workingDays: 1 + (how % terms.extensionDays) });
  const choices: MadeUpEvent[] = [];
  if (state === "awaitingConsent") {
    const missing = row.others.filter(({ consentedAt }) => consentedAt === null);
    const { party } = missing[how % missing.length]!;
    choices.push(step("RegistrationConsented", { party, missing: missing.length - 1, profileId: 1 }));
    choices.push(step("RegistrationWithdrawn"));
    const given = row.others.find(({ consentedAt }) => consentedAt !== null);
    if (given) choices.push(step("ConsentWithdrawn", { party: given.party, missing: missing.length + 1 }));
  }
  if (state === "applied") choices.push(step("RegistrationAccepted"), step("RegistrationWithdrawn"));
  if (state === "supplementAsked") choices.push(step("SupplementGiven", { evidenceDigest: `0x${"22".repeat(32)}` }));
  if (state === "accepted") choices.push(step("RegistrationExamined"));
  if (["applied", "accepted"].includes(state) && row.supplementAskedAt === null) choices.push(ask);
  if (["accepted", "examined"].includes(state) && row.extensionDays === 0) choices.push(extend);
  if (state === "examined") choices.push(step("RegistrationPublished"), step("NoticeWaived"));
  if (state === "published") {
    const objector = partyAt("objector", how);
    choices.push(step("ObjectionRaised", { objectionId: String(row.objections), objector, reasonDigest: "0x" }));
    if (row.oldestObjectionAt !== null) choices.push(...resolutions(view, row, caseId, step));
    else choices.push(step("RegistrationCertified", { certificateId: String(caseId) }));
  }
  if (openStates.includes(state)) choices.push(step("RegistrationRefused", { ground: "harm" }));
  return choices.length === 0 ? [] : [...written, choices[how % choices.length]!];
}

function resolutions(view: View, row: CaseRow, caseId: number, step: (name: string, args: object) => MadeUpEvent) {
  const numbers = Array.from({ length: row.objections }, (_, i) => i);
  const still = numbers.filter((i) => view.get(objectionTable, key(u64(caseId), u32(i)))!.state === "open");
  return still.map((i) => step("ObjectionResolved", { objectionId: String(i), upheld: false }));
}

describe("the queue of cases", function () {
  this.timeout(120_000);
  const open: { store: LedgerStore; folder: string }[] = [];

  afterEach(async () => {
    for (const { store, folder } of open.splice(0)) {
      await store.close();
      await rm(folder, { recursive: true });
    }
  });

  const openStore = async () => {
    const folder = await mkdtemp(join(tmpdir(), "queue-"));
    const store = await openLedgerStore({ folder, undoDepth: 10_000 });
    open.push({ store, folder });
    return store;
  };

  const digestNow = async (store: LedgerStore) => {
    const view = store.view();
    const value = await digestOf(view, ledgerTables);
    view.release();
    return value;
  };

  /** Tells a history into a store, block by block; gives its blocks. */
  const tell = async (store: LedgerStore, history: readonly Happening[]): Promise<BlockWork[]> => {
    const ledger = createSyntheticLedger(createLedgerProjection({}));
    const works: BlockWork[] = [];
    const write = async (time: number, events: readonly MadeUpEvent[]) => {
      works.push(ledger.block(time, events));
      await store.apply(works.at(-1)!);
      const view = store.view();
      await check(view, time, cases);
      view.release();
    };
    let [now, cases, version] = [start, 0, 1];
    const year = (of: number, holidays: string[] = []) =>
      madeUp.yearLoaded({ year: of, holidays, makeUpDays: [] }, version++);
    const asset = madeUp.declared(0, applicants[0]!, "data");
    await write(now, [year(2026), madeUp.profileDefined(1, profiles.nationalGuide), asset]);
    for (const { seconds, what, whom, how } of history) {
      const view = store.view();
      const [edge] = what === "edge" ? await view.list(timerTable, { limit: 1 }) : [];
      now =
        edge === undefined ? now + seconds + 1 : Math.max(now + 1, Number(fromHex(partsOf(edge.key)[0]!)) - (how % 2));
      const events: MadeUpEvent[] = [];
      if (what === "apply" || (what === "act" && cases === 0)) {
        cases += 1;
        const others = Array.from({ length: Math.max(0, (how % 7) - 4) }, (_, i) => partyAt("joint", i));
        // Nobody applies at a registry that left.
        const registry = keeperOf(view, registries[how % 2]!);
        events.push(madeUp.applied(cases, 0, applicants[whom % 2]!, registry, 1, others));
      } else if (what === "takeOver") {
        const [registry, successor] = registries as [string, string];
        if (keeperOf(view, registry) === registry) events.push(madeUp.takenOver(registry, successor));
      } else if (what === "act") events.push(...act(view, 1 + (whom % cases), how, now));
      else if (what === "year") {
        // The last days of 2026 become free or working, or the next year is loaded.
        const free = ["2026-12-10", "2026-12-22", "2026-12-31"].slice(0, how % 4);
        events.push(whom % 2 === 0 ? year(2026, free) : year(2027, how % 2 === 0 ? ["2027-01-01"] : []));
      }
      view.release();
      await write(now, events);
    }
    return works;
  };

  /** Computes everything anew from the cases and compares it with what the index keeps. */
  const check = async (view: View, now: number, cases: number) => {
    const calendar = calendarOf(view);
    const due = new Map<string, string[]>();
    const states = new Map<string, string[]>();
    const timers: string[] = [];
    const into = (lists: Map<string, string[]>, name: string, entry: string) =>
      lists.set(name, [...(lists.get(name) ?? []), entry]);
    for (let caseId = 1; caseId <= cases; caseId++) {
      const row = view.get(caseTable, u64(caseId))!;
      const terms = termsOf(view, row);
      const clock = clockAt(view, row, terms, calendar, now);
      const queued = view.get(queueTable, u64(caseId))!;
      const until = clock.due && (clock.due.until === "pending" ? pendingUntil : clock.due.until);
      expect(queued).to.include({ state: clock.state, until });
      // The timer is exactly where time alone changes something, and no later.
      if (queued.changesAt === null) {
        expect(clockAt(view, row, terms, calendar, now + 30 * day)).to.eql(clock);
      } else {
        expect(queued.changesAt).to.be.greaterThan(now);
        expect(clockAt(view, row, terms, calendar, queued.changesAt - 1)).to.eql(clock);
        expect(clockAt(view, row, terms, calendar, queued.changesAt)).to.not.eql(clock);
        timers.push(key(u64(queued.changesAt), u64(caseId)));
      }
      into(states, clock.state, u64(caseId));
      expect(queued.keeper).to.equal(clock.due === null ? queued.keeper : keeperOf(view, row.registry));
      if (until === null) continue;
      for (const whose of ["all", `registry:${keeperOf(view, row.registry)}`, `applicant:${row.applicant}`]) {
        into(due, whose, key(u64(until), u64(caseId)));
        into(due, `${whose}:${clock.state}`, key(u64(until), u64(caseId)));
      }
    }
    const expected = [...due].flatMap(([name, entries]) => entries.map((entry) => `${name}${SEPARATOR}${entry}`));
    expect((await view.list(dueTable)).map((entry) => entry.key)).to.eql(expected.sort());
    const listed = await view.list(listedTable, { under: ["case"] });
    const byState = listed.map((entry) => partsOf(entry.key)).filter(([, value]) => value!.startsWith("state:"));
    expect(byState.map(([, value, order]) => `${value} ${order}`)).to.eql(
      [...states].flatMap(([state, ids]) => ids.map((id) => `state:${state} ${id}`)).sort(),
    );
    expect((await view.list(timerTable)).map((entry) => entry.key)).to.eql(timers.sort());
  };

  it("is what a new computation gives after every block, whatever happens and however time passes", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(happenings, async (history) => {
        const store = await openStore();
        await tell(store, history);
        const view = store.view();
        for (const { row } of await view.list(queueTable)) seen.add(row.state);
        view.release();
      }),
      { numRuns: 60, seed: 1 },
    );
    expect([...seen].sort()).to.eql(
      [...openStates, "awaitingConsent", "certified", "lapsed", "refused", "withdrawn"].sort(),
    );
  });

  it("has the same bytes when it is built anew, in one batch or in several, and none when every block is undone", async () => {
    await fc.assert(
      fc.asyncProperty(happenings, fc.integer({ min: 1, max: 7 }), async (history, size) => {
        const live = await openStore();
        const works = await tell(live, history);
        const expected = await digestNow(live);
        const [atOnce, inParts] = [await openStore(), await openStore()];
        await atOnce.applyFinal(works);
        for (let i = 0; i < works.length; i += size) await inParts.applyFinal(works.slice(i, i + size));
        expect(await digestNow(atOnce)).to.equal(expected);
        expect(await digestNow(inParts)).to.equal(expected);
        // Down to the middle and up again, as a reorganisation goes.
        const middle = works.length >> 1;
        while (live.cursor!.number > middle) expect(await live.undo()).to.equal(true);
        for (const work of works.slice(middle)) await live.apply(work);
        expect(await digestNow(live)).to.equal(expected);
        while (live.cursor !== undefined) expect(await live.undo()).to.equal(true);
        const view = live.view();
        expect(await Array.fromAsync(dump(view, ledgerTables))).to.eql([]);
        view.release();
      }),
      { numRuns: 8, seed: 2 },
    );
  });
});
