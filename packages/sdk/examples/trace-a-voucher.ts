// Traces a voucher back to its issue, over the vouchers that it was split off from; straight from the chain.
//   RPC_URL=… DEPLOYMENT=data/deployment.json KEY_FILE=data/keys/logistics.json \
//     node packages/sdk/examples/trace-a-voucher.ts <voucher>
import { parseVoucherId, type Ledger } from "@data-voucher/sdk";
import { accessFromEnvironment, isMain, openLedger, type Access } from "./open.ts";

/** Lines that tell what befell a voucher, its ancestors first. */
export async function traceAVoucher(access: Access, voucher: string): Promise<string[]> {
  const ledger = await openLedger(access);
  try {
    return await linesOf(ledger, parseVoucherId(voucher));
  } finally {
    ledger.close();
  }
}

async function linesOf(ledger: Ledger, voucherId: bigint, toBlock?: number): Promise<string[]> {
  const lines: string[] = [];
  let before: string[] = [];
  for await (const event of ledger.provenance.history({ voucherId, toBlock, source: "chain" })) {
    const { name, args, time, block, party } = event;
    if (name === "VoucherSplit" && args["voucherId"] === String(voucherId)) {
      before = await linesOf(ledger, BigInt(String(args["parentId"])), block);
    }
    lines.push(`${time} ${voucherId} ${name} by ${party} in block ${block} ${JSON.stringify(args)}`);
  }
  return [...before, ...lines];
}

if (isMain(import.meta.filename)) {
  for (const line of await traceAVoucher(accessFromEnvironment(), process.argv[2] ?? "")) console.log(line);
}
