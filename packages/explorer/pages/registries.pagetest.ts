import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "chai";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

type Registry = Awaited<ReturnType<typeof ask<"/v1/registries">>>["items"][number];

describe("Registries", () => {
  let site: Site;
  let visitor: Visitor;
  let registries: readonly Registry[];

  before(async function () {
    this.timeout(300_000);
    site = await openSite();
    registries = (await ask(site.url, "/v1/registries")).items;
  });
  beforeEach(async () => {
    visitor = await site.visit();
  });
  afterEach(async () => {
    await visitor.context.close();
    expect(visitor.troubles).to.deep.equal([]);
  });
  after(() => site?.close());

  /** Cells of the rows of a table, as texts. */
  const rowsOf = (name: string | RegExp) =>
    visitor.page
      .getByRole("table", { name, exact: true })
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)));

  it("are listed by code with their standing and what is due, among the pages of registration", async () => {
    const { page } = visitor;
    await visitor.open("/registrations");
    await page.getByRole("navigation", { name: "登记" }).getByRole("link", { name: "登记机构" }).click();
    await page.waitForURL("**/registries");
    await visitor.settled();
    const rows = await rowsOf("登记机构");
    expect(rows.map(([name]) => name)).to.deep.equal(registries.map(({ name }) => name));
    expect(rows.map(([, code]) => code)).to.deep.equal(registries.map(({ region, digit }) => `SJ${region}${digit}`));
  });

  it("show what they did as bars and as a table with the same numbers", async () => {
    const { page } = visitor;
    const [first] = registries;
    const { year, total } = await ask(site.url, "/v1/registries/:party/statistics", first!.registry);
    await visitor.open(`/registries/${first!.registry}`);
    const applied = Object.values(total.applied).reduce((sum, count) => sum + count, 0);
    const chart = page.getByRole("img", { name: "各月登记申请数" });
    expect(await chart.locator("desc").textContent()).to.include(`${year} 年共 ${applied} 件`);
    expect(await chart.locator("rect").count()).to.equal(12);
    const rows = await rowsOf(`${year} 年业务统计`);
    const initial = rows.find(([what]) => what === "申请: 初次登记")!;
    expect(Number(initial[1])).to.equal(total.applied.initial);
    const months = initial.slice(2).map(Number);
    expect(months.reduce((sum, count) => sum + count, 0)).to.equal(total.applied.initial);
    expect(applied).to.be.above(5);
  });

  it("show reports, disclosures, reported changes and exit", async () => {
    const { page } = visitor;
    const [first] = registries;
    const found = await ask(site.url, "/v1/registries/:party", first!.registry);
    await visitor.open(`/registries/${first!.registry}`);
    const reports = await rowsOf("年度报告（第十二条）");
    const { items } = await ask(site.url, "/v1/registries/:party/reports", first!.registry);
    expect(reports.map(([year]) => Number(year))).to.deep.equal(items.map(({ year }) => year));
    expect(found.disclosures.map(({ kind }) => kind)).to.deep.equal(["procedure", "fees", "complaints"]);
    const disclosed = (await rowsOf("公开事项（第十一、十二条）")).map(([what]) => what);
    expect(disclosed).to.deep.equal(["登记流程", "收费标准", "投诉举报渠道"]);
    expect(await rowsOf("变更报告（第十一条）")).to.have.lengthOf(found.changes.length);
    expect(found.changes).to.have.lengthOf(1);
    await page.getByText("未告知退出。").waitFor();
  });

  for (const locale of ["zh-CN", "en-GB"] as const) {
    it(`have no serious fault of accessibility and fit a narrow screen in ${locale}`, async function () {
      this.timeout(120_000);
      const guest = await site.visit({ locale, width: 390 });
      for (const path of ["/registries", `/registries/${registries[0]!.registry}`]) {
        await guest.open(path);
        const { violations } = await new AxeBuilder({ page: guest.page }).setLegacyMode(true).analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).to.deep.equal([]);
        const overflow = await guest.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, path).to.equal(0);
      }
      expect(guest.troubles).to.deep.equal([]);
      await guest.context.close();
    });
  }
});
