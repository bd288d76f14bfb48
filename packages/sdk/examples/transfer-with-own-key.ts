// A firm passes units of a voucher on with its own key. A store on disk makes the same order id move them once,
// however often the program is started.
//   RPC_URL=… DEPLOYMENT=data/deployment.json KEY_FILE=data/keys/logistics.json STORE=sent.jsonl \
//     node packages/sdk/examples/transfer-with-own-key.ts <voucher> <receiver> <units> <order id>
import { isLedgerError } from "@data-voucher/sdk";
import { accessFromEnvironment, isMain, openLedger, type Access } from "./open.ts";

/** Passes units on if the ledger allows it; the new voucher's id, or the reason why not. */
export async function transferWithOwnKey(access: Access, voucherId: string, to: string, units: string, order: string) {
  const ledger = await openLedger(access);
  try {
    const handle = await ledger.vouchers.transfer({ voucherId, to, units }, { id: order });
    const { voucherId: received, block } = await handle.wait({ timeoutMs: 30_000 });
    return { received: String(received), block, hash: handle.hash };
  } catch (error) {
    if (!isLedgerError(error) || error.retryable) throw error;
    return { refused: error.code, why: error.message };
  } finally {
    ledger.close();
  }
}

if (isMain(import.meta.filename)) {
  const [voucherId = "", to = "", units = "", order = ""] = process.argv.slice(2);
  console.log(await transferWithOwnKey(accessFromEnvironment(), voucherId, to, units, order));
}
