import { expect } from "chai";
import { startLedger } from "./ledger.ts";
import { openSite, type Site, type Visitor } from "./site.ts";
import { splitOften } from "./split-often.ts";
import { ask } from "./subjects.ts";

const times = 300;

describe("The lineage of a voucher that was split 300 times", () => {
  let site: Site;
  let visitor: Visitor;
  let voucherId: string;

  before(async () => {
    const ledger = await startLedger();
    const vouchers = await ask(ledger.url, "/v1/vouchers");
    const first = vouchers.items.find(({ label }) => label === "1-1")!;
    const { holder: to } = vouchers.items.find(({ parent }) => parent === first.voucherId)!;
    ({ voucherId } = first);
    const block = await splitOften(ledger, BigInt(voucherId), to, times);
    while (((await ask(ledger.url, "/v1/status")).indexed?.number ?? 0) < block) await new Promise(setImmediate);
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

  it("is drawn folded, with a table and a timeline that show more on request", async () => {
    const { page } = visitor;
    await visitor.open(`/vouchers/${voucherId}`);
    // The voucher itself, the two splits of the history, and these.
    await page.getByText(`图中只画出最近的 198 个（共 ${times + 3} 个），数据表完整。`).waitFor();
    expect(await page.locator(".lineage-node").count()).to.equal(199);
    const rows = page.getByRole("table", { name: "关系数据表" }).locator("tbody tr");
    expect(await rows.count()).to.equal(50);
    await page.getByRole("button", { name: "再显示 50 条" }).click();
    expect(await rows.count()).to.equal(100);
    expect(await page.locator(".timeline li").count()).to.equal(100);
  });

  it("leads to a voucher by a click on its box", async () => {
    const { page } = visitor;
    const child = await ask(site.url, "/v1/vouchers/:id", "1-3");
    await visitor.open(`/vouchers/${child.voucherId}`);
    await page.locator(".lineage-to", { hasText: "1-2" }).click();
    await page.waitForURL(`**/vouchers/${child.parent}`);
  });
});
