import { clientError } from "../../client/client-errors.ts";
import { uint32Max, uint48Max } from "../../codec/decimal.ts";
import { digest } from "../../input/hex.ts";
import { seconds, timeText, type Time } from "../../input/time.ts";
import { whole, type Amount, type Whole } from "../../input/whole.ts";
import { analyses } from "../../vocabulary/analysis-list.ts";
import { analysisNumber, type AnalysisInput } from "../../vocabulary/analyses.ts";
import { purposes } from "../../vocabulary/purpose-list.ts";
import { purposeBit, type PurposeInput } from "../../vocabulary/purposes.ts";
import { voucherIdFrom } from "../vouchers/voucher.ts";

/** A use receipt as it is given (使用回执): what of a voucher was used, by its running total. */
export type UseReceiptInput = {
  readonly voucherId: Whole;
  /** The voucher's epoch when the line of counting began; a split, a merge or a new hand ends it. */
  readonly epoch: Whole;
  /** Units of the voucher when the line began (期初). */
  readonly openingUnits: Amount;
  /** Units used on the line so far (累计). */
  readonly usedUnits: Amount;
  readonly purpose: PurposeInput;
  readonly analysis: AnalysisInput;
  /** Second of the last use. */
  readonly usedUntil: Time;
  /** Digest of the access point's log of these uses. */
  readonly logDigest: string;
};

/** A use receipt made of texts and numbers only: it can be sent as JSON. */
export type UseReceipt = {
  readonly voucherId: string;
  readonly epoch: number;
  readonly openingUnits: string;
  readonly usedUnits: string;
  readonly purpose: PurposeInput;
  readonly analysis: AnalysisInput;
  readonly usedUntil: string;
  readonly logDigest: string;
};

/** A receipt as the contract takes it. @throws LedgerError codes of the input */
export function encodeReceipt(receipt: UseReceiptInput) {
  return {
    voucherId: voucherIdFrom(receipt.voucherId),
    epoch: whole(receipt.epoch, { max: uint32Max, field: "epoch" }),
    openingUnits: whole(receipt.openingUnits, { max: uint48Max, field: "openingUnits" }),
    usedUnits: whole(receipt.usedUnits, { max: uint48Max, field: "usedUnits" }),
    purpose: purposeBit(receipt.purpose),
    analysis: analysisNumber(receipt.analysis),
    usedUntil: seconds(receipt.usedUntil, "usedUntil"),
    logDigest: digest(receipt.logDigest, "logDigest"),
  };
}

/** A receipt in its one JSON form. @throws LedgerError codes of the input */
export function showReceipt(receipt: UseReceiptInput): UseReceipt {
  const { voucherId, epoch, openingUnits, usedUnits, purpose, analysis, usedUntil, logDigest } = encodeReceipt(receipt);
  return {
    voucherId: String(voucherId),
    epoch: Number(epoch),
    openingUnits: String(openingUnits),
    usedUnits: String(usedUnits),
    purpose: (purposes as readonly { code: PurposeInput }[])[purpose]?.code ?? purpose,
    analysis: (analyses as readonly { code: AnalysisInput }[])[analysis]?.code ?? analysis,
    usedUntil: timeText(usedUntil),
    logDigest,
  };
}

/**
 * A signature in the compact form of ERC-2098, from 64 bytes; none stands for the sender of the transaction.
 *
 * @throws LedgerError SIGNATURE_MALFORMED
 */
export function compactOf(signature: string | null | undefined, field: string): { r: string; vs: string } {
  if (signature === null || signature === undefined) return { r: zero, vs: zero };
  if (typeof signature !== "string" || !/^0x[\da-f]{128}$/i.test(signature)) {
    throw clientError("SIGNATURE_MALFORMED", { field });
  }
  return { r: signature.slice(0, 66), vs: `0x${signature.slice(66)}` };
}

const zero = `0x${"0".repeat(64)}`;
