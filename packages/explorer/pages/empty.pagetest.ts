import { expect } from "chai";
import { startLedger, type StartedLedger } from "./ledger.ts";
import { openSite, type Site, type Visitor } from "./site.ts";

describe("A ledger on which nothing happened yet", () => {
  let ledger: StartedLedger;
  let site: Site;
  let visitor: Visitor;

  before(async () => {
    ledger = await startLedger({ args: ["--empty"] });
    site = await openSite(ledger);
  });
  beforeEach(async () => {
    visitor = await site.visit();
  });
  afterEach(() => visitor?.context.close());
  after(() => site?.close());

  it("says on every list that there is nothing, and shows no value that is none", async () => {
    for (const list of ["assets", "registrations", "certificates", "records", "series", "vouchers"]) {
      await visitor.open(`/${list}`);
      await visitor.page.getByText("没有记录。").waitFor();
    }
    await visitor.open("/use-rules");
    await visitor.page.getByText("尚未发布禁止清单。").waitFor();
    await visitor.open("/");
    const text = await visitor.page.innerText("main");
    expect(/undefined|\bNaN\b|\[object|\{\w+\}/.exec(text)).to.equal(null);
    expect(visitor.troubles).to.deep.equal([]);
  });

  it("says while the gateway is down that it cannot be reached, and goes on from there when it is back", async () => {
    const { page } = visitor;
    await visitor.open("/");
    await ledger.stop();
    await page.getByRole("link", { name: "主体", exact: true }).click();
    const alert = page.getByRole("alert");
    await alert.getByText("无法连接网关。请检查网络后重试。").waitFor();
    await ledger.startAgain();
    // A gateway that has just started may be too busy for the first try.
    for (let answered = false; !answered;) {
      const retry = alert.getByRole("button", { name: "重试" });
      const [answer] = await Promise.all([page.waitForResponse("**/v1/parties?*"), retry.click()]);
      answered = answer.ok();
    }
    await page.getByRole("table").waitFor();
    expect(await alert.count()).to.equal(0);
  });
});
