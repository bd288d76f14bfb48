import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sharedLedger, startLedger } from "./ledger.ts";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

describe("The national service system on the pages", () => {
  let site: Site;
  let visitor: Visitor;
  let keys: Record<string, string>;

  before(async () => {
    site = await openSite();
    const { dataDir } = await sharedLedger();
    keys = JSON.parse(await readFile(join(dataDir, "keys/api-keys.json"), "utf8")) as Record<string, string>;
  });
  after(() => site?.close());
  afterEach(() => visitor?.context.close());

  const signIn = async (key: string, label = "接口密钥") => {
    await visitor.page.getByLabel(label, { exact: true }).fill(key);
    await visitor.page.keyboard.press("Enter");
  };

  it("answers of the system stand on a case, marked 演示, with the digest that the ledger gives", async () => {
    visitor = await site.visit();
    const { items } = await ask(site.url, "/v1/registrations");
    const certified = items.find(({ state, publishedAt, keeper, registry }) => {
      return state === "certified" && publishedAt !== null && keeper === registry;
    })!;
    const { submissions } = await ask(site.url, "/v1/registrations/:id", certified.caseId);
    await visitor.open(`/registrations/${certified.caseId}`);
    const table = visitor.page.getByRole("table", { name: "国家系统回执" });
    const rows = table.locator("tbody tr");
    expect(await rows.count()).to.equal(submissions.length);
    const text = await table.innerText();
    for (const { answer } of submissions) expect(text).to.include(answer!.receiptNumber);
    expect(await table.getByText("演示", { exact: true }).count()).to.equal(submissions.length);
    expect(await table.getByText("与账本重新计算的一致").count()).to.equal(submissions.length);
  });

  it("the reconciliation asks for a key, shows the counts as a picture and in words, and gives a table", async () => {
    visitor = await site.visit();
    const { page } = visitor;
    await visitor.open("/national");
    await page.getByText("登记机构只看到本机构保管的案件。").waitFor();
    await signIn(keys["regulator"]!);
    const picture = page.getByRole("img", { name: "比对结果" });
    await picture.waitFor();
    const words = await page.locator(".share-words").innerText();
    expect(words).to.match(/一致\s+[1-9]\d*/);
    expect(words).to.match(/不一致\s+0/);
    const items = page.getByRole("table", { name: "逐项结果" });
    expect(await items.locator("tbody tr").count()).to.be.greaterThan(10);
    // What waits for another gateway comes before what agrees.
    expect(await items.locator("tbody tr").first().innerText()).to.include("待回执");
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).to.deep.equal([]);
    await page.screenshot({ path: join(import.meta.dirname, "screenshots", "national.png"), fullPage: true });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "下载表格（CSV）" }).click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
    expect(lines).to.have.length((await items.locator("tbody tr").count()) + 1);
  });

  it("lets the registry mend in the page what it wrote down wrongly, and agrees again", async function () {
    this.timeout(240_000);
    const ledger = await startLedger();
    const own = await openSite(ledger);
    try {
      const { registry } = JSON.parse(await readFile(join(ledger.dataDir, "keys/api-keys.json"), "utf8")) as {
        registry: string;
      };
      const { submissions } = await ask(own.url, "/v1/registrations/:id", "1");
      const right = submissions.find(({ kind }) => kind === "notice")!.answer!;
      const sent = await fetch(`${own.url}/v1/registrations/1/submissions/notice/correct`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${registry}`,
          "content-type": "application/json",
          "idempotency-key": "mistyped",
          prefer: "wait=20",
        },
        body: JSON.stringify({ ...right, receiptNumber: "mistyped", documentDigest: right.digest }),
      });
      expect(((await sent.json()) as { success: boolean }).success).to.equal(true);
      visitor = await own.visit();
      const { page } = visitor;
      await visitor.open("/national");
      await signIn(registry);
      const first = page.getByRole("table", { name: "逐项结果" }).locator("tbody tr").first();
      await first.getByText("不一致").waitFor();
      expect(await first.innerText()).to.include("receiptNumber");
      await page.getByRole("button", { name: "案件 1：采用国家系统的公示回执" }).click();
      await page.getByRole("group", { name: "更正依据" }).getByLabel("或直接填写").fill("经办人录入有误。");
      await page.getByRole("button", { name: "下一步：核对" }).click();
      await page.getByRole("button", { name: "确认办理" }).click();
      await page.getByText("已办理：案件 1：采用国家系统的公示回执。").waitFor();
      await page.locator(".share-words").getByText("不一致 0").waitFor();
      const after = await ask(own.url, "/v1/registrations/:id", "1");
      const notice = after.submissions.find(({ kind }) => kind === "notice")!;
      expect(notice).to.deep.include({ answer: right, corrections: 2 });
      expect(visitor.troubles).to.deep.equal([]);
    } finally {
      await own.close();
    }
  });

  it("fits a phone in English, and tells a firm that this is not for it", async () => {
    visitor = await site.visit({ locale: "en-GB", width: 390 });
    const { page } = visitor;
    await visitor.open("/national");
    await signIn(keys["exchange"]!, "API key");
    await page.getByText("This key does not see reconciliations.").waitFor();
    await page.reload();
    await visitor.settled();
    await signIn(keys["registry"]!, "API key");
    await page.getByRole("img", { name: "What was found" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(390);
    // A registry sees its own cases, all of which were answered.
    expect(await page.locator(".share-words").innerText()).to.match(/Waiting\s+0/);
    expect(visitor.troubles).to.deep.equal([]);
  });
});
