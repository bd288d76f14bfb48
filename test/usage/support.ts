import { Signature, type TypedDataDomain, type Wallet } from "ethers";
import { digest, freshKey, now, powers } from "../fixture.ts";
import { domainOf } from "../vouchers/signing.ts";
import { addKey, type Act, type SeriesLedger } from "../vouchers/support.ts";

/** EIP-712 types of a use receipt, as a client writes them. */
export const receiptTypes = {
  UseReceipt: [
    { name: "voucherId", type: "uint64" },
    { name: "epoch", type: "uint32" },
    { name: "openingUnits", type: "uint48" },
    { name: "usedUnits", type: "uint48" },
    { name: "purpose", type: "uint8" },
    { name: "analysis", type: "uint8" },
    { name: "usedUntil", type: "uint40" },
    { name: "logDigest", type: "bytes32" },
  ],
};
export const receiptListTypes = { UseReceipts: [{ name: "receipts", type: "UseReceipt[]" }], ...receiptTypes };

/** A use receipt. */
export interface UseReceipt {
  readonly voucherId: bigint;
  readonly epoch: bigint | number;
  readonly openingUnits: bigint | number;
  readonly usedUnits: bigint | number;
  readonly purpose: number;
  readonly analysis: number;
  readonly usedUntil: number;
  readonly logDigest: string;
}

/** A signature in the compact form. */
export interface Compact {
  readonly r: string;
  readonly vs: string;
}

const zero = `0x${"00".repeat(32)}`;
/** "The sender of the transaction is the signer." */
export const bySender: Compact = { r: zero, vs: zero };

export const compact = (text: string): Compact => {
  const { r, yParityAndS } = Signature.from(text);
  return { r, vs: yParityAndS };
};

/** Signs a receipt, for this ledger unless the domain is another. */
export async function signReceipt(
  l: SeriesLedger,
  key: Wallet,
  receipt: UseReceipt,
  domain: TypedDataDomain = {},
): Promise<Compact> {
  return compact(await key.signTypedData({ ...(await domainOf(l)), ...domain }, receiptTypes, receipt));
}

/** Signs several receipts together. */
export async function signReceipts(l: SeriesLedger, key: Wallet, receipts: UseReceipt[]): Promise<Compact> {
  return compact(await key.signTypedData(await domainOf(l), receiptListTypes, { receipts }));
}

/**
 * A voucher, of 1 000 units unless told, in beta's hand, with a key of beta that may only use, an access point of alpha, which
 * granted it, and somebody who hands receipts in.
 */
export async function metered(l: SeriesLedger, units = 1_000n) {
  const { alpha, beta } = l.parties;
  const voucherId = await l.issue(beta, units);
  const user = await addKey(l, beta, powers.use);
  const accessPoint = await addKey(l, alpha, powers.meter);
  const courier = freshKey();
  /** A receipt over the voucher as it is now; override what a test is about. */
  const receipt = async (over: Partial<UseReceipt> = {}): Promise<UseReceipt> => {
    const { epoch, units } = await l.ledger.voucherOf(over.voucherId ?? voucherId);
    return {
      voucherId,
      epoch,
      openingUnits: units,
      usedUnits: 1n,
      purpose: 1,
      analysis: 0,
      usedUntil: await now(),
      logDigest: digest("log"),
      ...over,
    };
  };
  /** Has a receipt signed by both and handed in by a third. */
  const settle = async (
    given: UseReceipt,
    keys: { user?: Wallet; accessPoint?: Wallet; domain?: TypedDataDomain } = {},
  ): Act =>
    l.ledger
      .connect(courier)
      .settleUse(
        given,
        await signReceipt(l, keys.user ?? user, given, keys.domain),
        await signReceipt(l, keys.accessPoint ?? accessPoint, given, keys.domain),
      );
  return { voucherId, user, accessPoint, courier, receipt, settle };
}

/** What the ledger counts: units of the voucher, then used and live units of its series. */
export async function counts(l: SeriesLedger, voucherId: bigint): Promise<bigint[]> {
  const { totals } = await l.ledger.seriesOf(voucherId >> 32n);
  const units = await l.ledger["balanceOf(uint256)"](voucherId).catch(() => 0n);
  return [units, totals.used, totals.live];
}
