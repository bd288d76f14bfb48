import { expect } from "chai";
import { createMemoryStore } from "../testing/memory-store.ts";
import { csvFile, goodLine, type Cells } from "../testing/intake-list.ts";
import { certify, declare, startLedgerChain, type LedgerChain, type TestParty } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";
import { random32 } from "../input/random.ts";
import type { IntakeJournal, LineOutcome } from "./journal.ts";
import { previewOnLedger } from "./ledger-rules.ts";
import { allOrNone, readyLines } from "./ready-lines.ts";
import { runIntake, type IntakeProgress } from "./run-intake.ts";

const files = { fingerprint: () => Promise.reject(new Error()), digest: () => Promise.reject(new Error()) };

/** A journal that lives as long as the test. */
function createMemoryJournal(seed = random32()): IntakeJournal {
  const outcomes = new Map<number, LineOutcome>();
  const attempts = new Map<string, number>();
  return {
    seed,
    store: createMemoryStore(),
    outcomes: () => outcomes,
    putOutcome: (outcome) => void outcomes.set(outcome.line, outcome),
    attempts: (request) => attempts.get(request) ?? 0,
    startAgain: (request) => void attempts.set(request, (attempts.get(request) ?? 0) + 1),
  };
}

describe("a list on the ledger", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  const check = async (party: TestParty, lines: readonly Cells[], registry = chain.parties.registry.party) => {
    const { preview, registries } = await previewOnLedger(party.ledger.client, csvFile(lines), registry);
    return readyLines(preview, { files, registries, registry });
  };
  const foundBy = async (party: TestParty, cells: Cells, registry?: string) => {
    const { preview } = await check(party, [goodLine(1, { registry: "", ...cells })], registry);
    return [...preview.problems, ...preview.lines.flatMap(({ problems }) => problems)].map(({ code }) => code);
  };
  const lines = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => goodLine(from + i, { registry: "" }));
  const cases = () => chain.parties.alpha.ledger.client.contracts.assets.caseCount();

  it("is checked by what only the ledger knows: who applies, and where", async () => {
    const { alpha, registry, body } = chain.parties;
    expect(await foundBy(alpha, {})).to.deep.equal([]);
    expect(await foundBy(body, {})).to.deep.equal(["APPLICANT_NOT_ALLOWED"]);
    expect(await foundBy(alpha, {}, alpha.party)).to.deep.equal(["OWN_REGISTRY"]);
    expect(await foundBy(alpha, {}, body.party)).to.deep.equal(["REGISTRY_INVALID"]);
    expect(await foundBy(alpha, { registry: `0x${"12".repeat(20)}` })).to.deep.equal(["REGISTRY_INVALID"]);
    const fresh = await chain.admit("New registry", ["registry"]);
    expect(await foundBy(alpha, {}, fresh.party)).to.deep.equal(["REGISTRY_CLOSED"]);
    // An account of the registry stands for it.
    expect(await foundBy(alpha, { registry: registry.key.address })).to.deep.equal([]);
  });

  it("needs a live right to use every source of derived data (article 21)", async () => {
    const { alpha, beta } = chain.parties;
    const unknown = `0x${"77".repeat(32)}`;
    const derived = (sourceAssets: string) => ({ source: "derived", sourceAssets });
    expect(await foundBy(alpha, derived(unknown))).to.deep.equal(["SOURCE_UNKNOWN"]);
    const assetId = await declare(alpha);
    expect(await foundBy(alpha, derived(assetId))).to.deep.equal(["USE_RIGHT_MISSING"]);
    await certify(chain, alpha, assetId);
    expect(await foundBy(alpha, derived(assetId))).to.deep.equal([]);
    expect(await foundBy(beta, derived(assetId))).to.deep.equal(["USE_RIGHT_MISSING"]);
  });

  it("is not sent while a single line is wrong, or a file of a line cannot be read", async () => {
    const { alpha } = chain.parties;
    const before = await cases();
    const [first, second, third] = lines(1, 3) as [Cells, Cells, Cells];
    for (const wrong of [
      { ...second, industry: "Z1" },
      { ...second, data: "no/such/file" },
    ]) {
      const checked = await check(alpha, [first, wrong, third]);
      const sent = Promise.resolve(checked).then((list) => allOrNone(list));
      expect(await codeOfRefusal(sent)).to.equal("INTAKE_HAS_ERRORS");
    }
    expect(await cases()).to.equal(before);
  });

  it("becomes one application a line, with rights, terms and digests of the line", async () => {
    const { alpha, registry } = chain.parties;
    const ready = allOrNone(await check(alpha, lines(1, 5)));
    const journal = createMemoryJournal();
    const ledger = await chain.open({ signer: alpha.key, store: journal.store });
    const told: IntakeProgress[] = [];
    const before = await cases();
    const onProgress = (progress: IntakeProgress) => void told.push(progress);
    const { outcomes, stopped } = await runIntake(ledger.client, { lines: ready, journal, onProgress });
    expect(stopped).to.equal(false);
    expect(outcomes.map(({ lineKey, refusal }) => [lineKey, refusal])).to.deep.equal(
      ready.map(({ form }) => [form.lineKey, null]),
    );
    expect(told[0]).to.deep.equal({ lines: 5, declared: 0, applied: 0, refused: 0 });
    expect(told.at(-1)).to.deep.equal({ lines: 5, declared: 5, applied: 5, refused: 0 });
    expect(await cases()).to.equal(before + 5n);

    const found = await ledger.cases.get(outcomes[1]?.caseId ?? "");
    expect(found).to.include({ registry: registry.party, applicant: alpha.party, kind: "initial" });
    expect(found.claims.map(({ right, until, purposes }) => [right, until, purposes])).to.deep.equal([
      ["hold", "2028-01-31T15:59:59Z", ["logistics", "publicService"]],
      ["use", "2028-01-31T15:59:59Z", ["logistics", "publicService"]],
    ]);
    const asset = await ledger.assets.get(outcomes[1]?.assetId ?? "");
    expect(asset).to.include({ fingerprint: goodLine(2).data, source: "collected", grade: "general" });

    // A journal that was put back from a copy knows the seed and nothing else.
    const restored = createMemoryJournal(journal.seed);
    const again = await chain.open({ signer: alpha.key, store: restored.store });
    const repeated = await runIntake(again.client, { lines: ready, journal: restored });
    expect(repeated.outcomes).to.deep.equal(outcomes);
    expect(await cases()).to.equal(before + 5n);
  });

  it("stops when it is told to, and the next run goes on", async () => {
    const { alpha } = chain.parties;
    const ready = allOrNone(await check(alpha, lines(100, 90)));
    const journal = createMemoryJournal();
    const before = await cases();
    const stop = new AbortController();
    const first = await chain.open({ signer: alpha.key, store: journal.store });
    const { outcomes, stopped } = await runIntake(first.client, {
      lines: ready,
      journal,
      signal: stop.signal,
      onProgress: ({ applied }) => void (applied >= 5 && stop.abort()),
    });
    expect(stopped).to.equal(true);
    expect(outcomes.length).to.be.within(5, 89);
    first.close();
    const second = await chain.open({ signer: alpha.key, store: journal.store });
    const rest = await runIntake(second.client, { lines: ready, journal });
    expect(rest.stopped).to.equal(false);
    expect(new Set(rest.outcomes.map(({ caseId }) => caseId)).size).to.equal(90);
    expect(await cases()).to.equal(before + 90n);
  });

  it("reports the ledger's refusal of a line, and files the others", async () => {
    const { beta } = chain.parties;
    const ready = allOrNone(await check(beta, lines(200, 3)));
    // What was true in the preview may be over when it is sent.
    const gone = ready.map((line, i) =>
      i === 1 ? { ...line, form: { ...line.form, rights: [{ right: "hold" as const, lastDay: "2025-01-01" }] } } : line,
    );
    const journal = createMemoryJournal();
    const ledger = await chain.open({ signer: beta.key, store: journal.store });
    const { outcomes } = await runIntake(ledger.client, { lines: gone, journal });
    expect(outcomes.map(({ refusal }) => refusal && [refusal.step, refusal.code])).to.deep.equal([
      null,
      ["apply", "CLAIM_INVALID"],
      null,
    ]);
    expect(outcomes.filter(({ caseId }) => caseId !== null)).to.have.lengthOf(2);
  });

  it("goes on, once begun, although a term is over since; the ledger then says so of that line", async () => {
    const { beta } = chain.parties;
    const soon = new Date(((await chain.now()) + 20 * 86_400) * 1000).toISOString().slice(0, 10);
    const list = [goodLine(300, { registry: "" }), goodLine(301, { registry: "", holdUntil: soon })];
    const ready = allOrNone(await check(beta, list));
    await chain.pass(30 * 86_400);
    const later = await check(beta, list);
    expect(later.preview.errors).to.equal(1);
    expect(await codeOfRefusal(Promise.resolve(later).then((seen) => allOrNone(seen)))).to.equal("INTAKE_HAS_ERRORS");
    const begun = allOrNone(later, true);
    expect(begun).to.deep.equal(ready);
    const journal = createMemoryJournal();
    const ledger = await chain.open({ signer: beta.key, store: journal.store });
    const { outcomes } = await runIntake(ledger.client, { lines: begun, journal });
    expect(outcomes.map(({ refusal }) => refusal?.code ?? null)).to.deep.equal([null, "CLAIM_INVALID"]);
  });
});
