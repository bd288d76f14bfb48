import { readFileSync, writeFileSync } from "node:fs";
import { allErrors } from "@data-voucher/gateway";
import { Problem, runCheck } from "../check/problem.ts";

const page = new URL("../../docs/errors.md", import.meta.url);

/** Where a code comes from, in the order in which the page shows them. */
const rooms: readonly (readonly [title: string, has: (from: string) => boolean])[] = [
  ["The ledger's contracts", (from) => /^[A-Z]/.test(from)],
  ["The gateway", (from) => from === "gateway"],
  ["The SDK", (from) => from === "sdk"],
  ["Nodes and the way to them", (from) => from === "rpc"],
];

const cell = (text: string) => text.replaceAll("|", "\\|");

/** The page of all error codes, from the one table that SDK, gateway and contracts share. */
function errorsPage(): string {
  const entries = Object.entries(allErrors).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = rooms.map(([title, has]) => {
    const rows = entries.filter(([, { from }]) => has(from));
    const contract = rows.some(([, { from }]) => /^[A-Z]/.test(from));
    const lines = rows.map(([code, { httpStatus, retryable, title: en, titleZh, from }]) =>
      [
        "",
        `\`${code}\``,
        httpStatus,
        retryable ? "yes" : "no",
        cell(en),
        cell(titleZh),
        ...(contract ? [`\`${from}\``] : []),
        "",
      ]
        .join(" | ")
        .trim(),
    );
    const heads = ["code", "status", "retry", "English", "中文", ...(contract ? ["custom error"] : [])];
    return [`## ${title}`, "", `| ${heads.join(" | ")} |`, `|${" --- |".repeat(heads.length)}`, ...lines].join("\n");
  });
  const head = [
    "# Error codes",
    "",
    "Every error carries one of these codes, whichever door it comes through: `code` of a problem (RFC 9457), of the",
    "SDK's `LedgerError`, of a refused operation. A contract's custom error `VoucherLocked` has the code `VOUCHER_LOCKED`.",
    "Programs look at `code` and `retryable`; texts may change. *Retry: yes* says that the same call, made again",
    "unchanged later, may succeed. This page is written by `node scripts/docs/errors.ts`.",
  ].join("\n");
  return `${[head, ...parts].join("\n\n")}\n`;
}

/** `--check` compares instead of writing. */
runCheck("error codes", () => {
  const text = errorsPage();
  const count = Object.keys(allErrors).length;
  if (!process.argv.includes("--check")) {
    writeFileSync(page, text);
    return `${count} codes written to docs/errors.md`;
  }
  let known = "";
  try {
    known = readFileSync(page, "utf8");
  } catch {
    // Missing is as wrong as outdated.
  }
  if (known !== text) throw new Problem("docs/errors.md is not what the table says: run node scripts/docs/errors.ts.");
  return `docs/errors.md shows all ${count} codes`;
});
