// A firm looks data up at a provider's access point, within a voucher and with a key that may only use.
//   RPC_URL=… DEPLOYMENT=data/deployment.json KEY_FILE=data/keys/logistics-use.json \
//     node packages/access-point/examples/use-data.ts <access point> <voucher> <path> [<path> …]
import { readFileSync, realpathSync } from "node:fs";
import { createUseClient } from "@data-voucher/access-point/client";
import { createLedger, type LedgerDeployment } from "@data-voucher/sdk";
import { Wallet } from "ethers";

/** Looks paths up and signs for what came. */
export async function useData(url: string, voucherId: string, paths: readonly string[], { env } = process) {
  const read = (name: string) => JSON.parse(readFileSync(env[name] ?? "", "utf8")) as unknown;
  const { privateKey } = read("KEY_FILE") as { privateKey: string };
  const ledger = await createLedger({
    rpcUrl: env["RPC_URL"] ?? "http://127.0.0.1:8545",
    deployment: read("DEPLOYMENT") as LedgerDeployment,
    signer: new Wallet(privateKey),
  });
  try {
    const data = createUseClient({ ledger, url, voucherId, purpose: "logistics", analysis: "lookup" });
    const answers: unknown[] = [];
    for (const path of paths) answers.push(await (await data.fetch(path)).json());
    await data.close();
    return { answers, used: data.received };
  } finally {
    ledger.close();
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) {
  const [url = "", voucherId = "", ...paths] = process.argv.slice(2);
  console.log(await useData(url, voucherId, paths));
}
