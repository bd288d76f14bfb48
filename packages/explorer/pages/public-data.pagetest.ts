import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startLedger, type StartedLedger } from "./ledger.ts";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

describe("Recorded public data", () => {
  let site: Site;
  let visitor: Visitor;
  let recordId: string;

  before(async () => {
    site = await openSite();
    const { items } = await ask(site.url, "/v1/records");
    recordId = items.find(({ requests }) => requests.length > 0)!.recordId;
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
  const rowsOf = (name: string) =>
    visitor.page
      .getByRole("table", { name, exact: true })
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent)));

  it("shows on a record what was asked about it, and why it was cancelled", async () => {
    const { page } = visitor;
    await visitor.open(`/records/${recordId}`);
    await page.locator(".page-head").getByText("已注销", { exact: true }).waitFor();
    await page.getByText("登记主体放弃相关权益或权益期限届满").waitFor();
    const asked = await rowsOf("变更、更正与注销");
    expect(asked.map((cells) => [cells[1], cells.at(-1)])).to.deep.equal([
      ["注销登记", "准予"],
      ["更正登记", "准予"],
      ["变更登记", "准予"],
    ]);
  });

  it("shows of a correction who asked, what the body said, and before and after", async () => {
    const { page } = visitor;
    await visitor.open("/record-requests?kind=correction");
    await page.locator("tbody a").first().click();
    await page.getByText("登记主体同意").waitFor();
    await page.getByText("平陆物流有限公司（演示）").first().waitFor();
    expect(await rowsOf("申请内容")).to.deep.equal([
      ["数据名称", "全国省级行政区划统计代码（2022）", "全国省级行政区划统计代码（2023）"],
    ]);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id }) => id)).to.deep.equal([]);
  });

  it("shows the name's history on the asset, with the request that changed it", async () => {
    const { page } = visitor;
    const { assetId } = await ask(site.url, "/v1/records/:id", recordId);
    await visitor.open(`/assets/${assetId}`);
    await page.getByRole("link", { name: "登记申请 2", exact: true }).waitFor();
    await page.getByRole("link", { name: "登记申请 1", exact: true }).waitFor();
  });

  it("shows the assessed safety of an authorised operation", async () => {
    const { page } = visitor;
    const { authorisations } = await ask(site.url, "/v1/records/:id", recordId);
    await visitor.open(`/authorisations/${authorisations[0]!.authorisationId}`);
    await page.getByRole("heading", { name: "运营安全" }).waitFor();
    await page.getByText("第 3 级").waitFor();
  });
});

describe("An authority at the public-data track", () => {
  let ledger: StartedLedger;
  let site: Site;
  let visitor: Visitor;
  let key: string;

  before(async function () {
    this.timeout(120_000);
    ledger = await startLedger();
    site = await openSite(ledger);
    visitor = await site.visit();
    key = (JSON.parse(await readFile(join(ledger.dataDir, "keys/api-keys.json"), "utf8")) as Record<string, string>)[
      "regulator"
    ]!;
  });
  after(async () => {
    await visitor?.context.close();
    await site?.close();
    await ledger?.stop();
  });

  /** The key is kept for one page only. */
  async function signIn() {
    const acts = visitor.page.getByRole("region", { name: "办理", exact: true });
    await acts.getByLabel("接口密钥", { exact: true }).fill(key);
    await acts.getByRole("button", { name: "以此密钥办理" }).click();
    return acts;
  }

  it("suspends an operation and lets it go on, by clicking and writing only", async () => {
    const { page } = visitor;
    const { items } = await ask(site.url, "/v1/records");
    const live = items.flatMap(({ authorisations }) => authorisations).find((one) => one.live)!;
    const read = () => ask(site.url, "/v1/authorisations/:id", live.authorisationId);
    await visitor.open(`/authorisations/${live.authorisationId}`);
    const acts = await signIn();
    const decide = async (name: string, words: string) => {
      await acts.getByRole("button", { name, exact: true }).click();
      await acts.getByLabel("或直接填写").fill(words);
      await acts.getByRole("button", { name: "下一步：核对" }).click();
      await acts.getByRole("button", { name: "确认办理" }).click();
      await acts.getByText(`已办理：${name}。`).waitFor();
    };
    await decide("暂停运营", "接口异常访问，暂停运营。");
    expect(await read()).to.deep.include({ live: false });
    await page.getByText("因安全原因暂停", { exact: true }).waitFor();
    await decide("恢复运营", "整改完成，恢复运营。");
    expect(await read()).to.deep.include({ live: true, suspendedBy: null });
  });

  it("cancels a record ex officio on a ground that it may use", async () => {
    const { items } = await ask(site.url, "/v1/records");
    const standing = items.find(({ state, authorisations }) => state === "recorded" && authorisations.length === 0)!;
    await visitor.open(`/records/${standing.recordId}`);
    const acts = await signIn();
    await acts.getByRole("button", { name: "依职权注销", exact: true }).click();
    expect(await acts.getByLabel("登记主体放弃相关权益或权益期限届满").count()).to.equal(0);
    await acts.getByLabel("数据资源不可复原或灭失").check();
    await acts.getByLabel("或直接填写").fill("数据资源已灭失，通知登记主体。");
    await acts.getByRole("button", { name: "下一步：核对" }).click();
    await acts.getByText("数据资源不可复原或灭失").waitFor();
    await acts.getByRole("button", { name: "确认办理" }).click();
    await acts.getByText("已办理：依职权注销。").waitFor();
    const { state, ground } = await ask(site.url, "/v1/records/:id", standing.recordId);
    expect([state, ground]).to.deep.equal(["cancelled", "dataLost"]);
  });
});
