import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { createLedger, randomAssetKey, type Ledger, type LedgerDeployment } from "@data-voucher/sdk";
import { expect } from "chai";
import { id, Wallet } from "ethers";
import { startLedger, type StartedLedger } from "./ledger.ts";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

/** A Monday; the notice that begins on it ends within the same year. */
const begin = "2026-11-23T02:00:00Z";
const afterNotice = "2026-12-04T02:00:00Z";

describe("A clerk at the registry's desk", () => {
  let ledger: StartedLedger;
  let site: Site;
  let visitor: Visitor;
  let firm: Ledger;
  let registry: string;
  let apiKeys: { readonly registry: string; readonly regulator: string; readonly exchange: string };
  let folder: string;

  const json = async <T>(file: string) => JSON.parse(await readFile(join(ledger.dataDir, file), "utf8")) as T;

  before(async function () {
    this.timeout(300_000);
    folder = await mkdtemp(join(tmpdir(), "desk-"));
    ledger = await startLedger({ time: begin });
    site = await openSite(ledger);
    apiKeys = await json("keys/api-keys.json");
    const { privateKey } = await json<{ privateKey: string }>("keys/climate.json");
    const deployment = await json<LedgerDeployment>("deployment.json");
    firm = await createLedger({ rpcUrl: ledger.rpc, deployment, signer: new Wallet(privateKey) });
    const { items, names } = await ask(site.url, "/v1/registries");
    registry = items.map(({ registry: party }) => party).find((party) => names[party]?.startsWith("广西数据登记中心"))!;
  });
  beforeEach(async () => {
    visitor = await site.visit();
  });
  afterEach(async () => {
    await visitor.context.close();
    expect(visitor.troubles).to.deep.equal([]);
  });
  after(async () => {
    firm?.close();
    await site?.close();
    await rm(folder, { recursive: true });
  });

  /** A new application of a firm, made with its own key. */
  async function applied(name: string): Promise<string> {
    const described = { fingerprint: id(name), descriptorDigest: id(`description of ${name}`), name };
    const nature = { source: "collected", category: "enterprise", grade: "general" } as const;
    const declared = await firm.assets.declare({ key: randomAssetKey(), ...described, ...nature });
    const { assetId } = await declared.wait();
    const until = Date.parse("2027-10-01T00:00:00Z") / 1000;
    const claim = { right: "hold", until, territory: 156, resale: false, purposes: ["logistics"] } as const;
    const sent = await firm.cases.apply({ assetId, registry, evidenceDigest: id("evidence"), claims: [claim] });
    const caseId = String((await sent.wait()).caseId);
    await seen(caseId);
    return caseId;
  }

  /** Waits until the gateway's index has the case. */
  async function seen(caseId: string): Promise<void> {
    for (;;) {
      const { items } = await ask(site.url, "/v1/registrations");
      if (items.some((one) => one.caseId === caseId)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Waits until the gateway's index has a case in a state. */
  async function stands(caseId: string, state: string): Promise<void> {
    while ((await ask(site.url, "/v1/registrations/:id", caseId)).state !== state) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Waits until the gateway has the national system's answer to a submission of a case. */
  async function answered(caseId: string, kind: string): Promise<void> {
    for (;;) {
      const { submissions } = await ask(site.url, "/v1/registrations/:id", caseId);
      if (submissions.some((one) => one.kind === kind && one.answer !== null)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  const acts = () => visitor.page.getByRole("region", { name: "办理", exact: true });
  const signIn = async (key = apiKeys.registry) => {
    await acts().getByLabel("接口密钥", { exact: true }).fill(key);
    await acts().getByRole("button", { name: "以此密钥办理" }).click();
    await acts().getByText("的名义办理").waitFor();
  };
  const choose = (name: string) => acts().getByRole("button", { name, exact: true }).click();
  const write = (document: string, text: string) =>
    acts().getByRole("group", { name: document }).getByLabel("或直接填写").fill(text);
  const confirm = async (done: string) => {
    await choose("下一步：核对");
    await choose("确认办理");
    await acts().getByText(`已办理：${done}。`).waitFor();
  };
  /** What may be done is drawn once the page has the case's profile, or the case anew. */
  const offers = async (...names: string[]) => {
    const listed = () => acts().locator(".act-list button").allInnerTexts();
    await acts().locator(".act-list").waitFor({ state: "attached" });
    const end = Date.now() + 10_000;
    while (JSON.stringify(await listed()) !== JSON.stringify(names) && Date.now() < end) {
      await visitor.page.waitForTimeout(50);
    }
    expect(await listed()).to.deep.equal(names);
  };

  it("gets from application to certificate, and is told at each step what comes next", async function () {
    this.timeout(240_000);
    const { page } = visitor;
    const caseId = await applied("南疆高原降水量");
    await visitor.open("/desk");
    await page
      .getByRole("link", { name: `登记案件 ${caseId}` })
      .or(page.locator(`a[href$="/registrations/${caseId}"]`))
      .first()
      .click();
    await visitor.settled();
    await signIn();
    await acts().getByText("您以“广西数据登记中心（演示）”（登记机构）的名义办理。").waitFor();
    await offers("受理", "要求补正", "不予登记");

    await choose("要求补正");
    await acts().getByLabel("补正期限（当日 24 时止）").fill("2026-11-27");
    await write("补正通知书（须补正的全部材料）", "请补充采集方法说明。");
    await confirm("要求补正");
    await acts().getByText("待申请人补正，期限至 2026-11-27。").waitFor();
    await offers("不予登记");
    await (await firm.cases.giveSupplement({ caseId, evidenceDigest: id("supplement") })).wait();
    await stands(caseId, "applied");
    await page.reload();
    await visitor.settled();
    // A reload forgets the key.
    await signIn();
    await acts().getByRole("button", { name: "受理", exact: true }).waitFor();

    await choose("受理");
    const letter = join(folder, "受理通知书.txt");
    await writeFile(letter, "准予受理。");
    await acts().getByRole("group", { name: "受理通知书" }).locator("input[type=file]").setInputFiles(letter);
    await acts().getByText("受理通知书.txt").waitFor();
    await confirm("受理");
    await offers("记录审查完成", "延长审查期限", "不予登记");
    await choose("查阅本案档案");
    const file = acts().getByRole("table", { name: "本案档案" }).locator("tbody tr");
    await file.first().waitFor();
    // The request for a supplement and the letter of acceptance.
    expect(await file.count()).to.equal(2);
    const [download] = await Promise.all([
      visitor.page.waitForEvent("download"),
      file.first().getByRole("button", { name: "下载" }).click(),
    ]);
    expect(await readFile(await download.path(), "utf8")).to.match(/^(请补充采集方法说明|准予受理)。$/);
    await choose("记录审查完成");
    await write("审查报告", "描述准确，来源合法，权利清晰。");
    await confirm("记录审查完成");
    await choose("开始公示");
    await write("公示文本", "南疆高原降水量，持有权，公示五个工作日。");
    await confirm("开始公示");
    await acts()
      .getByText(/公示期至 2026-1\d-\d\d 止，之后才能办结。/)
      .waitFor();
    await choose("提交存证");
    await write("存证材料", "存证材料清单");
    await confirm("提交存证");
    await answered(caseId, "evidence");
    await page.reload();
    await visitor.settled();
    // What was handed in is answered, by a stand-in; nothing more is asked for.
    const answers = page.getByRole("table", { name: "国家系统回执" });
    expect(await answers.innerText()).to.match(/公示\s[\s\S]*存证\s[\s\S]*DEMO-2026-\d{8}/);
    await signIn();
    await acts().getByRole("button", { name: "不予登记", exact: true }).waitFor();
    expect(await acts().getByRole("button", { name: "提交存证" }).count()).to.equal(0);
    await visitor.context.close();

    await ledger.stop();
    await ledger.startAgain(afterNotice);
    visitor = await site.visit();
    await until(afterNotice);
    await visitor.open(`/registrations/${caseId}`);
    await signIn();
    await choose("存证并办结");
    await acts().getByLabel("演示：国家数据产权登记服务系统尚未确认存证").check();
    await write("存证材料", "存证材料清单");
    await confirm("存证并办结");
    const { certificate, steps } = await ask(site.url, "/v1/registrations/:id", caseId);
    expect(certificate).to.match(/^SJ45\d{11}$/);
    const names = steps.map(({ name }) => name);
    expect(names.filter((name) => name === "RegistrationCertified")).to.have.length(1);
    await visitor.page.getByRole("link", { name: certificate! }).first().click();
    await visitor.settled();
    expect(await visitor.page.locator("main").innerText()).to.include("南疆气候科技有限公司（演示）");
  });

  /** Waits until the ledger has a block at or after a time. */
  async function until(time: string): Promise<void> {
    for (;;) {
      const status = await ask(site.url, "/v1/status").catch(() => undefined);
      if ((status?.indexed?.time ?? "") >= time) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  it("is asked for what is missing, may change its mind, and does an act once however often it clicks", async () => {
    const caseId = await applied("南疆盆地气温");
    await visitor.open(`/registrations/${caseId}`);
    await signIn();
    await choose("不予登记");
    await choose("下一步：核对");
    await acts().getByText("请选择文件，或直接填写内容。").waitFor();
    expect(await acts().getByText("请填写").count()).to.equal(1);
    await acts().getByLabel("权属争议").check();
    await write("不予登记决定书", "权属存在争议，不予登记。");
    await choose("下一步：核对");
    await acts().getByText("权属争议").waitFor();
    await choose("返回修改");
    await acts().getByLabel("来源不合法").check();
    await choose("下一步：核对");
    await acts().getByText("来源不合法").waitFor();
    // Two clicks before the page can show anything.
    await acts()
      .getByRole("button", { name: "确认办理" })
      .evaluate((button: HTMLButtonElement) => (button.click(), button.click()));
    await acts().getByText("已办理：不予登记。").waitFor();
    const { steps, ground, state } = await ask(site.url, "/v1/registrations/:id", caseId);
    expect([state, ground]).to.deep.equal(["refused", "unlawfulSource"]);
    expect(steps.filter(({ name }) => name === "RegistrationRefused")).to.have.length(1);
    await offers();
  });

  it("acts with the keyboard alone, on a phone, and nothing serious is found by axe", async () => {
    await visitor.context.close();
    visitor = await site.visit({ locale: "en-GB", width: 390 });
    const { page } = visitor;
    const caseId = await applied("南疆河流水位");
    await visitor.open(`/registrations/${caseId}`);
    const region = page.getByRole("region", { name: "Act", exact: true });
    await region.getByLabel("API key", { exact: true }).focus();
    await page.keyboard.type(apiKeys.registry);
    await page.keyboard.press("Enter");
    await region.getByText("You act in the name of").waitFor();
    await region.getByRole("button", { name: "Accept", exact: true }).focus();
    await page.keyboard.press("Enter");
    await region.getByRole("heading", { name: "Accept" }).waitFor();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).to.deep.equal([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(390);
    await region.getByLabel("or write it here").focus();
    // Faster than a digest is computed: the last letters count all the same.
    await page.keyboard.type("Accepted.");
    await region.getByRole("button", { name: "Next: check" }).focus();
    await page.keyboard.press("Enter");
    // The eye and the reader's voice are where the next thing is.
    await region.getByRole("heading", { name: "Check, then confirm" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal("Check, then confirm");
    await region.getByRole("button", { name: "Confirm" }).focus();
    await page.keyboard.press("Enter");
    await region.getByText("Done: Accept.").waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).to.equal("act-done");
  });

  it("is told when the key is another institution's, and when the case was decided meanwhile", async () => {
    const caseId = await applied("南疆日照时数");
    await visitor.open(`/registrations/${caseId}`);
    await signIn(apiKeys.exchange);
    await acts().getByText("该密钥所代表的机构不在此办理。").waitFor();
    await acts().getByRole("button", { name: "移除密钥" }).click();
    await signIn();
    await choose("受理");
    await write("受理通知书", "准予受理。");
    await choose("下一步：核对");
    await (await firm.cases.withdraw({ caseId })).wait();
    await choose("确认办理");
    await acts().getByText("CASE_NOT_IN_STATE").waitFor();
    // What was filled in is still there.
    await choose("返回修改");
    expect(await acts().getByText("CASE_NOT_IN_STATE").count()).to.equal(1);
    expect(visitor.troubles.splice(0)).to.have.lengthOf(1);
  });

  it("annotates a certificate and lifts it again", async () => {
    const { items } = await ask(site.url, "/v1/certificates");
    const { number } = items.find((one) => one.live && one.keeper === registry)!;
    await visitor.open(`/certificates/${number}`);
    await signIn();
    await choose("作备注");
    await acts().getByLabel("查封").check();
    await write("约定，或查封、管制文件", "协助执行通知书");
    await confirm("作备注");
    await visitor.page.getByText("限制流通中").first().waitFor();
    await acts()
      .getByRole("button", { name: /^解除备注：查封/ })
      .click();
    await write("解除文件", "解除查封通知书");
    await choose("下一步：核对");
    await choose("确认办理");
    await acts().getByText("已办理：解除备注").waitFor();
    const { annotations } = await ask(site.url, "/v1/certificates/:number", number);
    expect(annotations[0]).to.include({ kind: "seizure", stands: false });
  });

  it("records what a party is and is qualified for, by the authority, and of nobody itself", async () => {
    const { items } = await ask(site.url, "/v1/parties", "", { limit: "200" });
    const { party } = items.find(({ kind, roles }) => kind === null && roles.includes("trader"))!;
    await visitor.open(`/parties/${party}`);
    await signIn(apiKeys.regulator);
    await choose("认定类型与资质");
    await acts().getByLabel("高校和科研机构").check();
    await acts().getByLabel("网络安全等级保护三级").check();
    await write("认定依据", "备案证明。");
    await confirm("认定类型与资质");
    await visitor.page.locator("dl.facts dd", { hasText: "高校和科研机构" }).first().waitFor();
    // What is not ticked the next time is no longer on record.
    await choose("认定类型与资质");
    await acts().getByLabel("高校和科研机构").check();
    await write("认定依据", "证书到期。");
    await confirm("认定类型与资质");
    for (;;) {
      const told = await ask(site.url, "/v1/parties/:party", party);
      if (told.kind === "research" && told.qualifications.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const authority = items.find(({ roles }) => roles.includes("authority"))!;
    await visitor.open(`/parties/${authority.party}`);
    await signIn(apiKeys.regulator);
    await acts().getByText("该密钥所代表的机构不在此办理。").waitFor();
  });

  it("sets the rules of use by the authority: an edition of the commitment, and what no use may claim", async () => {
    const { page } = visitor;
    await visitor.open("/use-rules");
    await signIn(apiKeys.regulator);
    const editions = page.getByRole("table", { name: "数据安全使用承诺", exact: true }).locator("tbody tr");
    expect(await editions.count()).to.equal(2);
    await choose("发布承诺书新版");
    await write("承诺书文本", "第三版：按约定目的使用。");
    await acts().getByLabel("此前各版有效至").fill("2027-06-30");
    await confirm("发布承诺书新版");
    await editions.nth(2).waitFor();
    const { items } = await ask(site.url, "/v1/commitments");
    expect([items[0]!.edition, items[0]!.requiredFrom]).to.deep.equal([3, "2027-06-30T15:59:59Z"]);

    await acts().getByText("现禁止：去标识化信息重识别、大数据差别定价。", { exact: false }).waitFor();
    await choose("发布分析禁止清单");
    await acts().getByLabel("用户画像").check();
    await write("依据文件", "禁止清单（修订）。");
    await confirm("发布分析禁止清单");
    await page.locator("dl.facts dd", { hasText: /^用户画像$/ }).waitFor();
    expect((await ask(site.url, "/v1/usage/prohibited")).analyses).to.deep.equal(["profiling"]);
    await visitor.open("/use-rules");
    await signIn(apiKeys.registry);
    await acts().getByText("该密钥所代表的机构不在此办理。").waitFor();
  });
});
