import type { Interface, Provider, TransactionReceipt, TransactionRequest } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import { toLedgerError } from "../errors/to-ledger-error.ts";
import type { ErrorTable } from "../errors/table.ts";

/** What helps to explain why a mined transaction was refused. */
export type RevertKnowledge = {
  readonly provider: Provider;
  readonly interface?: Interface | undefined;
  readonly table?: ErrorTable | undefined;
};

/**
 * Why a mined transaction was refused. A receipt does not say it, so the call is made again on the state before its
 * block, then on that of its block; where neither refuses, the code is TRANSACTION_REVERTED.
 */
export async function explainRevert(
  { provider, interface: known, table }: RevertKnowledge,
  request: TransactionRequest,
  receipt: TransactionReceipt,
): Promise<LedgerError> {
  const { hash, blockNumber, gasUsed } = receipt;
  const details = { hash, blockNumber };
  for (const blockTag of [blockNumber - 1, blockNumber]) {
    try {
      await provider.call({ ...request, blockTag });
    } catch (cause) {
      const error = toLedgerError(cause, { interface: known, table, details });
      if (error.details.revert) return error;
    }
  }
  const outOfGas = gasUsed === BigInt(request.gasLimit ?? 0);
  const message = outOfGas ? "The transaction used up its gas limit" : undefined;
  return new LedgerError("TRANSACTION_REVERTED", { ...(message && { message }), details: { ...details, outOfGas } });
}
