import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "chai";
import { dayOf } from "../src/format/time.ts";
import { openSite, type Site, type Visitor } from "./site.ts";
import { ask } from "./subjects.ts";

type Certificate = Awaited<ReturnType<typeof ask<"/v1/certificates">>>["items"][number];

describe("What is noted on certificates", () => {
  let site: Site;
  let visitor: Visitor;
  let released: Certificate;
  let controlled: Certificate;

  before(async () => {
    site = await openSite();
    const { items } = await ask(site.url, "/v1/certificates", "", { limit: "100" });
    released = items.find(({ annotations, objections }) => annotations.length > 0 && objections.length > 0)!;
    controlled = items.find(({ restrained }) => restrained)!;
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

  it("shows at the head of a certificate that it is restrained, and by whom until when below", async () => {
    const { page } = visitor;
    await visitor.open(`/certificates/${controlled.number}`);
    await page.locator(".page-head").getByText("临时管制", { exact: true }).waitFor();
    await page.locator(".banner").getByText("其凭证系列停止流通", { exact: false }).waitFor();
    const [control] = await rowsOf("备注");
    expect(control!.slice(0, 2)).to.deep.equal(["临时管制", "广西数据管理部门（演示）"]);
    expect(control![3]).to.include(dayOf(controlled.annotations[0]!.until!));
    expect(control!.at(-1)).to.include("限制流通中");
  });

  it("says the same to who verifies its number", async () => {
    const { page } = visitor;
    await visitor.open(`/verify?number=${controlled.number}`);
    await page.getByRole("button", { name: "核对", exact: true }).first().click();
    await page.getByText("账本记载：本凭证处于查封或临时管制中", { exact: false }).waitFor();
  });

  it("keeps a seizure that was lifted, without a mark at the head", async () => {
    await visitor.open(`/certificates/${released.number}`);
    const [seizure] = await rowsOf("备注");
    expect(seizure![0]).to.equal("查封");
    expect(seizure!.at(-1)).to.include("已解除");
    expect(await visitor.page.locator(".page-head").getByText("查封", { exact: true }).count()).to.equal(0);
  });

  it("tells an objection act by act, and what the newer one waits for", async () => {
    const { page } = visitor;
    await visitor.open(`/certificates/${released.number}`);
    const acts = await page.getByRole("list", { name: "异议 1 的经过" }).locator("strong").allTextContents();
    expect(acts).to.deep.equal(["提出异议", "告知权利人", "权利人不同意异议", "结论：异议不成立"]);
    await page.getByRole("heading", { name: "异议 1 不成立" }).waitFor();
    const waiting = page.getByRole("article").filter({ hasText: "异议 2" });
    await waiting.getByText("广西数据登记中心（演示）").first().waitFor();
    await waiting.getByText(dayOf(released.objections[0]!.due!.until!)).waitFor();
  });

  it("lists at the registry's desk what is due about objections", async () => {
    const { page } = visitor;
    const { keeper, due } = released.objections[0]!;
    await visitor.open(`/desk/${keeper}`);
    const [row] = await rowsOf("登记后异议待办");
    expect(row![0]).to.include(dayOf(due!.until!));
    expect(row!.slice(1, 3)).to.deep.equal(["告知权利人", released.number]);
    await page.getByRole("table", { name: "登记后异议待办" }).getByRole("link", { name: released.number }).click();
    await page.waitForURL(`**/certificates/${released.number}`);
    const other = await ask(site.url, "/v1/parties", "", { role: "registry" });
    const second = other.items.find(({ party }) => party !== keeper)!;
    await visitor.open(`/desk/${second.party}`);
    await page.getByText("没有待办的登记后异议。").waitFor();
  });

  for (const locale of ["zh-CN", "en-GB"] as const) {
    it(`has pages without serious faults of accessibility in ${locale}, also where they are narrow`, async function () {
      this.timeout(120_000);
      const paths = [`/certificates/${controlled.number}`, `/certificates/${released.number}`, "/desk"];
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
