import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { findChromium, hasChineseFont } from "./chromium.ts";

// Runs the page tests over ledgers that they start, or says what is missing for them.
const folder = join(import.meta.dirname, "..");
const missing: string[] = [];
if (!findChromium()) missing.push("No Chromium was found. On Debian: apt-get install chromium");
if (!hasChineseFont()) missing.push("No font for Chinese was found. On Debian: apt-get install fonts-noto-cjk");
if (!existsSync(join(folder, "dist/index.html"))) {
  missing.push("The page is not built. First: npm run build");
}
if (missing.length > 0) {
  console.error(missing.join("\n"));
  process.exit(2);
}

const mocha = join(folder, "../../node_modules/mocha/bin/mocha.js");
const options = [mocha, "--timeout", "60000", "--require", "./pages/ledger.ts"];

/** Runs files in one browser after the other; its output is shown as it comes when `live`, else at the end. */
async function run(files: readonly string[], live: boolean): Promise<boolean> {
  const child = spawn(process.execPath, [...options, ...files, ...process.argv.slice(2)], {
    cwd: folder,
    stdio: ["ignore", live ? "inherit" : "pipe", "inherit"],
  });
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code] = (await once(child, "close")) as [number | null];
  process.stdout.write(said);
  return code === 0;
}

// Two runs, each with ledgers of its own, use two cores where one waits for its browser half of the time. These files
// take as long as all others together.
const long = ["pages/desk-acts.pagetest.ts", "pages/every-page.pagetest.ts"];
const others = globSync("pages/**/*.pagetest.ts", { cwd: folder })
  .filter((file) => !long.includes(file))
  .sort();
const passed = await Promise.all([others, long].map((files, i) => run(files, i === 0)));
process.exitCode = passed.every(Boolean) ? 0 : 1;
