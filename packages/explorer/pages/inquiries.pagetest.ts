import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { createLedger, type LedgerDeployment } from "@data-voucher/sdk";
import { expect } from "chai";
import { Wallet } from "ethers";
import { sharedLedger, type StartedLedger } from "./ledger.ts";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

describe("Who consulted a registration file (article 30)", () => {
  let ledger: StartedLedger;
  let site: Site;
  let visitor: Visitor;
  let certificate: { readonly number: string; readonly caseId: string };

  const json = async <T>(file: string) => JSON.parse(await readFile(join(ledger.dataDir, file), "utf8")) as T;
  /** A ledger at the gateway with a firm's key, which it asks for by its signature. */
  const firm = async (name: string) => {
    const { privateKey } = await json<{ privateKey: string }>(`keys/${name}.json`);
    const shared = { rpcUrl: ledger.rpc, deployment: await json<LedgerDeployment>("deployment.json") };
    const signing = await createLedger({ ...shared, signer: new Wallet(privateKey), gateway: { url: site.url } });
    const { key } = await signing.apiKeys.request({ label: "page test", days: 1 });
    signing.close();
    const open = await createLedger({ ...shared, gateway: { url: site.url, apiKey: key! } });
    return { open, key: key! };
  };

  before(async () => {
    ledger = await sharedLedger();
    site = await openSite();
    const { items, names } = await ask(site.url, "/v1/certificates");
    certificate = items.find(({ holder }) => names[holder]?.startsWith("桂云公共数据"))!;
  });
  beforeEach(async () => {
    visitor = await site.visit();
  });
  afterEach(async () => {
    await visitor.context.close();
    expect(visitor.troubles).to.deep.equal([]);
  });
  after(() => site?.close());

  const show = async (key: string) => {
    const form = visitor.page.locator("form", { has: visitor.page.getByRole("button", { name: "查看", exact: true }) });
    await form.getByLabel("接口密钥", { exact: true }).fill(key);
    await form.getByRole("button", { name: "查看", exact: true }).click();
    await visitor.settled();
  };

  it("is shown to the holder with its key: who, for what, which documents; a state organ is not", async () => {
    const { page } = visitor;
    const { key, open } = await firm("operator");
    open.close();
    await visitor.open(`/certificates/${certificate.number}`);
    await page.getByRole("heading", { name: "查阅记录" }).waitFor();
    expect(await page.getByRole("table", { name: "查阅记录" }).count()).to.equal(0);
    await show(key);
    const rows = page.getByRole("table", { name: "查阅记录" }).locator("tbody tr");
    expect(await rows.count()).to.equal(1);
    const text = await rows.innerText();
    for (const part of ["邕江清算银行（演示）", "利害关系人", "融资", "可查阅", "文件"]) expect(text).to.include(part);
    const main = await page.locator("main").innerText();
    expect(main).not.to.include("依法履职");
    expect(main).not.to.include("监督职责");
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).to.deep.equal([]);
    // The key is in memory only: no store of the browser has it, and a reload forgets it.
    const stored = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(stored).not.to.include("dvk_");
    expect(page.url()).not.to.include("dvk_");
    await page.getByRole("region", { name: "查阅记录" }).getByRole("button", { name: "移除密钥" }).click();
    await page.getByRole("button", { name: "查看" }).waitFor();
    expect(await rows.count()).to.equal(0);
    await show(key);
    await page.reload();
    await visitor.settled();
    expect(await page.getByRole("table", { name: "查阅记录" }).count()).to.equal(0);
  });

  it("is shown on the party's own page too, with the file that was consulted, and to nobody else", async () => {
    const { page } = visitor;
    const { key, open } = await firm("operator");
    open.close();
    const { holder } = await ask(site.url, "/v1/certificates/:number", certificate.number);
    await visitor.open(`/parties/${holder}`);
    await show(key);
    const row = page.getByRole("table", { name: "查阅记录" }).locator("tbody tr").last();
    const text = await row.innerText();
    for (const part of ["邕江清算银行（演示）", `登记案件 ${certificate.caseId}`]) expect(text).to.include(part);
    await page.getByRole("region", { name: "查阅记录" }).getByRole("button", { name: "移除密钥" }).click();
    const other = await firm("fresh");
    other.open.close();
    // A refusal of the gateway is told to the reader, and stands in the browser's console as a failed request.
    await show(other.key);
    await page.getByText("INQUIRIES_OF_OTHERS").waitFor();
    expect(visitor.troubles.splice(0)).to.have.lengthOf(1);
  });

  it("is told in English on the case's page, and says what is wrong with a key", async () => {
    await visitor.context.close();
    visitor = await site.visit({ locale: "en-GB", width: 390 });
    const { page } = visitor;
    await visitor.open(`/registrations/${certificate.caseId}`);
    await page.getByRole("heading", { name: "Who looked" }).waitFor();
    const looked = page.getByRole("region", { name: "Who looked" });
    await looked.getByLabel("API key", { exact: true }).fill("dvk_short");
    await looked.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByText("This is no API key: keys begin with dvk_. Paste it whole.").waitFor();
    // A firm without standing is answered as if nobody had asked.
    const { key, open } = await firm("fresh");
    open.close();
    await looked.getByLabel("API key", { exact: true }).fill(key);
    await looked.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByText("There are no inquiries for you to see.").waitFor();
  });

  it("waits at the registry's desk for a decision", async () => {
    const { page } = visitor;
    const { open } = await firm("coldchain");
    const { id } = await open.inquiries.ask({
      caseId: certificate.caseId,
      capacity: "interestedParty",
      purpose: "trade",
      words: "核实转授权前的权利状况",
      interest: "拟受让该数据产品的使用额度",
    });
    open.close();
    await visitor.open("/desk");
    const { registry } = await json<{ registry: string }>("keys/api-keys.json");
    await show(registry);
    const rows = page.getByRole("table", { name: "待决定的查阅申请" }).locator("tbody tr");
    expect(await rows.count()).to.equal(1);
    const text = await rows.innerText();
    for (const part of ["邕冷供应链有限公司（演示）", "拟受让该数据产品的使用额度", `登记案件 ${certificate.caseId}`]) {
      expect(text).to.include(part);
    }
    expect(id).to.match(/^[0-9a-f]{32}$/);

    // The clerk decides it here.
    await rows.getByRole("button", { name: "决定查阅申请" }).click();
    await page.getByLabel("准予查阅", { exact: true }).check();
    await page.getByRole("group", { name: "决定文件" }).getByLabel("或直接填写").fill("准予查阅登记档案。");
    await page.getByRole("button", { name: "下一步：核对" }).click();
    await page.getByRole("button", { name: "确认办理" }).click();
    await page.getByText("没有待决定的查阅申请。").waitFor();
    const again = await firm("coldchain");
    const mine = await again.open.inquiries.get(id);
    again.open.close();
    expect(mine).to.include({ state: "granted" });
  });
});
