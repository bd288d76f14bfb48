import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LedgerDeployment } from "@data-voucher/sdk";
import { ILedger__factory } from "@data-voucher/sdk/contracts";
import { JsonRpcProvider, Wallet } from "ethers";
import type { StartedLedger } from "./ledger.ts";

/** Splits one unit off a voucher of the logistics firm, over and over, with that firm's own key; the last block. */
export async function splitOften({ rpc, dataDir }: StartedLedger, voucherId: bigint, to: string, times: number) {
  const read = async <T>(file: string) => JSON.parse(await readFile(join(dataDir, file), "utf8")) as T;
  const { contracts } = await read<LedgerDeployment>("deployment.json");
  const { privateKey } = await read<{ privateKey: string }>("keys/logistics.json");
  const provider = new JsonRpcProvider(rpc, undefined, { polling: true, pollingInterval: 100 });
  try {
    const key = new Wallet(privateKey, provider);
    const { chainId } = await provider.getNetwork();
    const ledger = ILedger__factory.connect(contracts["Ledger"]!.address);
    const call = await ledger["transferFrom(uint256,address,uint256)"].populateTransaction(voucherId, to, 1n);
    const first = await key.getNonce();
    const sent = [];
    for (let nonce = first; nonce < first + times; nonce += 1) {
      const signed = await key.signTransaction({ ...call, chainId, nonce, type: 0, gasPrice: 0, gasLimit: 400_000 });
      sent.push(await provider.broadcastTransaction(signed));
    }
    const receipts = await Promise.all(sent.map((transaction) => transaction.wait()));
    return Math.max(...receipts.map((receipt) => receipt!.blockNumber));
  } finally {
    provider.destroy();
  }
}
