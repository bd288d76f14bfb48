import { expect } from "chai";
import { dayOf } from "../src/format/time.ts";
import { openSite, type Site, type Visitor } from "./site.ts";
import { addressesOf, ask } from "./subjects.ts";

describe("A clerk of a registry", () => {
  let site: Site;
  let visitor: Visitor;
  let pathOf: (name: string) => string;

  before(async () => {
    site = await openSite();
    const paths = new Map(await addressesOf(site.url));
    pathOf = (name) => paths.get(name) ?? "/";
  });
  beforeEach(async () => {
    visitor = await site.visit();
  });
  afterEach(async () => {
    await visitor.context.close();
    expect(visitor.troubles).to.deep.equal([]);
  });
  after(() => site?.close());

  it("comes from the party's page to the registry's own desk, and sees open cases by what is due", async () => {
    const { page } = visitor;
    await visitor.open(pathOf("registry"));
    await page.getByRole("link", { name: "打开工作台" }).click();
    await page.waitForURL(/\/desk\/0x/);
    await visitor.settled();
    const registry = page.url().split("/").at(-1)!;
    const { items } = await ask(site.url, "/v1/registrations", "", { order: "due", registry });
    const table = page.getByRole("table", { name: "待办案件" });
    const days = await table.locator("tbody tr td:first-child time").allTextContents();
    expect(days).to.deep.equal(items.map(({ clock }) => dayOf(clock.due!.until!)));
    expect(days).not.to.deep.equal([]);
    expect(await table.locator("thead th").allTextContents()).not.to.include("登记机构");
    await table.getByRole("link", { name: `${items[0]!.caseId} · 初次登记` }).click();
    await page.waitForURL(`**/registrations/${items[0]!.caseId}`);
  });

  it("reaches the desk from the header and narrows it by keyboard to one next step", async () => {
    const { page } = visitor;
    await visitor.open("/");
    await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "登记工作台" }).click();
    await visitor.settled();
    const { items } = await ask(site.url, "/v1/registrations", "", { order: "due" });
    const rows = page.getByRole("table", { name: "待办案件" }).locator("tbody tr");
    expect(await rows.count()).to.equal(items.length);
    const noticed = items.filter(({ clock }) => clock.due?.act === "notice").length;
    expect(noticed).to.be.within(1, items.length - 1);
    await page.getByLabel("下一步").focus();
    await page.keyboard.press("ArrowDown");
    await page.getByLabel("下一步").selectOption({ label: "公示中" });
    await page.getByRole("button", { name: "筛选" }).press("Enter");
    await page.waitForURL(/\/desk\?what=notice$/);
    await visitor.settled();
    await page.waitForFunction(
      (n) => document.querySelectorAll("table[role=table]")[0]?.querySelectorAll("tbody tr").length === n,
      noticed,
    );
    // The other filter keeps this one.
    await page.getByRole("navigation", { name: "按截止时间" }).getByRole("link", { name: "已逾期" }).click();
    await page.waitForURL(/\/desk\?what=notice&when=overdue$/);
    await page.getByText("没有符合条件的在办案件。").waitFor();
  });

  it("chooses among the registries", async () => {
    const { page } = visitor;
    await visitor.open("/desk");
    const { items } = await ask(site.url, "/v1/parties", "", { role: "registry" });
    const options = await page.getByLabel("登记机构").locator("option").allTextContents();
    expect(options.sort()).to.deep.equal(["全部登记机构", ...items.map(({ name }) => name)].sort());
    await page.getByLabel("登记机构").selectOption(items[0]!.party);
    await page.getByRole("button", { name: "筛选" }).click();
    await page.waitForURL(`**/desk/${items[0]!.party}`);
    await page.getByRole("heading", { level: 1, name: items[0]!.name! }).waitFor();
  });

  it("reads on a case who must act until when, and sees its periods drawn and as a table", async () => {
    const { page } = visitor;
    await visitor.open(pathOf("registration-running"));
    const found = await ask(site.url, "/v1/registrations/:id", pathOf("registration-running").split("/").at(-1));
    const due = page.locator(".due");
    await due.getByText("由谁办理").waitFor();
    expect(await due.locator("time").first().textContent()).to.equal(dayOf(found.clock.due!.until!));
    const rows = await page.getByRole("table", { name: "各阶段数据表" }).locator("tbody tr").count();
    expect(await page.locator(".period").count()).to.equal(rows);
    expect(await page.getByRole("img", { name: "办理时间轴" }).count()).to.equal(1);
    await page.getByRole("link", { name: `登记规则配置 ${found.profileId}` }).click();
    await page.getByText("第十七条").waitFor();
  });

  it("reads that a case was accepted by law, extended, lapsed or spared its notice", async () => {
    const { page } = visitor;
    await visitor.open(pathOf("registration-deemed"));
    await page.getByText("视为受理（第十七条）").waitFor();
    await page.getByText(/依第十七条自 \d{4}-\d\d-\d\d 起视为受理/).waitFor();
    await page.getByText("延长 5 个工作日（第二十八条）").waitFor();
    await visitor.open(pathOf("registration-lapsed"));
    await page.locator(".page-head").getByText("视为未申请").waitFor();
    await page.getByText(/期满未提交$/).waitFor();
    const { items } = await ask(site.url, "/v1/registrations");
    const waived = items.find(({ noticeWaived }) => noticeWaived)!;
    await visitor.open(`/registrations/${waived.caseId}`);
    await page.getByText("免予公示（第二十四条）").waitFor();
    const stages = await page.getByRole("table", { name: "各阶段数据表" }).locator("td:first-child").allTextContents();
    expect(stages).to.deep.equal(["受理", "审查", "受理至办结"]);
  });

  it("reads the working days of a year off twelve tables, without colours", async () => {
    const { page } = visitor;
    await visitor.open(pathOf("calendar-year"));
    const year = await ask(site.url, "/v1/calendar/:year", pathOf("calendar-year").split("/").at(-1));
    expect(await page.locator("table.month").count()).to.equal(12);
    const days = page.locator("table.month .day");
    const works = await days.evaluateAll(
      (all) =>
        all.filter((day) => {
          const { borderTopStyle, borderTopColor } = getComputedStyle(day);
          return borderTopStyle === "solid" && borderTopColor !== "rgba(0, 0, 0, 0)";
        }).length,
    );
    expect(works).to.equal(year.workingDays);
    const marks = await days.locator("small").allTextContents();
    expect(marks.filter((mark) => mark === "休")).to.have.lengthOf(year.holidays.length);
    expect(marks.filter((mark) => mark === "班")).to.have.lengthOf(year.makeUpDays.length);
  });

  it("counts a time limit, and is told which year it waits for", async () => {
    const { page } = visitor;
    const { items } = await ask(site.url, "/v1/calendar");
    const last = Math.max(...items.map(({ year }) => year));
    const from = `${last}-03-02`;
    const end = await ask(site.url, "/v1/calendar/working-days", "", { from: `${from}T04:00:00Z`, days: "10" });
    await visitor.open("/calendar");
    await page.getByLabel("起算日").fill(from);
    await page.getByRole("button", { name: "计算" }).click();
    await page.getByText(`自 ${from} 起（当日不计）第 10 个工作日：`).waitFor();
    expect(await page.locator(".tool-answer time").textContent()).to.equal(dayOf(end.deadline));
    await page.getByLabel("工作日数").fill("400");
    await page.getByRole("button", { name: "计算" }).click();
    await page.getByRole("link", { name: `待 ${last + 1} 年度日历` }).click();
    await page.getByText(`${last + 1} 年的工作日历尚未载入。`).waitFor();
  });

  it("finds a profile with its numbers, articles and users, and a trial marked", async () => {
    const { page } = visitor;
    await visitor.open("/profiles");
    await page
      .getByRole("row", { name: /试运行/ })
      .getByRole("link")
      .first()
      .click();
    await page.waitForURL(/\/profiles\/\d+$/);
    await visitor.settled();
    await page.locator(".page-head").getByText("试运行", { exact: true }).waitFor();
    const { terms, registries } = await ask(site.url, "/v1/profiles/:id", page.url().split("/").at(-1));
    const row = page.getByRole("row", { name: /^受理答复/ });
    expect(await row.getByRole("cell").allTextContents()).to.deep.equal([
      "受理答复",
      `${terms.acceptanceDays} 个工作日`,
      "第十七条",
    ]);
    for (const registry of registries) {
      expect(await page.locator(`main a[href="/parties/${registry}"]`).count()).to.be.at.least(1);
    }
  });

  it("finds profiles and years by search, and events about them as sentences", async () => {
    const { page } = visitor;
    const [{ year } = { year: 0 }] = (await ask(site.url, "/v1/calendar")).items;
    await visitor.open(`/search?q=${year}`);
    const found = page.locator(`.found a[href="/calendar/${year}"]`);
    await found.or(page.getByRole("heading", { level: 1, name: `${year} 年工作日历` })).waitFor();
    await visitor.open(`/search?q=${encodeURIComponent("国家指引")}`);
    await page.waitForURL(/\/profiles\/\d+$/);
    await visitor.open("/events?name=CalendarYearLoaded");
    await page.getByText(`${year} 年工作日历，第 1 版`).first().waitFor();
    await visitor.open("/events?name=ProfileGiven");
    await page.getByText("适用登记规则配置").first().waitFor();
  });
});
