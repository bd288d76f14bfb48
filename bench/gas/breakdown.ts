/** What each part of an issue costs, instruction by instruction: `npm run breakdown` writes results/breakdown.md. */
import "./config.ts";
import { readFile, writeFile } from "node:fs/promises";
import { getBytes } from "ethers";
import { calldataSurcharge } from "../../test/gas/calldata.ts";
import { connection, digest, seriesFixture } from "../../test/fixture.ts";
import { slotNames } from "./slots.ts";
import { traceCosts } from "./trace.ts";

const results = new URL("../results/breakdown.md", import.meta.url);
const snapshot = new URL("../../test/gas/gas.json", import.meta.url);
const BASE = 21_000;

/** An issue in the state in which test/gas measures it, and the names of the slots that it touches. */
async function issueOne() {
  const l = await seriesFixture();
  const { ledger, seriesId } = l;
  const { alpha, beta } = l.parties;
  const before = await l.issue(beta);
  const sent = await ledger.connect(alpha.key).issue(seriesId, beta.address, 10, digest("document"));
  const receipt = (await sent.wait())!;
  const events = receipt.logs.map((log) => ledger.interface.parseLog(log)!.name);
  const slots = slotNames({
    account: alpha.key.address,
    grantor: alpha.address,
    holder: beta.address,
    seriesId,
    voucherId: before + 1n,
  });
  return { sent, gasUsed: Number(receipt.gasUsed), events, slots };
}

const { sent, gasUsed, events, slots } = await issueOne();
const steps = await traceCosts(sent.hash);
await connection.close();

const surcharge = calldataSurcharge(sent.data);
const bytes = [...getBytes(sent.data)];
const calldata = bytes.reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0) + surcharge;

const storage = new Map<string, number>();
const logs: [string, number][] = [];
let call = 0;
let computation = 0;
for (const { op, cost, top } of steps) {
  if (op === "SLOAD" || op === "SSTORE") {
    const name = slots.get(top[0]!);
    if (name === undefined) throw new Error(`An issue touched a slot without a name: ${top[0]}`);
    storage.set(name, (storage.get(name) ?? 0) + cost);
  } else if (op.startsWith("LOG")) logs.push([events[logs.length]!, cost]);
  else if (op === "DELEGATECALL") call += cost;
  else computation += cost;
}

const proxySlot = "proxy: address of the implementation";
const parts: [string, number][] = [
  ["transaction", BASE],
  [`call data, ${bytes.length} bytes`, calldata],
  [proxySlot, storage.get(proxySlot)!],
  ["proxy: delegate call into a cold contract", call],
  ...[...storage].filter(([name]) => name !== proxySlot).sort(([, a], [, b]) => a - b),
  ...logs.map(([name, cost]): [string, number] => [`event ${name}`, cost]),
];
const fixed = parts.reduce((sum, [, cost]) => sum + cost, 0);
const total = fixed + computation;
const committed = (
  JSON.parse(await readFile(snapshot, "utf8")) as { gas: Record<string, { gas: number; target?: number }> }
).gas["issue one with digest"]!;
if (total !== gasUsed + surcharge) throw new Error(`The parts add up to ${total}, not to ${gasUsed + surcharge}.`);
if (total !== committed.gas) throw new Error(`The parts add up to ${total}; test/gas committed ${committed.gas}.`);

const row = (name: string, gas: number) => `| ${name} | ${String(gas).replace(/\B(?=(\d{3})+$)/g, " ")} |`;
const text = `# What an issue costs

Written by \`npm run breakdown\` from \`debug_traceTransaction\` on Hardhat's in-process network. The parts add up to the
committed figure of test/gas. A storage word's cost is the sum of all its loads and stores.

| part of \`issue\` | gas |
| --- | ---: |
${parts.map(([name, gas]) => row(name, gas)).join("\n")}
${row("**all of the above**", fixed)}
${row("computation: every other instruction", computation)}
${row("**sum**", total)}
${row("target", committed.target!)}
`;
await writeFile(results, text);
console.log(text);
