import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";
import { sharedLedger, type StartedLedger } from "./ledger.ts";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Languages of the page, as a browser asks for them. */
export type Locale = "zh-CN" | "en-GB";

/** The site under test and a browser to visit it. */
export type Site = {
  readonly url: string;
  /** A fresh visitor. */
  visit(options?: { locale?: Locale; width?: number; dark?: boolean }): Promise<Visitor>;
  close(): Promise<void>;
};

/** One visitor, whose troubles are written down. */
export type Visitor = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, exceptions and violations of the content security policy. */
  readonly troubles: string[];
  /** Opens an address of the site and waits until everything on it is there. */
  open(path: string): Promise<void>;
  /** Waits until nothing on the page is loading. */
  settled(): Promise<void>;
};

/** Opens a browser on the page that the gateway of a ledger serves; of the ledger with the history unless named. */
export async function openSite(ledger?: StartedLedger): Promise<Site> {
  const { url } = ledger ?? (await sharedLedger());
  const browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: flags });
  return {
    url,
    visit: (options = {}) => visitorOf(browser, url, options),
    close: () => browser.close(),
  };
}

async function visitorOf(
  browser: Browser,
  url: string,
  { locale = "zh-CN", width = 1280, dark = false }: { locale?: Locale; width?: number; dark?: boolean },
): Promise<Visitor> {
  const viewport = { width, height: width < 600 ? 844 : 900 };
  const context = await browser.newContext({ locale, viewport, colorScheme: dark ? "dark" : "light" });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => troubles.push(`exception: ${error.stack ?? error.message}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const settled = async () => {
    await page.waitForSelector("main h1");
    await page.waitForFunction(
      () => !document.querySelector('[aria-busy="true"], .lineage-wait') && document.fonts.status === "loaded",
    );
  };
  return {
    page,
    context,
    troubles,
    settled,
    async open(path) {
      await page.goto(url + path);
      await settled();
    },
  };
}
