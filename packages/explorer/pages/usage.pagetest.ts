import { expect } from "chai";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

describe("What was used", () => {
  let site: Site;
  let visitor: Visitor;

  before(async () => {
    site = await openSite();
  });
  beforeEach(async () => {
    visitor = await site.visit();
  });
  afterEach(async () => {
    await visitor.context.close();
    expect(visitor.troubles).to.deep.equal([]);
  });
  after(() => site?.close());

  const rowsOf = () =>
    visitor.page
      .getByRole("table", { name: "用量 · 按用途", exact: true })
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent)));

  it("stands on the voucher's page by day and by purpose, and each use in its life", async () => {
    const { page } = visitor;
    const used = await ask(site.url, "/v1/usage", "", { voucherId: "1-1" });
    const { voucherId } = await ask(site.url, "/v1/vouchers/:id", "1-1");
    await visitor.open(`/vouchers/${voucherId}`);
    await page.getByRole("heading", { name: "用量", exact: true }).waitFor();
    await page.getByText(`共 ${used.receipts} 张回执，${used.units} 使用额度`, { exact: true }).waitFor();
    expect(await rowsOf()).to.deep.equal([["物流调度", used.units, String(used.receipts)]]);
    const chart = page.locator(".chart").filter({ hasText: "每日使用额度" });
    const drawn = await chart.locator("rect title").allTextContents();
    for (const { day, units } of used.byDay) expect(drawn).to.include(`${day} ${units}`);
    await page.locator(".timeline li").filter({ hasText: "使用 120 使用额度，用途 物流调度，方式 查询核验" }).waitFor();
  });

  it("is summed on the pages of series, asset and provider", async () => {
    const { page } = visitor;
    const series = await ask(site.url, "/v1/series/:id", "1");
    const sums = [
      [`/series/1`, { seriesId: "1" }],
      [`/assets/${series.assetId}`, { assetId: series.assetId }],
      [`/parties/${series.grantor}`, { provider: series.grantor }],
    ] as const;
    for (const [path, query] of sums) {
      const { units, receipts } = await ask(site.url, "/v1/usage", "", query);
      await visitor.open(path);
      await page.getByText(`共 ${receipts} 张回执，${units} 使用额度`, { exact: true }).first().waitFor();
    }
    await page.getByRole("heading", { name: "在其接入点的用量", exact: true }).waitFor();
    await page.getByText("尚无使用。", { exact: true }).waitFor();
  });

  it("says in English what was refused and why", async () => {
    const { page } = visitor;
    const { items } = await ask(site.url, "/v1/transactions", "", { limit: "200" });
    const refused = items.find(({ error }) => error?.code === "ANALYSIS_PROHIBITED")!;
    await visitor.open(`/transactions/${refused.hash}?lang=en`);
    await page.getByText("ANALYSIS_PROHIBITED", { exact: false }).first().waitFor();
  });
});
