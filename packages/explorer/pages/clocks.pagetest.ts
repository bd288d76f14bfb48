import type { Answers } from "@data-voucher/gateway/answers";
import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { dayOf } from "../src/format/time.ts";
import { startLedger, type StartedLedger } from "./ledger.ts";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

/** The history ends on this day with an application without an answer and with a notice. */
const lastDays = "2026-12-24T02:00:00Z";
/** Nobody answered, and what is due reaches into a year that is not loaded. */
const newYear = "2026-12-29T02:00:00Z";
/** Nobody acted at all. */
const february = "2027-02-10T02:00:00Z";

describe("Cases whose time passes", () => {
  let ledger: StartedLedger;
  let site: Site;
  let visitor: Visitor;

  before(async function () {
    this.timeout(300_000);
    ledger = await startLedger({ time: lastDays });
    await passTo(newYear);
    site = await openSite(ledger);
  });
  beforeEach(async () => {
    visitor = await site.visit();
  });
  afterEach(async () => {
    await visitor.context.close();
    expect(visitor.troubles).to.deep.equal([]);
  });
  after(() => site?.close());

  /** Starts the ledger again at a time and waits for its first block then. */
  async function passTo(time: string) {
    await ledger.stop();
    await ledger.startAgain(time);
    await until(({ indexed }) => (indexed?.time ?? "") >= time);
  }

  /** Waits until the gateway stands as wished; one that has just started may be too busy for the first answers. */
  async function until(wish: (status: Answers["/v1/status"]) => boolean) {
    for (;;) {
      const status = await ask(ledger.url, "/v1/status").catch(() => undefined);
      if (status && wish(status)) return;
      await new Promise(setImmediate);
    }
  }

  it("are accepted by law when nobody answers, though that is not yet written down", async () => {
    const { items } = await ask(ledger.url, "/v1/registrations");
    const deemed = items.find(({ clock }) => clock.deemed)!;
    await visitor.open(`/registrations/${deemed.caseId}`);
    const { page } = visitor;
    const chips = page.locator(".page-head .chips").first();
    expect(await chips.innerText())
      .to.include("视为受理（第十七条）")
      .and.include("尚未记载");
    await page.getByText(`依第十七条自 ${dayOf(deemed.acceptedAt!)} 起视为受理`).waitFor();
    await page.getByText("完成审查", { exact: true }).waitFor();
  });

  it("wait for the calendar of the new year, which the page names and explains", async () => {
    const { page } = visitor;
    await visitor.open("/desk");
    const rows = page.getByRole("table", { name: "待办案件" }).getByRole("row");
    await rows.filter({ hasText: "待 2027 年度日历" }).first().getByRole("link", { name: / · / }).click();
    await page.getByText(/^该期限跨入 2027 年/).waitFor();
    await page.getByRole("link", { name: "查看 2027 年度日历" }).click();
    await page.getByText("2027 年的工作日历尚未载入。").waitFor();
  });

  it("fit the screen in English, wide and narrow, whatever there is to explain", async () => {
    const { items } = await ask(ledger.url, "/v1/registrations", "", { order: "due" });
    for (const width of [1280, 390]) {
      const other = await site.visit({ locale: "en-GB", width });
      for (const path of ["/desk", ...items.map(({ caseId }) => `/registrations/${caseId}`)]) {
        await other.open(path);
        await other.page.getByText("Waits for the calendar of 2027").first().waitFor();
        const over = await other.page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect(over, `${path} at ${width}`).to.equal(0);
      }
      await other.context.close();
      expect(other.troubles).to.deep.equal([]);
    }
  });

  it("know their limits once the year is loaded, and are overdue when those have passed", async function () {
    this.timeout(180_000);
    await loadYear();
    const { page } = visitor;
    await visitor.open("/calendar/2027");
    expect(await page.locator("table.month").count()).to.equal(12);
    await visitor.open("/desk");
    expect(await page.getByText("待 2027 年度日历").count()).to.equal(0);
    // A page that stays open would ask on while the ledger is down.
    await page.goto("about:blank");
    await passTo(february);
    await visitor.open("/desk?when=overdue");
    const { items } = await ask(ledger.url, "/v1/registrations", "", { order: "due" });
    const overdue = items.filter((found) => found.overdue);
    expect(overdue).to.have.lengthOf.at.least(1);
    const rows = page.getByRole("table", { name: "待办案件" }).locator("tbody tr");
    expect(await rows.count()).to.equal(overdue.length);
    const days = Math.abs(overdue[0]!.workingDaysLeft!);
    await rows.first().getByText(`已逾期 ${days} 个工作日`).waitFor();
    const tile = page.getByRole("navigation", { name: "按截止时间" }).getByRole("link", { name: "已逾期" });
    expect(await tile.locator(".number").textContent()).to.equal(String(overdue.length));
    await rows.first().getByRole("link", { name: / · / }).click();
    await page.locator(".due-late").waitFor();
    await page.getByRole("table", { name: "各阶段数据表" }).getByText("已逾期").first().waitFor();
    // What is late is drawn from its limit to today.
    const [limit, today] = await Promise.all([
      page.locator(".period-late").first().boundingBox(),
      page.locator(".period-today").boundingBox(),
    ]);
    expect(today!.x).to.be.greaterThan(limit!.x + limit!.width + 4);
  });

  /** Loads 2027 as the regulator does. */
  async function loadYear() {
    const keys = await readFile(join(ledger.dataDir, "keys/api-keys.json"), "utf8");
    const { regulator } = JSON.parse(keys) as { regulator: string };
    const answer = await fetch(`${ledger.url}/v1/calendar/2027`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${regulator}`,
        "content-type": "application/json",
        "idempotency-key": "year-2027",
      },
      body: JSON.stringify({ holidays: ["2027-01-01"], makeUpDays: [], documentDigest: `0x${"27".repeat(32)}` }),
    });
    expect(answer.ok, await answer.text()).to.equal(true);
    await until(({ calendarYears }) => calendarYears.includes(2027));
  }
});
