import { expect } from "chai";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

describe("Rules of use", () => {
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

  it("show each edition of the commitment, which count, and what is prohibited", async () => {
    const { page } = visitor;
    await visitor.open("/parties");
    await page.getByRole("link", { name: "用数规则", exact: true }).click();
    const table = page.getByRole("table", { name: "数据安全使用承诺", exact: true });
    await table.waitFor();
    const { items } = await ask(site.url, "/v1/commitments");
    const rows = await table
      .locator("tbody tr")
      .evaluateAll((lines) =>
        lines.map((line) => [...line.querySelectorAll("th, td")].map((cell) => cell.textContent)),
      );
    const shown = rows.map((cells) => [cells[0], cells[5], cells[6]]);
    expect(shown).to.deep.equal(
      items.map(({ edition, counts, parties }) => [String(edition), counts ? "是" : "否", String(parties)]),
    );
    await page.locator("dl.facts dd", { hasText: "去标识化信息重识别、大数据差别定价" }).waitFor();
  });

  it("stand on a party: what it signed, by whom, and the appointment", async () => {
    const { page } = visitor;
    const { items } = await ask(site.url, "/v1/parties", "", { limit: "200" });
    const signed = items.find(({ edition }) => edition > 0)!;
    await visitor.open(`/parties/${signed.party}`);
    const facts = page.locator("dl.facts dd", { hasText: `第 ${signed.edition} 版` });
    expect(
      await facts.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href"))),
    ).to.deep.equal(["/use-rules", `/accounts/${signed.signedBy}`]);
    const row = page.getByRole("table", { name: "账户", exact: true }).locator("tbody tr", { hasText: "签署" });
    expect(await row.count()).to.equal(1);
  });
});
