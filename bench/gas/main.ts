/**
 * Gas of the ledger's acts beside its peers', in one run on Hardhat's in-process network: `npm run gas` writes
 * results/gas.md, `npm run gas:check` fails when it would differ.
 */
import "./config.ts";
import { readFile, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import hre from "hardhat";
import { connection } from "../../test/fixture.ts";
import type { Figures } from "./acts.ts";
import { compiledAs } from "./compiled.ts";
import { measureLedger } from "./ledger.ts";
import { measurePeer } from "./measure-peer.ts";
import { deployPeers } from "./peers.ts";
import { gasTable } from "./table.ts";

const results = new URL("../results/gas.md", import.meta.url);

async function versionOf(name: string): Promise<string> {
  const manifest = new URL(import.meta.resolve(`${name}/package.json`));
  return (JSON.parse(await readFile(manifest, "utf8")) as { version: string }).version;
}

async function report(): Promise<string> {
  const ours = await compiledAs(
    new URL("../../artifacts/", import.meta.url),
    "contracts/vouchers/DataVoucher.sol/DataVoucher.json",
  );
  const theirs = await compiledAs(
    new URL("../artifacts/", import.meta.url),
    "gas/contracts/AssembledVoucher.sol/AssembledVoucher.json",
  );
  if (!isDeepStrictEqual(ours, theirs)) throw new Error("Ledger and peers were not compiled alike.");

  const { figures, targets } = await measureLedger();
  const peers: Record<string, Figures> = {};
  for (const [name, peer] of Object.entries(await deployPeers())) peers[name] = await measurePeer(peer);
  const versions = await Promise.all(
    ["@openzeppelin/contracts", "erc721a", "solady", "hardhat"].map(async (name) => `${name} ${await versionOf(name)}`),
  );
  return `# Gas beside the peers

Written by \`npm run gas\`; \`npm run gas:check\` fails when a figure changed. Gas used after refunds, gas price zero,
random bytes counted as if none were zero. Everything here was compiled by solc ${ours.solc} with ${ours.optimizerRuns} optimiser runs,
${ours.viaIR ? "with" : "without"} the IR pipeline, for ${ours.evmVersion}, and ran in one process:
${versions.join(", ")}.

${gasTable(figures, targets, peers)}

"Each" is a hundredth of one transaction. The ledger is measured through its real deployment, behind its proxy, with all
its checks. What the columns are, and what they leave out, is in [the README](../README.md#what-is-compared).
`;
}

await hre.tasks.getTask("build").run({ quiet: true });
const text = await report();
await connection.close();
if (!process.argv.includes("--check")) {
  await writeFile(results, text);
  console.log(text);
} else if ((await readFile(results, "utf8").catch(() => "")) !== text) {
  console.log(text);
  console.error("These are not the committed figures. If the change is meant: npm run gas, and commit results/gas.md.");
  process.exitCode = 1;
} else {
  console.log("The figures are the committed ones.");
}
