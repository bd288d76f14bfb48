import { expect } from "chai";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

describe("Terms and licences", () => {
  let site: Site;
  let visitor: Visitor;
  /** The series that lets its holders grant onward, and the licences under it. */
  let root: string;
  let licensed: { seriesId: number; basis: { id: string } }[];

  before(async () => {
    site = await openSite();
    const { items } = await ask(site.url, "/v1/series", "", { limit: "200" });
    root = String(items.find(({ conditions }) => conditions.onward === 1)!.seriesId);
    licensed = items.filter(({ basis }) => basis.kind === "licence");
  });
  beforeEach(async () => {
    visitor = await site.visit();
  });
  afterEach(async () => {
    await visitor.context.close();
    expect(visitor.troubles).to.deep.equal([]);
  });
  after(() => site?.close());

  const textOf = async (term: string) => {
    const row = visitor.page.locator("dl.facts dt", { hasText: term });
    return (await row.first().locator("xpath=following-sibling::dd[1]").textContent())!.trim();
  };

  it("are told in words on the page of a series, in both languages", async () => {
    const { page } = visitor;
    await visitor.open(`/series/${root}`);
    await page.getByRole("heading", { name: "凭证系列条款", exact: true }).waitFor();
    expect(await textOf("用户类型")).to.equal("金融机构、企业");
    expect(await textOf("使用方资质")).to.equal("网络安全等级保护二级");
    expect(await textOf("频次")).to.equal("每日至多 200 次");
    expect(await textOf("保存期限")).to.equal("至多 30 天");
    expect(await textOf("再许可")).to.equal("可再许可 1 级");
    const other = await site.visit({ locale: "en-GB" });
    await other.open(`/series/${root}`);
    await other.page.getByRole("heading", { name: "Series terms", exact: true }).waitFor();
    await other.page.getByText("name the source, identify nobody again", { exact: false }).waitFor();
    await other.page.getByText("At most 200 uses a day", { exact: true }).waitFor();
    await other.context.close();
    expect(other.troubles).to.deep.equal([]);
  });

  it("are drawn as a tree with its table, from any series of it", async () => {
    const { page } = visitor;
    for (const id of [root, String(licensed[0]!.seriesId)]) {
      await visitor.open(`/series/${id}`);
      await page.getByRole("heading", { name: "再许可链", exact: true }).waitFor();
      const table = page.getByRole("table", { name: "再许可一览", exact: true });
      await table.waitFor();
      expect(await table.locator("tbody tr").count()).to.equal(licensed.length + 1);
      await page.locator(".lineage svg .lineage-node").nth(licensed.length).waitFor();
      expect(await page.locator(".lineage svg .lineage-self").count()).to.equal(1);
    }
    // The ended one says so, and what was used under it stands with its parent.
    await page.getByText("再许可已终止", { exact: true }).first().waitFor();
  });

  it("lead from a voucher under a licence up to the certificate", async () => {
    const { page } = visitor;
    const { items } = await ask(site.url, "/v1/series", "", { limit: "200" });
    const open = items.find(({ basis, state }) => basis.kind === "licence" && !state.licenceEnded)!;
    await visitor.open(`/vouchers/${open.seriesId}-1`);
    const basis = page.locator(".basis", { hasText: "再许可，依据凭证" });
    await basis.first().waitFor();
    expect(await basis.locator("a").first().getAttribute("href")).to.contain(`/vouchers/`);
    await page.locator(".basis", { hasText: "登记凭证" }).first().waitFor();
  });

  it("stand in the catalogue of resources beside who answers for the data", async () => {
    const { page } = visitor;
    const { items } = await ask(site.url, "/v1/catalogue", "", { limit: "200" });
    const entry = items.find(({ offers }) => offers.some(({ seriesId }) => String(seriesId) === root))!;
    await visitor.open("/catalogue");
    const row = page.getByRole("row").filter({ hasText: entry.name }).first();
    await row.waitFor();
    const text = (await row.textContent())!;
    expect(text).to.contain("经营权人：桂云公共数据运营有限公司（演示）").and.contain(`凭证系列 ${root}`);
    const link = page.getByRole("link", { name: "导出 DCAT", exact: true });
    expect(await link.getAttribute("href")).to.equal("/v1/catalogue?format=dcat&limit=200");
  });

  it("say of a party what it was recorded as", async () => {
    const { page } = visitor;
    const series = await ask(site.url, "/v1/series/:id", String(licensed[0]!.seriesId));
    await visitor.open(`/parties/${series.grantor}`);
    await page.locator("dl.facts dt", { hasText: "用户类型" }).waitFor();
    expect(await textOf("用户类型")).to.equal("企业");
    expect(await textOf("资质")).to.equal("网络安全等级保护二级");
  });
});
