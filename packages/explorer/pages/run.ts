import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
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
const args = [
  mocha,
  "--timeout",
  "60000",
  "--require",
  "./pages/ledger.ts",
  "pages/**/*.pagetest.ts",
  ...process.argv.slice(2),
];
spawn(process.execPath, args, { cwd: folder, stdio: "inherit" }).on("close", (code) => {
  process.exitCode = code ?? 1;
});
