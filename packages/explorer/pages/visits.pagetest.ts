import { expect } from "chai";
import { openSite, type Site, type Visitor } from "./site.ts";
import { addressesOf } from "./subjects.ts";

interface Life {
  readonly voucherId: string;
  readonly steps: readonly unknown[];
}

/** The voucher with the most steps of its own, and all of them. Steps of its whole series come besides, in any part. */
async function longestLife(url: string): Promise<Life> {
  const ask = async (path: string) => (await fetch(`${url}/v1${path}`)).json();
  const { items } = (await ask("/vouchers?limit=200")) as { items: { voucherId: string }[] };
  const lives: Life[] = [];
  for (const { voucherId } of items) {
    const part = (await ask(`/vouchers/${voucherId}/provenance?limit=2`)) as Life & { stepsNextCursor: string | null };
    if (part.stepsNextCursor === null || part.steps.length !== 2) continue;
    const { steps } = (await ask(`/vouchers/${voucherId}/provenance`)) as Life;
    lives.push({ voucherId, steps });
  }
  return lives.sort((one, other) => other.steps.length - one.steps.length)[0]!;
}

describe("A visitor", () => {
  let site: Site;
  let visitor: Visitor;
  let pathOf: (name: string) => string;

  before(async () => {
    site = await openSite();
    const paths = new Map(await addressesOf(site.url));
    pathOf = (name) => paths.get(name) ?? "/";
  });
  beforeEach(async () => {
    visitor = await site.visit();
  });
  afterEach(() => visitor?.context.close());
  after(() => site?.close());

  it("switches the language on any page, and finds it again on the next visit", async () => {
    const { page } = visitor;
    await visitor.open(pathOf("vouchers"));
    expect(await page.textContent("h1")).to.equal("数据资产凭证");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { level: 1, name: "Data vouchers" }).waitFor();
    await visitor.open("/verify");
    expect(await page.textContent("h1")).to.equal("Verify");
    expect(await page.getAttribute("html", "lang")).to.equal("en");
    expect(visitor.troubles).to.deep.equal([]);
  });

  it("skips to the content with the first key, and sees where the focus is", async () => {
    const { page } = visitor;
    await visitor.open("/");
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      return { text: element.textContent, top: element.getBoundingClientRect().top };
    });
    expect(skip).to.deep.equal({ text: "跳到正文", top: 0 });
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("main");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).to.equal(
      "solid",
    );
  });

  it("reaches every link and control by keyboard", async () => {
    const { page } = visitor;
    await visitor.open(pathOf("voucher"));
    const wanted = await page.$$eval(
      "a[href], button, input, select",
      (all) => all.filter((one) => one.checkVisibility()).length,
    );
    const reached = new Set<string>();
    // A date has several stops of its own.
    for (let i = 0; i < wanted + 12; i += 1) {
      await page.keyboard.press("Tab");
      const mark = await page.evaluate(() => {
        const element = document.activeElement;
        const all = [...document.querySelectorAll("a[href], button, input, select")];
        return element && all.includes(element) ? String(all.indexOf(element)) : "";
      });
      if (mark) reached.add(mark);
    }
    expect(reached.size).to.equal(wanted);
  });

  it("moves within the page without loading it again; focus and title follow", async () => {
    const { page } = visitor;
    await visitor.open(pathOf("vouchers"));
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
    await page.locator("tbody a").first().click();
    await page.waitForURL(/\/vouchers\/\d+$/);
    await visitor.settled();
    expect(await page.evaluate(() => "stayed" in globalThis)).to.equal(true);
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal("H1");
    expect(await page.title()).to.match(/^数据资产凭证 \d+-\d+ · /);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "数据资产凭证", exact: true }).waitFor();
    expect(visitor.troubles).to.deep.equal([]);
  });

  it("turns pages of a list and comes back", async () => {
    const { page } = visitor;
    await visitor.open("/blocks");
    const next = page.getByRole("link", { name: "下一页" });
    const first = await page.locator("tbody tr").first().textContent();
    await next.click();
    await page.waitForURL(/cursor=/);
    await visitor.settled();
    expect(await page.locator("tbody tr").first().textContent()).not.to.equal(first);
    await page.getByRole("link", { name: "回到第一页" }).click();
    await page.waitForURL(/\/blocks$/);
    await visitor.settled();
    expect(await page.locator("tbody tr").first().textContent()).to.equal(first);
  });

  it("searches a number and lands on its page", async () => {
    const { page } = visitor;
    await visitor.open("/");
    const number = pathOf("certificate").split("/").at(-1) ?? "";
    await page.getByRole("searchbox").fill(number);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/certificates/${number}`);
    await visitor.settled();
    expect(await page.textContent("h1")).to.equal(number);
  });

  it("asks who held a voucher on a day", async () => {
    const { page } = visitor;
    await visitor.open(pathOf("voucher"));
    const day = page.getByLabel("日期");
    const answer = page.locator(".held [role=status]");
    expect(await answer.locator("li").count()).to.be.greaterThan(0);
    await day.fill("2001-01-01");
    await page.getByText("2001-01-01 无人持有该凭证。").waitFor();
    await day.fill("2099-01-01");
    expect(await answer.locator("li a").count()).to.equal(1);
  });

  it("is told what a long history's loaded part cannot answer, and loads the rest", async () => {
    const { page } = visitor;
    const { voucherId, steps: all } = await longestLife(site.url);
    expect(all.length).to.be.greaterThan(2);
    // The gateway itself gives the history in parts of two steps, as it does with parts of thousands.
    await page.route("**/provenance*", async (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set("limit", "2");
      await route.continue({ url: url.href });
    });
    await visitor.open(`/vouchers/${voucherId}`);
    const steps = page.locator(".timeline li");
    expect(await steps.count()).to.equal(2);
    await page.getByText("前 2 步，最早在前，后续尚未加载。").waitFor();
    const answer = page.locator(".held [role=status]");
    await page.getByLabel("日期").fill("2099-01-01");
    await answer.getByText("无法回答 2099-01-01 由谁持有").waitFor();
    expect(await answer.locator("li").count()).to.equal(0);

    const load = page.getByRole("button", { name: "加载后续记录" });
    for (let loaded = 2; loaded < all.length; loaded += 2) {
      await load.first().click();
      await page.waitForFunction((most) => document.querySelectorAll(".timeline li").length > most, loaded);
    }
    await page.getByText(`共 ${all.length} 步，最早在前`).waitFor();
    expect(await steps.count()).to.equal(all.length);
    expect(await load.count()).to.equal(0);
    expect(await answer.locator("li").count()).to.equal(1);
  });

  it("copies the whole of what is shown short", async () => {
    const { page, context } = visitor;
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await visitor.open(pathOf("asset"));
    const button = page.getByRole("button", { name: "复制 资产编号" });
    await button.click();
    await button.getByText("已复制").waitFor({ state: "attached" });
    expect(await page.evaluate(() => navigator.clipboard.readText())).to.match(/^0x[\da-f]{64}$/);
  });

  it("sees nothing jump while a page loads slowly", async () => {
    const { page } = visitor;
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.route("**/v1/**", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      await route.continue();
    });
    for (const name of ["home", "vouchers", "voucher", "asset", "party"]) {
      await visitor.open(pathOf(name));
      const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
      // 0.1 is where the Core Web Vitals stop calling a page steady.
      expect(
        shifts.reduce((sum, value) => sum + value, 0),
        name,
      ).to.be.below(0.1);
    }
  });

  it("reads that there is no such thing", async () => {
    const { page } = visitor;
    await visitor.open("/vouchers/18446744073709551615");
    await page.getByRole("alert").getByText("账本上没有这条记录").waitFor();
  });
});
