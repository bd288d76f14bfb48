// A hundred transfers from one key at once: the SDK orders their nonces, so that none is lost and none doubled.
//   RPC_URL=… DEPLOYMENT=data/deployment.json KEY_FILE=data/keys/logistics.json \
//     node packages/sdk/examples/parallel-transfers.ts <voucher> <receiver>
import { accessFromEnvironment, isMain, openLedger, type Access } from "./open.ts";

/** Splits units off to a receiver, one unit each, all at once; the ids of the new vouchers. */
export async function parallelTransfers(access: Access, voucherId: string, to: string, count = 100): Promise<bigint[]> {
  const ledger = await openLedger(access);
  try {
    const one = async (i: number) => {
      const order = { voucherId, to, units: "1" };
      const handle = await ledger.vouchers.transfer(order, { id: `parallel-${voucherId}-${i}` });
      return (await handle.wait()).voucherId;
    };
    return await Promise.all(Array.from({ length: count }, (_, i) => one(i)));
  } finally {
    ledger.close();
  }
}

if (isMain(import.meta.filename)) {
  const [voucherId = "", to = ""] = process.argv.slice(2);
  const children = await parallelTransfers(accessFromEnvironment(), voucherId, to);
  console.log(`${new Set(children).size} vouchers of one unit`);
}
