import { expect } from "chai";
import { type ClockText, createLedger, type LedgerDeployment } from "@data-voucher/sdk";
import { answerOf } from "./answer.ts";

/** A case as the gateway lists it, as far as its clocks go. */
export interface ListedCase {
  readonly caseId: string;
  readonly assetName: string;
  readonly state: string;
  readonly clock: ClockText;
}

interface CaseList {
  readonly items: ListedCase[];
  readonly asOfBlock: { readonly number: number };
}

/** Compares the clocks of every case as the gateway tells them with what the ledger computes at the same block. */
export async function expectClocksAgree(
  gateway: string,
  rpcUrl: string,
  deployment: LedgerDeployment,
): Promise<ListedCase[]> {
  const { items, asOfBlock } = await answerOf<CaseList>(`${gateway}/v1/registrations?limit=200`);
  const ledger = await createLedger({ rpcUrl, deployment });
  try {
    for (const { caseId, state, clock } of items) {
      expect(clock, `case ${caseId}`).to.deep.equal(await ledger.cases.clock(caseId, { block: asOfBlock.number }));
      expect(state, `case ${caseId}`).to.equal(clock.state);
    }
  } finally {
    ledger.close();
  }
  return items;
}
