import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  type ClockText,
  createCalendar,
  createLedger,
  type Ledger,
  type LedgerDeployment,
  packYear,
  profiles,
  randomAssetKey,
  randomPartyId,
  type Role,
} from "@data-voucher/sdk";
import { expect } from "chai";
import { id, Wallet } from "ethers";
import { isOfficialYearKnown, officialYear } from "../../scripts/calendar/official-year.ts";
import { yearsNeeded } from "../../scripts/embedded/to-do.ts";
import { answerOf } from "./answer.ts";
import { type Addresses, createBench, type Launch } from "./launch.ts";

const CALENDAR = join(import.meta.dirname, "../../scripts/calendar/main.ts");
const run = promisify(execFile);
const documentDigest = id("a document");

/** A year as the calendar command takes it: the official one, or ordinary weeks where that is not known yet. */
const daysOf = (year: number) =>
  isOfficialYearKnown(year) ? officialYear(year) : { year, holidays: [], makeUpDays: [] };

describe("A ledger that begins empty", function () {
  this.timeout(120_000);
  const bench = createBench();
  const opened: Ledger[] = [];
  let dataDir: string;
  let start: Launch;
  let addresses: Addresses;
  let deployment: LedgerDeployment;
  let authority: Ledger;
  let registry: string;
  let firm: Ledger;
  let assetId: string;

  const open = async (key: string): Promise<Ledger> => {
    const ledger = await createLedger({ rpcUrl: addresses.rpc, deployment, signer: new Wallet(key) });
    opened.push(ledger);
    return ledger;
  };
  const readJson = async <T>(file: string) => JSON.parse(await readFile(join(dataDir, file), "utf8")) as T;

  before(async () => {
    dataDir = await bench.folder();
    start = bench.launch({ dataDir, args: ["--empty"] });
    addresses = await start.ready();
    deployment = await readJson("deployment.json");
    authority = await open((await readJson<{ privateKey: string }>("keys/authority.json")).privateKey);
    registry = (await admit("登记机构", ["registry"])).party;
    await (await authority.registries.setCode({ registry, region: 45, digit: 1 })).wait();
    firm = await open((await admit("企业", ["trader"])).key);
    assetId = await declare(firm, "enterprise");
  });
  after(async () => {
    for (const ledger of opened) ledger.close();
    await bench.clean();
  });

  async function admit(name: string, roles: readonly Role[]) {
    const key = Wallet.createRandom();
    const admission = {
      partyId: randomPartyId(),
      roles,
      jurisdiction: 156,
      identityDigest: documentDigest,
      safeUseCommitment: roles.includes("trader") ? documentDigest : null,
      account: key.address,
      powers: ["operate", "approve"] as const,
      name,
    };
    const { party } = await (await authority.parties.admit(admission)).wait();
    return { party, key: key.privateKey };
  }

  async function declare(by: Ledger, category: "enterprise" | "governmentDuty"): Promise<string> {
    const described = { fingerprint: id("data"), descriptorDigest: id("description"), name: "数据" };
    const nature = { source: "collected", category, grade: "general" } as const;
    return (await (await by.assets.declare({ key: randomAssetKey(), ...described, ...nature })).wait()).assetId;
  }

  const application = () => {
    const until = Math.floor(Date.now() / 1000) + 300 * 86_400;
    const claim = { right: "hold", until, territory: 156, resale: false, purposes: ["logistics"] } as const;
    return { assetId, registry, evidenceDigest: documentDigest, claims: [claim] };
  };

  /** Sends a write with the API key of the authority's desk and waits until it is final. */
  async function asAuthority(path: string, body: object): Promise<void> {
    const { regulator } = await readJson<{ regulator: string }>("keys/api-keys.json");
    const headers = {
      authorization: `Bearer ${regulator}`,
      "content-type": "application/json",
      "idempotency-key": `empty ${path}`.replace(/[^\w-]/g, "-"),
      prefer: "wait=30",
    };
    const answer = await fetch(`${addresses.gateway}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const operation = (await answer.json()) as { state: string; success: boolean };
    expect(answer.status, JSON.stringify(operation)).to.equal(200);
    expect(operation).to.include({ state: "final", success: true });
  }

  /** The clocks of the first case at the gateway, once it has read the ledger so far. */
  async function clock(): Promise<ClockText> {
    const head = await authority.client.provider.getBlockNumber();
    for (;;) {
      const { indexed } = await answerOf<{ indexed: { number: number } | null }>(`${addresses.gateway}/v1/status`);
      if ((indexed?.number ?? 0) >= head) break;
    }
    return (await answerOf<{ clock: ClockText }>(`${addresses.gateway}/v1/registrations/1`)).clock;
  }

  it("says what its authority has to decide first, and how", () => {
    for (const year of yearsNeeded(Date.now() / 1000)) {
      expect(start.said()).to.include(`npm run calendar -- --year ${year}`);
    }
    expect(start.said()).to.match(/until then its deadlines are pending and nothing lapses/);
    expect(start.said()).to.match(/POST \/v1\/profiles, .*\n.* refused: PROFILE_MISSING/);
    expect(start.said()).to.match(/POST \/v1\/public-profile\n.* refused: PUBLIC_PROFILE_MISSING/);
  });

  it("refuses an application at a registry without a profile, in a sentence", async () => {
    const refused = await firm.cases.apply.simulate(application());
    expect(refused).to.include({ ok: false, code: "PROFILE_MISSING" });
    const error = await firm.cases.apply(application()).catch((cause: unknown) => cause as Error);
    expect((error as Error).message).to.include("The registry has no profile yet; the authority must give it one");
    const body = await open((await admit("公共机构", ["authorisingBody"])).key);
    const record = { assetId: await declare(body, "governmentDuty"), until: application().claims[0]!.until };
    expect(await body.records.submit.simulate({ ...record, documentDigest })).to.include({
      ok: false,
      code: "PUBLIC_PROFILE_MISSING",
    });
  });

  it("takes it once the authority has given a profile, with deadlines that are pending", async () => {
    const { label, terms } = profiles.nationalGuide;
    await asAuthority("/v1/profiles", { label, terms, documentDigest });
    await asAuthority(`/v1/parties/${registry}/profile`, { profileId: 1, documentDigest });
    const { caseId } = await (await firm.cases.apply(application())).wait();
    expect(caseId).to.equal(1n);
    const pending = { act: "accept", by: registry, until: "pending" };
    expect(await clock()).to.deep.include({ state: "applied", acceptBy: "pending", due: pending });
    expect(await firm.cases.clock(1)).to.deep.equal(await clock());
  });

  it("counts from the application once the calendar is loaded by the command it named", async () => {
    const years = yearsNeeded(Date.now() / 1000);
    await writeFile(join(dataDir, "notice.txt"), "国务院办公厅关于部分节假日安排的通知");
    for (const year of years) {
      await writeFile(join(dataDir, "days.json"), JSON.stringify(daysOf(year)));
      const where = ["--rpc-url", addresses.rpc, "--deployment", join(dataDir, "deployment.json")];
      const what = ["--days", join(dataDir, "days.json"), "--notice", join(dataDir, "notice.txt")];
      const key = ["--key-file", join(dataDir, "keys/authority.json")];
      const args = [CALENDAR, "--year", String(year), ...where, ...what, ...key];
      expect((await run(process.execPath, args)).stdout).to.include("Loaded as version 1");
    }
    const calendar = createCalendar(new Map(years.map((year) => [year, packYear(daysOf(year))])));
    const { appliedAt } = await answerOf<{ appliedAt: string }>(`${addresses.gateway}/v1/registrations/1`);
    const acceptBy = calendar.addWorkingDays(Date.parse(appliedAt) / 1000, 3);
    expect(Date.parse((await clock()).acceptBy ?? "") / 1000).to.equal(acceptBy);
    expect(await firm.cases.clock(1)).to.deep.equal(await clock());
  });

  it("has nothing left to say of it at the next start but the public track", async () => {
    for (const ledger of opened.splice(0)) ledger.close();
    expect(await start.end("SIGINT")).to.equal(0);
    const again = bench.launch({ dataDir });
    await again.ready();
    expect(again.said()).not.to.include("npm run calendar").and.not.to.include("POST /v1/profiles");
    expect(again.said()).to.include("POST /v1/public-profile");
    await again.end("SIGINT");
  });
});
