import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "chai";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openSite, type Locale, type Site } from "./site.ts";
import { addressesOf } from "./subjects.ts";

const pictures = join(import.meta.dirname, "screenshots");
const locales: readonly Locale[] = ["zh-CN", "en-GB"];

/** Only faults are asked for, in one go: the page has no frames of its own to look into. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });

describe("Every page", () => {
  let site: Site;
  let addresses: Awaited<ReturnType<typeof addressesOf>>;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    site = await openSite();
    addresses = await addressesOf(site.url);
  });
  after(() => site?.close());

  for (const locale of locales) {
    for (const dark of [false, true]) {
      const scheme = dark ? "dark" : "light";
      it(`has no serious fault of accessibility in ${locale}, ${scheme}`, async function () {
        this.timeout(480_000);
        const visitor = await site.visit({ locale, dark });
        const faults: string[] = [];
        for (const [name, path] of addresses) {
          // The schemes differ by colours, the languages by words: one round in full, of the other the richest pages.
          if (dark && !["home", "voucher", "refused", "verify"].includes(name)) continue;
          await visitor.open(path);
          const { violations } = await axe(visitor.page).analyze();
          for (const { id, impact, nodes } of violations) {
            if (impact !== "serious" && impact !== "critical") continue;
            faults.push(
              `${name}: ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`,
            );
          }
          await visitor.page.screenshot({ path: join(pictures, `${name}.${locale}.${scheme}.png`), fullPage: true });
        }
        await visitor.context.close();
        expect(faults).to.deep.equal([]);
        expect(visitor.troubles).to.deep.equal([]);
      });
    }

    it(`fits a narrow screen in ${locale}, with one main heading and headings in order`, async function () {
      this.timeout(480_000);
      const visitor = await site.visit({ locale, width: 390 });
      for (const [name, path] of addresses) {
        await visitor.open(path);
        const shape = await visitor.page.evaluate(() => ({
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          levels: [...document.querySelectorAll("h1, h2, h3, h4")].map(({ tagName }) => Number(tagName.slice(1))),
          language: document.documentElement.lang,
          title: document.title,
          unfilled: /undefined|\bNaN\b|\[object|\{\w+\}/.exec(document.body.innerText)?.[0] ?? "",
        }));
        expect(shape.overflow, `${name} is wider than the screen`).to.equal(0);
        expect(
          shape.levels.filter((level) => level === 1),
          `${name} has one main heading`,
        ).to.have.lengthOf(1);
        shape.levels.reduce((last, level) => {
          expect(level - last, `${name} leaves out a level of headings`).to.be.at.most(1);
          return level;
        }, 0);
        expect(shape.unfilled, `${name} shows a value that is none`).to.equal("");
        expect(shape.language).to.equal(locale === "zh-CN" ? "zh-CN" : "en");
        expect(shape.title).to.match(locale === "zh-CN" ? /数据资产凭证链$/ : /Data Voucher Ledger$/);
        await visitor.page.screenshot({ path: join(pictures, `${name}.${locale}.narrow.png`), fullPage: true });
      }
      await visitor.context.close();
      expect(visitor.troubles).to.deep.equal([]);
    });
  }
});
