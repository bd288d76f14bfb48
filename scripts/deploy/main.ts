import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { JsonRpcProvider } from "ethers";
import { writeWhole } from "../embedded/files.ts";
import { ChoicesError, parseChoices } from "./choices.ts";
import { deployLedger } from "./deploy.ts";
import { DeployError } from "./settle.ts";

/** Asks once: ethers by itself would ask a node that is not there for ever. */
async function chainIdOf(rpcUrl: string): Promise<number> {
  try {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
    const answer = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
    return Number(((await answer.json()) as { result: string }).result);
  } catch (cause) {
    throw new ChoicesError(`No node answers at ${rpcUrl}. Start it, or correct --rpc-url.`, { cause });
  }
}

function wholeNumber(option: string, text: string, unit: string): bigint {
  if (/^\d{1,15}$/.test(text)) return BigInt(text);
  throw new ChoicesError(`${option} is ${JSON.stringify(text)}; it must be a whole number of ${unit}.`);
}

const usage = `npm run deploy -- --rpc-url <url> --choices <file> --key-file <file> --out <file>
  --choices   JSON: governance and authority (their admissions), upgradeDelay, configurationDelay (seconds)
  --key-file  private key used for this deployment and nothing else
  --gas-price wei per gas that every step pays (0); 1 on an Avalanche L1 with subnet-evm, whose deployer must be funded
  --patience  seconds after which a step that is not mined is given up (120)
  --out       where the record goes: chain id, first block, and address, block and version of each contract
Interrupted, the same command goes on where it stopped.`;

try {
  const text = { type: "string" } as const;
  const options = {
    "rpc-url": text,
    choices: text,
    "key-file": text,
    out: text,
    "gas-price": { ...text, default: "0" },
    patience: { ...text, default: "120" },
  };
  const { values } = parseArgs({ options });
  const { "rpc-url": rpcUrl, choices, "key-file": keyFile, out } = values;
  if (!rpcUrl || !choices || !keyFile || !out) throw new ChoicesError(usage);
  const gasPrice = wholeNumber("--gas-price", values["gas-price"], "wei per gas");
  const patienceMs = Number(wholeNumber("--patience", values.patience, "seconds")) * 1000;
  const deployerKey = (await readFile(keyFile, "utf8")).trim();
  if (!/^0x[0-9a-fA-F]{64}$/.test(deployerKey)) {
    throw new ChoicesError(`${keyFile} holds no private key: 0x and 64 hex digits, nothing else.`);
  }
  // No batching and no caching: a receipt is asked for until it is there.
  const provider = new JsonRpcProvider(rpcUrl, await chainIdOf(rpcUrl), {
    staticNetwork: true,
    batchMaxCount: 1,
    cacheTimeout: -1,
  });
  const deployment = await deployLedger({
    provider,
    deployerKey,
    gasPrice,
    patienceMs,
    choices: parseChoices(await readFile(choices, "utf8")),
    onStep: ({ label }, index, total) => process.stdout.write(`${index + 1}/${total} ${label}\n`),
  });
  provider.destroy();
  await writeWhole(out, `${JSON.stringify(deployment, null, 2)}\n`, 0o644);
  process.stdout.write(`deployed ${deployment.contracts["Ledger"]!.address}; recorded in ${out}\n`);
} catch (error) {
  // A message for the person at the terminal; where it came from only helps when it is not one of ours.
  if (!(error instanceof ChoicesError || error instanceof DeployError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
