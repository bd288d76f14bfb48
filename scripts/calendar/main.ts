import { type CalendarYear, createLedger, isLedgerError, packYear } from "@data-voucher/sdk";
import { Wallet } from "ethers";
import { CalendarError } from "./calendar-error.ts";
import { OfficialYearError } from "./official-year.ts";
import { readSettings, type Settings } from "./settings.ts";
import { differences, yearText } from "./year-text.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Shows what the ledger has of the year, and loads it when a key is given and something differs. */
async function onLedger({ year, documentDigest, key }: Settings, where: NonNullable<Settings["ledger"]>) {
  const ledger = await createLedger({ ...where, ...(key !== undefined && { signer: new Wallet(key) }) }).catch(
    (cause) => {
      if (!isLedgerError(cause, "NODE_UNREACHABLE")) throw cause;
      throw new CalendarError(`No node answers at ${where.rpcUrl}. Start it, or correct --rpc-url.`, { cause });
    },
  );
  try {
    const known = await ledger.calendar.getYear(year.year);
    const changes = known && differences(year, known);
    say(`账本 On the ledger: ${stateText(known, changes)}`);
    for (const change of changes ?? []) say(`  ${change}`);
    if (changes?.length === 0) return true;
    if (key === undefined || documentDigest === undefined) return false;
    const handle = await ledger.calendar.loadYear({ ...year, documentDigest });
    const { version, hash } = await handle.wait();
    say(`已载入 Loaded as version ${version} (${hash}). Clocks that still run follow.`);
    return true;
  } finally {
    ledger.close();
  }
}

function stateText(known: CalendarYear | null, changes: readonly string[] | null): string {
  if (known === null) return "未载入 not loaded";
  const state = `第 ${known.version} 版 version ${known.version} of ${known.loadedAt}`;
  return changes?.length === 0 ? `${state}, 一致 the same` : `${state}, 有差异 differs:`;
}

/** What to send where a key of the role regulator is at hand. */
function postText({ year: { year, ...days }, documentDigest = "<SHA-256 of the notice, 0x…>" }: Settings): string {
  const body = JSON.stringify({ ...days, documentDigest });
  return [
    "",
    "载入方式 To load it, name a key file, or send this with the authority's API key and an Idempotency-Key:",
    `POST /v1/calendar/${year}`,
    body,
  ].join("\n");
}

try {
  const settings = await readSettings(process.argv.slice(2));
  // Before anything is asked or sent: a date that does not fit is named here.
  packYear(settings.year);
  say(yearText(settings.year));
  const done = settings.ledger !== undefined && (await onLedger(settings, settings.ledger));
  if (!done) say(postText(settings));
} catch (error) {
  if (isLedgerError(error)) {
    process.stderr.write(`${error.code}: ${error.message}.\n`);
  } else if (error instanceof CalendarError || error instanceof OfficialYearError) {
    process.stderr.write(`${error.message}\n`);
  } else {
    throw error;
  }
  process.exitCode = 1;
}
