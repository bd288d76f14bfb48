import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "chai";
import { dayOf } from "../src/format/time.ts";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

type Case = Awaited<ReturnType<typeof ask<"/v1/registrations">>>["items"][number];

describe("Later registrations", () => {
  let site: Site;
  let visitor: Visitor;
  let cases: readonly Case[];
  /** The newest case that is as wished. */
  const caseOf = (wish: (found: Case) => boolean) => cases.find(wish)!;
  const certified = (kind: Case["kind"]) => caseOf((found) => found.kind === kind && found.state === "certified");

  before(async () => {
    site = await openSite();
    cases = (await ask(site.url, "/v1/registrations", "", { limit: "100" })).items;
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

  it("show who applies together, when each agreed, what each claims and was issued", async () => {
    const joint = caseOf(({ kind, others }) => kind === "initial" && others.length > 0);
    await visitor.open(`/registrations/${joint.caseId}`);
    const rows = await rowsOf("共同申请的各方");
    expect(rows.map(([, part]) => part)).to.deep.equal(["申请人", "共同申请人"]);
    expect(rows.map((row) => row[3])).to.deep.equal([joint.certificate, joint.others[0]!.certificate]);
    expect(await rowsOf("申请的权利")).to.have.lengthOf(6);
    await visitor.page.getByText("融合", { exact: true }).waitFor();
    const stages = (await rowsOf("各阶段数据表")).map(([stage]) => stage);
    expect(stages).to.deep.equal(["各方确认", "受理", "审查", "受理至办结", "公示"]);
  });

  it("say who has yet to agree, and that no time runs before", async () => {
    const { page } = visitor;
    const waiting = caseOf(({ state }) => state === "awaitingConsent");
    await visitor.open("/desk");
    await page.getByRole("link", { name: "查看待各方确认的案件（不计期限）" }).click();
    await page.waitForURL(/\/desk\?what=consent$/);
    await visitor.settled();
    await page.getByRole("link", { name: `${waiting.caseId} · 转让登记` }).click();
    await page.waitForURL(`**/registrations/${waiting.caseId}`);
    await visitor.settled();
    await page.locator(".due").getByText("确认", { exact: true }).waitFor();
    expect(await page.locator(".due").getByText("截止", { exact: true }).count()).to.equal(0);
    const [transferor, transferee] = await rowsOf("共同申请的各方");
    expect(transferor![1]).to.equal("转让方");
    expect(transferor![2]).to.include(dayOf(waiting.begunAt));
    expect(transferee!.slice(1)).to.deep.equal(["受让方", "尚未确认"]);
  });

  it("lead from a transferred certificate to that of the transferee and back", async () => {
    const { page } = visitor;
    const { items } = await ask(site.url, "/v1/certificates", "", { state: "transferred" });
    const { number } = items[0]!;
    await visitor.open("/certificates?state=transferred");
    await page.getByRole("link", { name: number }).click();
    await page.waitForURL(`**/certificates/${number}`);
    await visitor.settled();
    await page.locator(".page-head").getByText("已转让").waitFor();
    await page.getByText(`本凭证的全部权利已于 ${dayOf(items[0]!.endedAt!)} 转让（第三十四条）`).waitFor();
    await page.getByText("本凭证不再载有任何权利。").waitFor();
    expect(await page.locator("a[download]").count()).to.equal(0);
    expect(await rowsOf("已终止的权利")).to.have.lengthOf(items[0]!.rights.length);
    const [later] = await rowsOf("后续登记");
    const successor = later!.at(-1)!;
    await page.getByRole("table", { name: "后续登记" }).getByRole("link", { name: successor }).click();
    await page.waitForURL(`**/certificates/${successor}`);
    await visitor.settled();
    await page.locator(".page-head").getByText("有效", { exact: true }).waitFor();
    await page.locator(".facts").getByRole("link", { name: number }).waitFor();
    expect(await page.locator("a[download]").count()).to.equal(2);
  });

  it("leave the transferor what was not given up, and tell what became of it later", async () => {
    const transfer = caseOf(
      ({ kind, state, rights }) => kind === "transfer" && state === "certified" && rights.length === 1,
    );
    const requested = caseOf(({ cancellation }) => cancellation === "request");
    await visitor.open(`/registrations/${transfer.caseId}`);
    await visitor.page.locator(".facts").first().getByText("数据经营权", { exact: true }).waitFor();
    await visitor.open(`/certificates/${transfer.subject}`);
    await visitor.page.locator(".page-head").getByText("已注销").waitFor();
    expect((await rowsOf("后续登记")).map(([which]) => which)).to.deep.equal([
      `${requested.caseId} · 注销登记`,
      `${transfer.caseId} · 转让登记`,
    ]);
  });

  it("show a change before and after, on the case and in the asset's history", async () => {
    const { page } = visitor;
    const change = certified("change");
    await visitor.open(`/registrations/${change.caseId}`);
    const [name, description] = await rowsOf("申请内容");
    expect(name).to.deep.equal(["数据名称", change.change!.nameBefore, change.change!.name]);
    expect(description![0]).to.equal("描述摘要");
    await visitor.open(`/assets/${change.assetId}`);
    const history = await rowsOf("名称与描述历史");
    expect(history.map((row) => [row[1], row[3]])).to.deep.equal([
      [change.change!.nameBefore, "申报"],
      [change.change!.name, `登记案件 ${change.caseId}`],
    ]);
    const holders = await rowsOf("登记凭证与权利人");
    expect(holders).to.have.lengthOf(3);
    expect(holders.filter(([certificate]) => certificate!.includes("共同登记"))).to.have.lengthOf(2);
    await page.getByRole("heading", { level: 1, name: change.change!.name! }).waitFor();
  });

  it("show a renewal's old and new ends", async () => {
    const renewal = certified("renewal");
    await visitor.open(`/registrations/${renewal.caseId}`);
    expect((await rowsOf("申请内容")).map((row) => row.slice(1))).to.deep.equal(
      renewal.terms.map(({ before, until }) => [dayOf(before), dayOf(until)]),
    );
  });

  it("mark what the registry cancelled ex officio, and list the series that stood on it for review", async () => {
    const { page } = visitor;
    const begun = caseOf(({ exOfficio }) => exOfficio);
    await visitor.open(`/registrations/${begun.caseId}`);
    await page.locator(".page-head").getByText("依职权", { exact: true }).waitFor();
    await page.getByText("数据灭失", { exact: true }).waitFor();
    await visitor.open("/registrations");
    await page.getByRole("link", { name: "待复核" }).click();
    await page.waitForURL(/\/reviews$/);
    await visitor.settled();
    const { items } = await ask(site.url, "/v1/reviews");
    const rows = await rowsOf("待复核");
    expect(rows.map((row) => [row[1], row[5], row[6]])).to.deep.equal([
      ["凭证系列依据失效", `注销登记 登记案件 ${begun.caseId}`, "待复核"],
    ]);
    await page.getByRole("link", { name: `凭证系列 ${items[0]!.seriesId}` }).click();
    await page.waitForURL(`**/series/${items[0]!.seriesId}`);
    await page.getByText("依据失效").first().waitFor();
  });

  it("hint at the same data declared by another, and block nothing", async () => {
    const { items } = await ask(site.url, "/v1/assets", "", { limit: "100" });
    const twin = items.find(({ equalFingerprints, cases: own }) => equalFingerprints.length > 0 && own.length > 0)!;
    await visitor.open(`/registrations/${twin.cases[0]}`);
    expect((await rowsOf("疑似重复")).map(([hint]) => hint)).to.deep.equal(["指纹相同", "描述相同", "名称相近"]);
    await visitor.page.locator(".page-head").getByText("已登记").waitFor();
  });

  it("narrow the cases and the desk by kind", async () => {
    const { page } = visitor;
    await visitor.open("/registrations");
    await page.getByLabel("登记类型").selectOption({ label: "注销登记" });
    await page.getByRole("button", { name: "筛选" }).click();
    await page.waitForURL(/\/registrations\?kind=cancellation$/);
    await visitor.settled();
    const shown = cases.filter(({ kind }) => kind === "cancellation").length;
    await page.waitForFunction((n) => document.querySelectorAll("tbody tr").length === n, shown);
    await visitor.open("/desk");
    await page.getByLabel("登记类型").selectOption({ label: "转让登记" });
    await page.getByRole("button", { name: "筛选" }).click();
    await page.waitForURL(/\/desk\?kind=transfer$/);
    await page.getByText("没有符合条件的在办案件。").waitFor();
  });

  it("stand on the page of a party that takes part in them", async () => {
    const waiting = caseOf(({ state }) => state === "awaitingConsent");
    const { party } = waiting.others[0]!;
    await visitor.open(`/parties/${party}`);
    const shown = (await rowsOf("参与的登记案件")).map(([which]) => which);
    expect(shown).to.include(`${waiting.caseId} · 转让登记`);
    const { items } = await ask(site.url, "/v1/certificates", "", { holder: party });
    expect((await rowsOf("登记凭证")).map(([number]) => number)).to.deep.equal(items.map(({ number }) => number));
  });

  for (const locale of ["zh-CN", "en-GB"] as const) {
    it(`have pages without serious faults of accessibility in ${locale}, also where they are narrow`, async function () {
      this.timeout(240_000);
      const paths = [
        ...(["transfer", "change", "renewal", "cancellation"] as const).map(
          (kind) => `/registrations/${certified(kind).caseId}`,
        ),
        `/registrations/${caseOf(({ state }) => state === "awaitingConsent").caseId}`,
        `/certificates/${certified("cancellation").subject}`,
        `/assets/${certified("change").assetId}`,
        "/reviews",
      ];
      for (const width of [1280, 390]) {
        const guest = await site.visit({ locale, width });
        for (const path of paths) {
          await guest.open(path);
          const overflow = await guest.page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, `${path} is wider than ${width}`).to.equal(0);
          if (width < 1280) continue;
          const checked = new AxeBuilder({ page: guest.page }).setLegacyMode(true);
          const { violations } = await checked.options({ resultTypes: ["violations"] }).analyze();
          const faults = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
          expect(faults.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
        }
        await guest.context.close();
        expect(guest.troubles).to.deep.equal([]);
      }
    });
  }
});
