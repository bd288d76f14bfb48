import { expect } from "chai";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { dayOf } from "../src/format/time.ts";
import { openSite, type Site, type Visitor } from "./site.ts";
import { addressesOf, ask } from "./subjects.ts";

// The climate firm of the history declared this file as its own gathering of public data.
const vega = dirname(createRequire(import.meta.url).resolve("vega-datasets"));
const declaredFile = join(vega, "../data/annual-precip.json");
const declaredName = "全球年降水格点数据（2016，公开数据）";

const file = (name: string, buffer: Uint8Array) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(buffer),
});

describe("The verify page", () => {
  let site: Site;
  let visitor: Visitor;
  const sent: { method: string; size: number; url: string }[] = [];

  before(async () => {
    site = await openSite();
  });
  beforeEach(async () => {
    visitor = await site.visit();
    sent.length = 0;
    visitor.page.on("request", (request) => {
      sent.push({ method: request.method(), size: request.postDataBuffer()?.length ?? 0, url: request.url() });
    });
    await visitor.open("/verify");
  });
  afterEach(async () => {
    await visitor.context.close();
    expect(visitor.troubles).to.deep.equal([]);
  });
  after(() => site?.close());

  it("finds the asset of a file, and sends nothing of the file", async () => {
    const { page } = visitor;
    await page.locator(".verify-file input[type=file]").setInputFiles(declaredFile);
    await page.getByText("指纹一致：账本上有 1 项").waitFor();
    expect(await page.locator("tbody tr").count()).to.equal(1);
    await page.locator("tbody a", { hasText: declaredName }).waitFor();
    expect(sent.filter(({ method, size }) => method !== "GET" || size > 0)).to.deep.equal([]);
    expect(sent.some(({ url }) => url.includes("/v1/assets?fingerprint=0x"))).to.equal(true);
  });

  it("says that a changed file is unknown, for a file of many leaves too", async () => {
    const { page } = visitor;
    const bytes = new Uint8Array(5 * 1024 * 1024 + 7).map((_, i) => (i * 31) % 251);
    await page.locator(".verify-file input[type=file]").setInputFiles(file("changed.bin", bytes));
    await page.getByText("账本上没有这个指纹").waitFor();
    await page.getByText("5.0 MiB，6 个分块").waitFor();
    expect(sent.every(({ method, size }) => method === "GET" && size === 0)).to.equal(true);
  });

  it("takes a file that is dropped", async () => {
    const { page } = visitor;
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["dropped"], "dropped.txt"));
      return transfer;
    });
    await page.dispatchEvent(".verify-file .drop", "drop", { dataTransfer: data });
    await page.getByText("账本上没有这个指纹").waitFor();
  });

  it("stops when the visitor cancels, and looks nothing up", async () => {
    const { page } = visitor;
    // A file that the browser makes itself; the click comes from the page, the moment that there is something to click.
    await page.evaluate(() => {
      new MutationObserver((_changes, observer) => {
        const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "取消");
        if (button === undefined) return;
        observer.disconnect();
        button.click();
      }).observe(document.body, { childList: true, subtree: true });
      const piece = new Uint8Array(16 * 1024 * 1024);
      const transfer = new DataTransfer();
      transfer.items.add(
        new File(
          Array.from({ length: 96 }, () => piece),
          "large.bin",
        ),
      );
      document
        .querySelector(".verify-file .drop")
        ?.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
    });
    await page.getByText("已取消").waitFor();
    expect(sent.some(({ url }) => url.includes("fingerprint="))).to.equal(false);
  });

  it("compares a certificate with the ledger, field by field", async () => {
    const { page } = visitor;
    const path = new Map(await addressesOf(site.url)).get("certificate") ?? "";
    const number = path.split("/").at(-1) ?? "";
    const answer = await ask(site.url, "/v1/certificates/:number", number);
    await page.getByLabel("凭证编号").fill(number.toLowerCase());
    await page.getByLabel("数据名称").fill(answer.assetName);
    await page.getByLabel("权利人主体地址").fill(answer.holder);
    await page.getByLabel("颁发日期").fill(dayOf(answer.issuedAt));
    await page.getByRole("button", { name: "核对" }).click();
    await page.getByText("相符：所填内容与账本记载一致。").waitFor();
    await page.getByLabel("数据名称").fill("别的数据");
    await page.getByRole("button", { name: "核对" }).click();
    await page.getByText("不相符：1 项与账本记载不同。").waitFor();
    await page.getByRole("cell", { name: answer.assetName }).waitFor();
  });

  it("checks a certificate's file, genuine or altered", async () => {
    const { page } = visitor;
    const { items } = await ask(site.url, "/v1/certificates");
    const answer = await fetch(`${site.url}/v1/certificates/${items[0]!.number}.pdf`);
    expect(answer.status).to.equal(200);
    const genuine = new Uint8Array(await answer.arrayBuffer());
    const altered = genuine.slice();
    altered[altered.length >> 1]! ^= 1;
    const input = page.locator(".verify-paper input[type=file]");
    await input.setInputFiles(file("SJ.pdf", genuine));
    await page.getByText("真实有效的凭证文件").waitFor();
    // One that a later registration adjusted before its file was made says what is so now.
    const adjusted = items.find(({ live, adjustedAt }) => live && adjustedAt !== null)!;
    const later = await fetch(`${site.url}/v1/certificates/${adjusted.number}.pdf`);
    await input.setInputFiles(file("adjusted.pdf", new Uint8Array(await later.arrayBuffer())));
    await page.getByText("adjusted.pdf", { exact: true }).waitFor();
    await page.getByText("真实有效的凭证文件").waitFor();
    await input.setInputFiles(file("SJ.pdf", altered));
    await page.getByText(/不能采信：发现 \d+ 个问题。/).waitFor();
    await page.getByText("PDF 在签章之后被改动。").waitFor();
    await input.setInputFiles(file("large.pdf", new Uint8Array(4 * 1024 * 1024 + 1)));
    await page.getByText("文件过大").waitFor();
    expect(sent.filter(({ method }) => method === "POST")).to.have.lengthOf(3);
  });

  it("takes number and evidence digest from the address, as the QR code of a certificate gives them", async () => {
    const { page } = visitor;
    await visitor.open(`/verify?number=SJ4512026110001&evidence=0x${"ab".repeat(32)}`);
    expect(await page.getByLabel("凭证编号").inputValue()).to.equal("SJ4512026110001");
    expect(await page.getByLabel("存证摘要").inputValue()).to.equal(`0x${"ab".repeat(32)}`);
  });

  it("says what is wrong with a number before it asks", async () => {
    const { page } = visitor;
    await page.getByLabel("凭证编号").fill("SJ45");
    await page.getByRole("button", { name: "核对" }).click();
    await page.getByText("凭证编号应为 SJ 加 13 位数字").waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).to.equal("number");
    expect(sent.some(({ method }) => method === "POST")).to.equal(false);
  });
});
