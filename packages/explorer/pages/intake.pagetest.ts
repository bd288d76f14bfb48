import { AxeBuilder } from "@axe-core/playwright";
import { columns, csvTemplate, type ColumnKey } from "@data-voucher/sdk/intake";
import { expect } from "chai";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

type Cells = Partial<Record<ColumnKey, string>>;

/** A line without fault whatever the ledger's clock shows in the next years. */
const good = (n: number, cells: Cells = {}): Cells => {
  const lastDay = new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10);
  return {
    lineKey: `L${n}`,
    name: `货运时效 ${n}`,
    summary: `${"春夏秋冬"[n % 4]}季的货运线路时效记录，第 ${n} 份。`,
    industry: "G54",
    source: "采集生成",
    category: "企业数据",
    grade: "一般",
    region: "省级",
    spanFrom: "2022-01-01",
    spanTo: "2022-12-31",
    frequency: "不更新",
    volume: "1000",
    volumeUnit: "条",
    form: "表格",
    structure: "结构化",
    resale: "是",
    export: "否",
    useUntil: lastDay,
    purposes: "物流调度",
    data: `0x${n.toString(16).padStart(64, "0")}`,
    evidence: "材料/合同.pdf",
    ...cells,
  };
};

function listOf(lines: readonly Cells[]) {
  const rows = lines.map((line) => columns.map(({ key }) => `"${line[key] ?? ""}"`).join(","));
  const buffer = Buffer.concat([csvTemplate(), Buffer.from(rows.join("\r\n"))]);
  return { name: "名单.csv", mimeType: "text/csv", buffer };
}

describe("The intake page", () => {
  let site: Site;
  let visitor: Visitor;
  const sent: { method: string; size: number }[] = [];

  before(async () => {
    site = await openSite();
  });
  beforeEach(async () => {
    visitor = await site.visit();
    sent.length = 0;
    visitor.page.on("request", (request) => {
      sent.push({ method: request.method(), size: request.postDataBuffer()?.length ?? 0 });
    });
    await visitor.open("/intake");
    await visitor.page.locator(".intake select option").nth(1).waitFor({ state: "attached" });
  });
  afterEach(async () => {
    await visitor.context.close();
    expect(visitor.troubles).to.deep.equal([]);
    expect(sent.filter(({ method, size }) => method !== "GET" || size > 0)).to.deep.equal([]);
  });
  after(() => site?.close());

  const accessible = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).to.deep.equal([]);
  };
  const give = (lines: readonly Cells[]) =>
    visitor.page.locator(".intake input[type=file]").setInputFiles(listOf(lines));

  it("shows every error by line and column, in both languages, and sends nothing", async () => {
    const { page } = visitor;
    await give([good(1), good(2, { industry: "G99", useUntil: "2020-01-01" }), good(3)]);
    await page.getByText("不能提交：共 3 行，有 5 个错误").waitFor();
    const line = page.locator("tbody tr", { hasText: "L2" });
    await line.getByText("INDUSTRY_UNKNOWN").waitFor();
    await line.getByText("第二十六条").waitFor();
    expect(await line.locator("td").first().innerText()).to.equal("4");
    // The lines name no registry; one for all of them is chosen beside.
    await page.locator(".intake select").selectOption({ index: 1 });
    await page.getByText("不能提交：共 3 行，有 2 个错误").waitFor();
    expect(await page.getByText("npm run intake").count()).to.equal(0);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("it is a section A to T with one of its divisions").waitFor();
    await page.getByText("article 26").waitFor();
    await accessible(page);
  });

  it("shows the command that sends a good list, and every line on request", async () => {
    const { page } = visitor;
    await page.locator(".intake select").selectOption({ index: 1 });
    await give([good(1), good(2), good(3, { data: good(1).data! })]);
    await page.getByText("可以提交：共 3 行，没有错误，有 1 个提示。").waitFor();
    const { items } = await ask(site.url, "/v1/parties", "", { role: "registry", limit: "100" });
    await page.getByText(`npm run intake -- '名单.csv' --registry ${items[0]!.party}`).waitFor();
    expect(await page.locator(".intake tbody tr").count()).to.equal(1);
    await page.getByLabel("显示全部行").check();
    expect(await page.locator(".intake tbody tr").count()).to.equal(3);
  });

  it("fits a narrow dark screen with all that was found, and is as accessible there", async () => {
    await visitor.context.close();
    visitor = await site.visit({ width: 390, dark: true });
    const { page } = visitor;
    await visitor.open("/intake");
    await page.locator(".intake select option").nth(1).waitFor({ state: "attached" });
    await page.locator(".intake select").selectOption({ index: 1 });
    await give([good(1), good(2)]);
    await page.getByText("可以提交").waitFor();
    await accessible(page);
    await give([good(1), good(2, { source: "derived", sourceAssets: "0x12", name: "长".repeat(60) })]);
    await page.getByText("SOURCES_INVALID").waitFor();
    await accessible(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).to.equal(0);
  });

  it("says what is wrong with a file that is no list", async () => {
    const { page } = visitor;
    const file = { name: "x.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK no zip") };
    await page.locator(".intake input[type=file]").setInputFiles(file);
    await page.getByText("FILE_UNREADABLE").waitFor();
    await page.getByText("不能提交：共 0 行，有 1 个错误").waitFor();
  });

  it("gives the template, which it takes back", async () => {
    const { page } = visitor;
    for (const [name, file] of [
      ["下载 XLSX 模板", "intake.xlsx"],
      ["下载 CSV 模板", "intake.csv"],
    ] as const) {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name }).click();
      const given = await download;
      expect(given.suggestedFilename()).to.equal(file);
      const buffer = await readFile(await given.path());
      await page
        .locator(".intake input[type=file]")
        .setInputFiles({ name: file, mimeType: "application/octet-stream", buffer });
      await page.getByText("LINES_NONE").waitFor();
    }
  });

  it("previews ten thousand lines", async function () {
    this.timeout(120_000);
    const { page } = visitor;
    await page.locator(".intake select").selectOption({ index: 1 });
    await give(Array.from({ length: 10_000 }, (_, i) => good(i + 1)));
    await page.getByText("可以提交：共 10000 行").waitFor({ timeout: 60_000 });
  });
});
