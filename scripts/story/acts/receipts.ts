import { readFile } from "node:fs/promises";
import { Signature, type Wallet } from "ethers";
import { analysisNumber, type AnalysisCode, purposeBit, type PurposeCode } from "@data-voucher/sdk";
import type { Stage } from "../stage.ts";

/** "The sender of the transaction is the signer." */
export const bySender = { r: `0x${"0".repeat(64)}`, vs: `0x${"0".repeat(64)}` };

/** A line of receipts: what a voucher had when it began, and for what it is used. */
export interface Line {
  readonly voucherId: bigint;
  readonly epoch: number;
  readonly openingUnits: number;
  readonly purpose: PurposeCode;
  readonly analysis: AnalysisCode;
}

/** A receipt as the contract takes it. */
export type Receipt = Omit<Line, "purpose" | "analysis"> & {
  readonly usedUnits: number;
  readonly purpose: number;
  readonly analysis: number;
  readonly usedUntil: number;
  readonly logDigest: string;
};

/** Receipts over the operator's real table of deadlines, and signatures under them. */
export async function receiptsOf({ data, ledger, papers }: Stage) {
  const rows = (await readFile(data.deadlines.path, "utf8")).split("\n").slice(1);
  const receiptOf = async (line: Line, usedUnits: number, time: number): Promise<Receipt> => ({
    ...line,
    usedUnits,
    purpose: purposeBit(line.purpose),
    analysis: analysisNumber(line.analysis),
    usedUntil: time - 60,
    // The queries that were answered, each a row of the data: the log stays with the operator.
    logDigest: await papers.write("数据接入点使用日志", {
      voucher: String(line.voucherId),
      epoch: line.epoch,
      answered: rows.slice(0, usedUnits),
    }),
  });
  const signed = async (by: Wallet, receipt: Receipt) => {
    const { r, yParityAndS } = Signature.from(by.signingKey.sign(await ledger.useReceiptDigest(receipt)));
    return { r, vs: yParityAndS };
  };
  return { receiptOf, signed };
}
