import { execFileSync } from "node:child_process";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { LedgerDeployment } from "@data-voucher/sdk";
import { expect } from "chai";
import chineseDays from "chinese-days";
import type { ToldAct } from "../../scripts/embedded/told.ts";
import { answerOf } from "./answer.ts";
import { expectClocksAgree } from "./clocks.ts";
import { gatewayEnv, GATEWAY_CLI, serveNode, startGateway, untilIndexed } from "./gateway-process.ts";
import { createBench, createRandom, freePort, type Addresses, type Launch } from "./launch.ts";

const KILLS = Number(process.env["KILLS"] ?? 6);
const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

interface Voucher {
  voucherId: string;
  label: string;
  units: string;
  holder: string;
  parent: string | null;
}
interface Listed<T> {
  items: T[];
  names: Record<string, string>;
}
interface Series {
  seriesId: number;
  totals: Record<"issued" | "live" | "used" | "licensed" | "cancelled" | "expired", string>;
}
interface Transaction {
  status: "success" | "reverted";
  block: number;
  time: string;
  error: { code: string } | null;
  events: { name: string }[];
}

describe("The history of the first start, seen through the gateway", function () {
  this.timeout(300_000);
  const bench = createBench();
  let dataDir: string;
  let start: Launch;
  let addresses: Addresses;
  let deployment: LedgerDeployment;
  let acts: ToldAct[];

  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(addresses.gateway + path);
    const text = await response.text();
    expect(response.status, `${path}: ${text}`).to.equal(200);
    return JSON.parse(text) as T;
  };

  before(async () => {
    dataDir = await bench.folder();
    start = bench.launch({ dataDir });
    addresses = await start.ready();
    acts = JSON.parse(await readFile(join(dataDir, "story/told.json"), "utf8")) as ToldAct[];
    deployment = JSON.parse(await readFile(join(dataDir, "deployment.json"), "utf8")) as LedgerDeployment;
    const last = Math.max(...acts.map(({ block }) => block));
    for (let tries = 0; ; tries++) {
      const { indexed } = await get<{ indexed: { number: number } | null }>("/v1/status");
      if ((indexed?.number ?? 0) >= last) break;
      expect(tries).to.be.lessThan(400);
      await delay(50);
    }
  });
  after(() => bench.clean());

  it("shows every act as a transaction: with events, or reverted with the code of its refusal", async () => {
    expect(acts.length).to.be.greaterThan(175);
    expect(acts.filter(({ refused }) => refused !== null).length).to.be.greaterThan(40);
    for (const { id, hash, block, refused } of acts) {
      const { status, error, events, ...found } = await get<Transaction>(`/v1/transactions/${hash}`);
      expect(found.block, id).to.equal(block);
      expect({ status, code: error?.code ?? null }, id).to.deep.equal({
        status: refused === null ? "success" : "reverted",
        code: refused,
      });
      expect(events.length > 0, `events of ${id}`).to.equal(refused === null);
    }
  });

  it("has ten sample certificates with numbers of fifteen characters, of their month and registry", async () => {
    const { items } =
      await get<Listed<{ number: string; issuedAt: string; sample: boolean; live: boolean }>>("/v1/certificates");
    expect(items).to.have.lengthOf(10);
    for (const { number, issuedAt, sample } of items) {
      // SJ, region 45, registry 1 or 2, year and month in Shanghai, sequence.
      const month = new Date(Date.parse(issuedAt) + 8 * 3_600_000).toISOString().slice(0, 7).replace("-", "");
      expect(number)
        .to.match(new RegExp(`^SJ45[12]${month}\\d{4}$`))
        .and.have.lengthOf(15);
      expect(sample).to.equal(true);
    }
    // Two were cancelled, on request and ex officio, and one was transferred with all its rights.
    expect(items.filter(({ live }) => live)).to.have.lengthOf(7);
    expect(new Set(items.map(({ number }) => number)).size).to.equal(10);
    expect(items.filter(({ number }) => number.startsWith("SJ452"))).to.have.lengthOf(1);
  });

  it("tells every clock as the ledger computes it, three cases still open", async () => {
    const cases = await expectClocksAgree(addresses.gateway, addresses.rpc, deployment);
    const states = cases.map(({ state }) => state).sort();
    expect(states).to.deep.equal([
      "applied",
      "awaitingConsent",
      ...Array<string>(13).fill("certified"),
      "lapsed",
      "published",
    ]);
    const due = cases.flatMap(({ clock }) => (clock.due ? [clock.due.act] : []));
    expect(due).to.have.members(["accept", "consent", "notice"]);
  });

  it("has gone through what the clock does by law, each as its own event", async () => {
    const written = async (id: string) => {
      const { hash } = acts.find((act) => act.id === id)!;
      return (await get<Transaction>(`/v1/transactions/${hash}`)).events.map(({ name }) => name);
    };
    expect(await written("settle clock precipitation")).to.deep.equal(["RegistrationDeemedAccepted"]);
    expect(await written("extend precipitation")).to.deep.equal(["ExaminationExtended"]);
    expect(await written("waive solar terms")).to.deep.equal(["NoticeWaived"]);
    expect(await written("settle clock lunar dates")).to.deep.equal(["RegistrationLapsed"]);
  });

  it("meters uses, refuses what is not granted, and adds up with the ledger (step 10)", async () => {
    const tried = ["receipt twice", "backward total", "wrong purpose", "prohibited analysis", "over-use", "old line"];
    const codes = tried.map((what) => acts.find(({ id }) => id === `refused: ${what}`)?.refused);
    expect(codes).to.deep.equal([
      "RECEIPT_COUNTED",
      "RECEIPT_BACKWARD",
      "PURPOSE_NOT_ALLOWED",
      "ANALYSIS_PROHIBITED",
      "UNITS_EXCEEDED",
      "RECEIPT_OF_ANOTHER_EPOCH",
    ]);
    interface Sums {
      readonly units: string;
      readonly receipts: number;
    }
    interface Used extends Sums {
      readonly byPurpose: (Sums & { readonly purpose: number })[];
      readonly byDay: (Sums & { readonly day: string })[];
    }
    const used = await get<Used>("/v1/usage");
    // 300 and, on a line after the split, 25 by one firm, 40 by another, which used 130 under licences besides.
    expect([used.units, used.receipts]).to.deep.equal(["495", 6]);
    expect(used.byPurpose.map(({ purpose, units }) => [purpose, units])).to.deep.equal([
      [1, "455"],
      [4, "40"],
    ]);
    expect(used.byDay.map(({ units }) => units)).to.deep.equal(["120", "180", "65", "130"]);
    const { items } = await get<Listed<{ seriesId: number; totals: { used: string } }>>("/v1/series?limit=200");
    for (const { seriesId, totals } of items) {
      expect((await get<Used>(`/v1/usage?seriesId=${seriesId}`)).units).to.equal(totals.used);
    }
    const { analyses } = await get<{ analyses: string[] }>("/v1/usage/prohibited");
    expect(analyses).to.deep.equal(["reidentification", "priceDiscrimination"]);
  });

  it("lets a holder grant onward under conditions, never more than it has, and counts that up when it ends", async () => {
    const tried = ["kind of user", "wider licence", "licensed voucher moves", "circular licence", "licence in use"];
    expect(tried.map((what) => acts.find(({ id }) => id === `refused: ${what}`)?.refused)).to.deep.equal([
      "USER_KIND_NOT_ALLOWED",
      "CONDITION_EXCEEDS_PARENT",
      "VOUCHER_LOCKED",
      "LICENCE_CIRCULAR",
      "LICENCE_IN_USE",
    ]);
    interface Licences {
      readonly names: Record<string, string>;
      readonly items: readonly {
        readonly depth: number;
        readonly series: {
          readonly seriesId: number;
          readonly grantor: string;
          readonly provider: string;
          readonly totals: Record<string, string>;
          readonly state: Record<string, unknown>;
          readonly conditions: { readonly retentionDays: number };
        };
      }[];
    }
    const { items: all } = await get<Listed<{ seriesId: number; conditions: { onward: number } }>>("/v1/series");
    const root = all.find(({ conditions }) => conditions.onward === 1)!.seriesId;
    const { items, names } = await get<Licences>(`/v1/series/${root}/licences`);
    const told = items.map(({ depth, series }) => {
      const { issued, live, used, licensed } = series.totals;
      return [depth, names[series.grantor], [issued, live, used, licensed], series.conditions.retentionDays];
    });
    expect(told).to.deep.equal([
      [0, "桂云公共数据运营有限公司（演示）", ["500", "400", "0", "100"], 30],
      [1, "平陆物流有限公司（演示）", ["120", "90", "30", "0"], 15],
      [1, "平陆物流有限公司（演示）", ["100", "0", "100", "0"], 15],
    ]);
    expect(items.map(({ series }) => series.state["licenceEnded"])).to.deep.equal([false, false, true]);
    expect(new Set(items.map(({ series }) => series.provider)).size).to.equal(1);
    // The document of the terms is the one that the ledger has the digest of, for each of them.
    for (const { series } of items) {
      const { matches } = await get<{ matches: boolean }>(`/v1/series/${series.seriesId}/terms`);
      expect(matches, `terms of series ${series.seriesId}`).to.equal(true);
    }
  });

  it("gives vouchers that ask for the safe-use commitment to who has signed it, by a person on record", async () => {
    const tried = ["commitment not signed", "no signing person", "edition replaced"];
    expect(tried.map((what) => acts.find(({ id }) => id === `refused: ${what}`)?.refused)).to.deep.equal([
      "COMMITMENT_OUTDATED",
      "ACCOUNT_LACKS_POWER",
      "COMMITMENT_EDITION_UNKNOWN",
    ]);
    interface Editions {
      readonly items: readonly { readonly edition: number; readonly counts: boolean; readonly parties: number }[];
    }
    const { items: editions } = await get<Editions>("/v1/commitments");
    expect(editions.map(({ edition, counts, parties }) => [edition, counts, parties])).to.deep.equal([
      [2, true, 0],
      [1, true, 1],
    ]);
    const { items: all } =
      await get<Listed<{ seriesId: number; conditions: { qualifications: string[] } }>>("/v1/series");
    const { seriesId } = all.find(({ conditions }) => conditions.qualifications.includes("safeUse"))!;
    const { items: held } = await get<Listed<Voucher & { holder: string }>>(`/v1/vouchers?series=${seriesId}`);
    expect(held.map(({ units }) => units)).to.deep.equal(["60"]);
    interface Signed {
      readonly edition: number;
      readonly signedBy: string;
      readonly accounts: readonly {
        readonly account: string;
        readonly powers: string[];
        readonly appointment: string;
      }[];
    }
    const { edition, signedBy, accounts } = await get<Signed>(`/v1/parties/${held[0]!.holder}`);
    const { account } = JSON.parse(await readFile(join(dataDir, "keys/bank-sign.json"), "utf8")) as { account: string };
    expect([edition, signedBy.toLowerCase()]).to.deep.equal([1, account.toLowerCase()]);
    const officer = accounts.find((one) => one.account === signedBy)!;
    expect([officer.powers, officer.appointment.length]).to.deep.equal([["view", "sign"], 66]);
  });

  it("keeps a catalogue of what is registered and recorded, with who answers for it and how it may be had", async () => {
    interface Entry {
      readonly assetId: string;
      readonly tracks: string[];
      readonly responsibilities: { readonly role: string; readonly party: string }[];
      readonly offers: { readonly seriesId: number }[];
    }
    const { items, names } = await get<Listed<Entry> & { names: Record<string, string> }>("/v1/catalogue?limit=200");
    const product = items.find(({ tracks }) => tracks.length === 2)!;
    const told = product.responsibilities.map(({ role, party }) => `${role} ${names[party]}`);
    expect(told).to.include("operator 桂云公共数据运营有限公司（演示）");
    expect(told).to.include("provider 桂云公共数据运营有限公司（演示）");
    expect(told).to.include("registry 广西数据登记中心（演示）");
    expect(product.offers).to.have.lengthOf(3);
    const { items: assets } =
      await get<Listed<{ assetId: string; grade: string; certificates: string[]; records: string[] }>>(
        "/v1/assets?limit=200",
      );
    const listed = assets.filter(
      ({ grade, certificates, records }) => grade === "general" && certificates.length + records.length > 0,
    );
    expect(items.map(({ assetId }) => assetId)).to.have.members(listed.map(({ assetId }) => assetId));
    const document = await get<{ "dcat:dataset": object[] }>("/v1/catalogue?format=dcat&limit=200");
    expect(document["dcat:dataset"]).to.have.lengthOf(items.length);
  });

  it("carries out every kind of registration, and what stood on a cancelled one stops in the same block", async () => {
    const { items } = await get<Listed<{ kind: string; state: string }>>("/v1/registrations?limit=200");
    const certified = items.filter(({ state }) => state === "certified").map(({ kind }) => kind);
    expect(new Set(certified)).to.deep.equal(new Set(["initial", "transfer", "change", "renewal", "cancellation"]));
    const eventsOf = async (id: string) => {
      const { hash } = acts.find((act) => act.id === id)!;
      return (await get<Transaction>(`/v1/transactions/${hash}`)).events.map(({ name }) => name);
    };
    const cancelled = await eventsOf("certify lunar dates ex officio");
    expect(cancelled.filter((name) => name === "RightEnded")).to.have.lengthOf(3);
    expect(cancelled).to.include.members(["CertificateEnded", "RegistrationCertified", "SeriesBasisChanged"]);
    const passed = await eventsOf("certify loading transfer");
    expect(passed.filter((name) => name === "RegistrationCertified")).to.have.lengthOf(2);
    expect(passed.filter((name) => name === "RightConfirmed")).to.have.lengthOf(2);
    const consents = acts.filter(({ id, refused }) => id.startsWith("consent of") && refused === null);
    expect(consents).to.have.lengthOf(5);
  });

  it("notes a seizure and a control, and takes an objection after registration to its end", async () => {
    interface Remarked {
      number: string;
      restrained: boolean;
      annotations: { kind: string; stands: boolean; liftedAt: string | null }[];
      objections: { state: string; steps: { state: string }[]; due: { act: string } | null; overdue: boolean }[];
    }
    const { items } = await get<Listed<Remarked>>("/v1/certificates");
    const noted = items.filter(({ annotations }) => annotations.length > 0);
    const kinds = noted.map(({ restrained, annotations }) => [restrained, annotations.map(({ kind }) => kind)]);
    expect(kinds).to.have.deep.members([
      [false, ["seizure"]],
      [true, ["temporaryControl"]],
    ]);
    const released = noted.find(({ restrained }) => !restrained)!;
    expect(released.annotations[0]?.liftedAt).to.be.a("string");
    const [waiting, dismissed] = released.objections;
    expect(dismissed?.steps.map(({ state }) => state)).to.deep.equal(["raised", "informed", "contested", "dismissed"]);
    expect(waiting).to.deep.include({ state: "raised", overdue: false });
    expect(waiting?.due?.act).to.equal("inform");
    const { items: due } = await get<Listed<{ certificate: string; objectionId: number }>>("/v1/objections");
    expect(due.map(({ certificate, objectionId }) => [certificate, objectionId])).to.deep.equal([[released.number, 1]]);
    const eventsOf = async (id: string) => {
      const { hash } = acts.find((act) => act.id === id)!;
      return (await get<Transaction>(`/v1/transactions/${hash}`)).events.map(({ name }) => name);
    };
    for (const id of ["seizure solar terms", "seizure lifted solar terms"]) {
      expect(await eventsOf(id), id).to.include("SeriesBasisChanged");
    }
  });

  /** Day in Shanghai. */
  const dayOf = (time: string) => new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10);

  it("certifies and records nothing before the official working days of its notice are over", async () => {
    const { items } = await get<Listed<{ caseId: string; state: string; noticeWaived: boolean }>>("/v1/registrations");
    let seen = 0;
    for (const { caseId, state } of items) {
      const found = await get<{
        kind: string;
        publishedAt: string;
        closedAt: string;
        noticeWaived: boolean;
        profileId: number;
      }>(`/v1/registrations/${caseId}`);
      // It gives nobody a right (article 37).
      if (found.kind === "cancellation") {
        expect(found.publishedAt, `case ${caseId}`).to.equal(null);
        continue;
      }
      const { terms } = await get<{ terms: { noticeDays: number } }>(`/v1/profiles/${found.profileId}`);
      if (state !== "certified" || found.noticeWaived || terms.noticeDays === 0) continue;
      expect(terms.noticeDays).to.equal(5);
      const lastDay = chineseDays.findWorkday(5, dayOf(found.publishedAt));
      expect(dayOf(found.closedAt) > lastDay, `case ${caseId} after ${lastDay}`).to.equal(true);
      seen += 1;
    }
    expect(seen).to.equal(9);
    const records =
      await get<Listed<{ recordId: string; publishedAt: string; noticeUntil: string; recordedAt: string }>>(
        "/v1/records",
      );
    expect(records.items).to.have.lengthOf(4);
    for (const { recordId, publishedAt, noticeUntil, recordedAt } of records.items) {
      const lastDay = chineseDays.findWorkday(10, dayOf(publishedAt));
      expect(dayOf(noticeUntil), `record ${recordId}`).to.equal(lastDay);
      expect(dayOf(recordedAt) > lastDay, `record ${recordId} after ${lastDay}`).to.equal(true);
    }
  });

  it("changes, corrects and cancels recorded public data, each in its own way; its operation stood still once", async () => {
    type Asked = Record<
      "kind" | "state" | "publishedAt" | "closedAt" | "recordId" | "answer" | "ground",
      string | null
    >;
    const { items } = await get<Listed<Asked>>("/v1/record-requests");
    expect(items.map(({ kind, state, answer, ground }) => [kind, state, answer, ground])).to.deep.equal([
      ["cancellation", "granted", null, "givenUp"],
      ["correction", "granted", "agrees", null],
      ["change", "granted", null, null],
    ]);
    const change = items[2]!;
    const lastDay = chineseDays.findWorkday(10, dayOf(change.publishedAt!));
    expect(dayOf(change.closedAt!) > lastDay, `the change after ${lastDay}`).to.equal(true);
    const { state, authorisations } = await get<{ state: string; authorisations: Record<string, unknown>[] }>(
      `/v1/records/${change.recordId}`,
    );
    expect(state).to.equal("cancelled");
    expect(authorisations.map(({ ended, live, suspendedBy }) => [ended, live, suspendedBy])).to.deep.equal([
      [true, false, null],
    ]);
    const written = async (id: string) => {
      const { hash } = acts.find((act) => act.id === id)!;
      return (await get<Transaction>(`/v1/transactions/${hash}`)).events.map(({ name }) => name);
    };
    expect(await written("suspend operation")).to.deep.equal(["OperationWasSuspended"]);
    expect(await written("resume operation")).to.deep.equal(["OperationWasResumed"]);
    expect(await written("assess operation")).to.deep.equal(["OperationSafetyAssessed"]);
    expect(await written("grant cancellation")).to.deep.equal([
      "RecordRequestGranted",
      "RecordWasCancelled",
      "AuthorisationWasEnded",
    ]);
  });

  it("traces the last voucher of the split chain back to its issue, by name", async () => {
    const { items } = await get<Listed<Voucher>>("/v1/vouchers");
    const leaf = items.find(({ units }) => units === "50")!;
    const trace = await get<{
      steps: { kind: string; units: string; to: string; transaction: string }[];
      lineage: { edges: { from: string; to: string; units: string }[] };
      certificate: { number: string };
      names: Record<string, string>;
    }>(`/v1/vouchers/${leaf.label}/provenance`);
    const told = (id: string) => acts.find((act) => act.id === id)!.hash;
    expect(trace.steps.map(({ kind, units, to, transaction }) => [kind, units, trace.names[to], transaction]))
      .to.deep //
      .equal([
        ["issued", "1000", "平陆物流有限公司（演示）", told("mint for logistics")],
        ["splitFrom", "200", "邕冷供应链有限公司（演示）", told("split 200")],
        ["splitFrom", "50", "百色鲜果配送有限公司（演示）", told("resale 50")],
      ]);
    expect(trace.lineage.edges.map(({ units }) => units)).to.have.members(["200", "50"]);
    expect(trace.certificate.number).to.match(/^SJ451\d{10}$/);
  });

  it("keeps units: issued are live, used, licensed, cancelled and expired ones, and the vouchers hold the live ones", async () => {
    const { items: series } = await get<Listed<Series>>("/v1/series");
    expect(series).to.have.lengthOf(8);
    for (const { seriesId, totals } of series) {
      const { issued, live, used, licensed, cancelled, expired } = totals;
      const parts = [live, used, licensed, cancelled, expired];
      expect(BigInt(issued)).to.equal(parts.reduce((sum, units) => sum + BigInt(units), 0n));
      const { items } = await get<Listed<Voucher>>(`/v1/vouchers?series=${seriesId}`);
      expect(items.reduce((sum, { units }) => sum + BigInt(units), 0n)).to.equal(BigInt(live));
    }
    expect(series.map(({ totals }) => totals.issued).sort()).to.deep.equal([
      "0",
      "100",
      "1000",
      "120",
      "30",
      "500",
      "60",
      "60",
    ]);
  });

  it("keeps keys for their owner only, of this folder only, and out of everything it says", async () => {
    const folder = join(dataDir, "keys");
    expect((await stat(folder)).mode & 0o777).to.equal(0o700);
    const secrets: string[] = [];
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      expect((await stat(path)).mode & 0o777, path).to.equal(entry.isDirectory() ? 0o700 : 0o600);
      if (entry.isDirectory() || entry.parentPath !== folder) continue;
      const text = (await readFile(path, "utf8")).trim();
      if (entry.name === "api-keys.json") secrets.push(...Object.values(JSON.parse(text) as Record<string, string>));
      else if (entry.name.endsWith(".json")) secrets.push((JSON.parse(text) as { privateKey: string }).privateKey);
      else secrets.push(text);
    }
    expect(new Set(secrets).size).to.equal(secrets.length).and.be.greaterThan(14);
    // The first key of the mnemonic that every development tool knows.
    expect(secrets).not.to.include("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    for (const secret of secrets) expect(start.said()).not.to.include(secret.replace(/^0x/, ""));
    const written = ["story/told.json", "story/summary.md", "story/acts.jsonl", "deployment.json", "ledger.json"];
    for (const file of written) {
      const text = await readFile(join(dataDir, file), "utf8");
      for (const secret of secrets) expect(text, file).not.to.include(secret.replace(/^0x/, ""));
    }
  });

  it("serves the explorer's page at its addresses, and problems to programs", async () => {
    const page = (path: string, accept: string) => fetch(addresses.gateway + path, { headers: { accept } });
    const root = await (await page("/", "text/html")).text();
    expect(root).to.match(/<!doctype html>/i);
    for (const path of ["/vouchers/1-3", "/certificates/SJ4512026090001", "/assets/0x00", "/verify"]) {
      const answer = await page(path, "text/html,*/*;q=0.8");
      expect(answer.status, path).to.equal(200);
      expect(await answer.text(), path).to.equal(root);
    }
    for (const [path, accept] of [
      ["/v1/nothing", "text/html"],
      ["/vouchers/1-3", "application/json"],
      ["/assets/index-none.js", "text/html"],
    ] as const) {
      const answer = await page(path, accept);
      expect(answer.status, path).to.equal(404);
      expect(((await answer.json()) as { code: string }).code, path).to.equal("ROUTE_NOT_FOUND");
    }
  });

  it("is there again with the same clocks", async () => {
    expect(await start.end("SIGINT")).to.equal(0);
    const again = bench.launch({ dataDir });
    const { gateway, rpc } = await again.ready();
    expect(await expectClocksAgree(gateway, rpc, deployment)).to.have.lengthOf(17);
    expect(await again.end("SIGINT")).to.equal(0);
  });

  it("builds the index anew at a start that asks for it, with the same answers", async () => {
    const vouchers = async (args: readonly string[]) => {
      const start = bench.launch({ dataDir, args });
      const { gateway } = await start.ready();
      const { items } = await answerOf<Listed<unknown>>(`${gateway}/v1/vouchers`);
      expect(await start.end("SIGINT")).to.equal(0);
      return { items, said: start.said() };
    };
    const before = await vouchers([]);
    const after = await vouchers(["--rebuild"]);
    expect(before.items.length).to.be.greaterThan(0);
    expect(after.items).to.deep.equal(before.items);
    expect(before.said).not.to.include("Index built anew");
    expect(after.said).to.match(/Index built anew up to block \d+/);
  });

  it(`gives the same bytes after a rebuild, and after ${KILLS} kills while it indexes (SEED=${SEED})`, async () => {
    const { chainId } = JSON.parse(await readFile(join(dataDir, "ledger.json"), "utf8")) as { chainId: number };
    const node = await serveNode(dataDir, chainId);
    const env = gatewayEnv(dataDir, node.url, await freePort());
    const random = createRandom(SEED);
    try {
      const response = await fetch(node.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] }),
      });
      const head = Number(((await response.json()) as { result: string }).result);
      const answers = async (paths: readonly string[]) => {
        const gateway = startGateway(env);
        await untilIndexed(gateway.url, head);
        const bodies = [];
        for (const path of paths) {
          const answer = await fetch(gateway.url + path);
          bodies.push(`${path} ${answer.status} ${await answer.text()}`);
        }
        await gateway.end();
        return bodies;
      };
      const paths = await pathsOf(env, head);
      const before = await answers(paths);
      expect(before.filter((body) => !/^\S+ 200 /.test(body))).to.deep.equal([]);

      execFileSync(process.execPath, [GATEWAY_CLI, "rebuild"], { env, stdio: "inherit" });
      expect(await answers(paths)).to.deep.equal(before);

      await rm(join(dataDir, "gateway/index"), { recursive: true });
      for (let kill = 0; kill < KILLS; kill++) {
        // One block a question, so that there is something to be killed in.
        const gateway = startGateway({ ...env, LOG_RANGE: "1" });
        const url = `${gateway.url}/livez`;
        while (!(await fetch(url).catch(() => undefined))) await delay(2);
        await delay(random() * 120);
        await gateway.end("SIGKILL");
      }
      expect(await answers(paths)).to.deep.equal(before);
    } finally {
      await node.end();
    }
  });

  /** Addresses of ledger answers of every kind: lists, and each thing that is in them. */
  async function pathsOf(env: NodeJS.ProcessEnv, head: number): Promise<string[]> {
    const gateway = startGateway(env);
    try {
      await untilIndexed(gateway.url, head);
      return await pathsAt(gateway.url, head);
    } finally {
      await gateway.end();
    }
  }

  async function pathsAt(url: string, head: number): Promise<string[]> {
    const ask = async <T>(path: string) => (await (await fetch(url + path)).json()) as T;
    const lists: [string, string][] = [
      ["/v1/parties", "party"],
      ["/v1/registries", "registry"],
      ["/v1/assets", "assetId"],
      ["/v1/registrations", "caseId"],
      ["/v1/certificates", "number"],
      ["/v1/records", "recordId"],
      ["/v1/record-requests", "requestId"],
      ["/v1/series", "seriesId"],
      ["/v1/vouchers", "label"],
      ["/v1/calendar", "year"],
      ["/v1/profiles", "profileId"],
      ["/v1/transactions", "hash"],
    ];
    const parts: Readonly<Record<string, readonly string[]>> = {
      "/v1/parties": ["/holdings", "/history?limit=200", "/history?order=oldest&limit=3"],
      "/v1/assets": ["/lineage", "/provenance", "/history?limit=200"],
      "/v1/registries": ["/reports", "/statistics", "/statistics?year=2026&month=10"],
      "/v1/certificates": ["/annotations", "/objections", "/objections?limit=1"],
      "/v1/series": ["/licences", "/terms", "/odrl"],
      "/v1/vouchers": [
        "/provenance",
        "/provenance?format=prov",
        "/provenance?format=csv",
        `/provenance?asOfBlock=${head - 1}`,
        "/history?order=oldest",
      ],
    };
    const paths = [
      "/v1/statistics",
      "/v1/events/list?limit=200",
      "/v1/blocks",
      "/v1/calendar/working-days?from=2026-03-02T01:00:00Z&days=10",
      "/v1/commitments",
      "/v1/registrations?order=due",
      "/v1/registrations?act=consent",
      "/v1/certificates?state=cancelled",
      "/v1/objections",
      "/v1/reviews",
      "/v1/reviews?state=all",
      "/v1/search?q=广西",
      "/v1/catalogue",
      "/v1/catalogue?track=public&limit=1",
      "/v1/catalogue?format=dcat&limit=200",
      "/v1/usage",
      "/v1/usage?seriesId=1",
      "/v1/usage?voucherId=1-1",
      "/v1/usage/prohibited",
      `/v1/blocks/${head}`,
    ];
    for (const [list, id] of lists) {
      const { items } = await ask<Listed<Record<string, unknown>>>(`${list}?limit=200`);
      expect(items, list).to.not.deep.equal([]);
      const things = items.map((item) => `${list}/${String(item[id])}`);
      paths.push(list, `${list}?limit=2`, ...things);
      for (const part of parts[list] ?? []) paths.push(...things.map((thing) => thing + part));
      for (const thing of things.slice(0, 20)) {
        const found = await ask<{ accounts?: { account: string }[]; authorisations?: { authorisationId: string }[] }>(
          thing,
        );
        if (list === "/v1/parties") paths.push(...found.accounts!.map(({ account }) => `/v1/accounts/${account}`));
        if (list !== "/v1/records") continue;
        paths.push(...found.authorisations!.map((each) => `/v1/authorisations/${each.authorisationId}`));
      }
    }
    requireEveryRoute(await ask("/openapi.json"), paths);
    return paths;
  }
});

/** Answers that are no ledger answers: they speak of this gateway, or of what only it keeps. */
const ofTheGateway = new Set([
  "/v1/status",
  "/v1/events",
  "/v1/keys",
  "/v1/me",
  "/v1/operations/{id}",
  "/v1/documents/{sha256}",
  "/v1/parties/{party}/details",
  "/v1/parties/{party}/inquiries",
  "/v1/assets/{assetId}/inquiries",
  "/v1/certificates/{number}/inquiries",
  "/v1/registrations/{id}/inquiries",
  "/v1/registrations/{id}/file",
  "/v1/inquiries",
  "/v1/inquiries/waiting",
  "/v1/national/reconciliation",
  "/v1/inquiries/{inquiry}",
  "/v1/inquiries/{inquiry}/reads",
]);

/**
 * A report is of a year that is over, and the history has none: what it is made of, the statistics of the running year,
 * is compared instead.
 */
const notYet = "/v1/registries/{party}/reports/{year}/document";

/** Papers are signed with the registry's key when they are asked for. */
const signed = /^\/v1\/certificates\/(.*\.(pdf|vc)|status\/)/;

/** A route that is added later is compared too, or is named as the gateway's own. */
function requireEveryRoute({ paths: routes }: { paths: Record<string, object> }, paths: readonly string[]): void {
  const asked = paths.map((path) => path.split("?", 1)[0]!);
  for (const [route, methods] of Object.entries(routes)) {
    if (!("get" in methods) || !route.startsWith("/v1/") || ofTheGateway.has(route) || signed.test(route)) continue;
    if (route === notYet) continue;
    const pattern = new RegExp(`^${route.replace(/\{\w+\}/g, "[^/]+")}$`);
    expect(
      asked.some((path) => pattern.test(path)),
      `${route} is compared`,
    ).to.equal(true);
  }
}
