import { Signature, type Wallet } from "ethers";
import { digest, type LedgerChain } from "./ledger-chain.ts";

const bySender = { r: `0x${"0".repeat(64)}`, vs: `0x${"0".repeat(64)}` };

/** What a use is, but for what follows from the voucher. */
export interface TestUse {
  readonly voucherId: bigint;
  readonly units: number;
  readonly purpose?: number;
  readonly analysis?: number;
}

/** Settles uses of a holder at a provider's access point, which sends them; several in one transaction. */
export async function settleUses(
  { call, view, now }: LedgerChain,
  holder: Wallet,
  accessPoint: Wallet,
  ...uses: readonly TestUse[]
): Promise<void> {
  const receipts: unknown[] = [];
  const signatures: unknown[] = [];
  for (const { voucherId, units, purpose = 0, analysis = 0 } of uses) {
    const { epoch, units: openingUnits } = await view("ledger", "voucherOf", voucherId);
    const logDigest = digest(`log of ${units} uses of ${voucherId}`);
    const usedUntil = await now();
    const receipt = { voucherId, epoch, openingUnits, usedUnits: units, purpose, analysis, usedUntil, logDigest };
    const hash: string = await view("ledger", "useReceiptDigest", receipt);
    const { r, yParityAndS } = Signature.from(holder.signingKey.sign(hash));
    receipts.push(receipt);
    signatures.push({ r, vs: yParityAndS });
  }
  if (uses.length === 1) await call("ledger", accessPoint, "settleUse", receipts[0], signatures[0], bySender);
  else await call("ledger", accessPoint, "settleUses", receipts, signatures, bySender);
}
