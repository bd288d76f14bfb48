import { canUse } from "../actions/usage/can-use.ts";
import { getUsage } from "../actions/usage/get-usage.ts";
import { getProhibited, prohibitAnalyses } from "../actions/usage/prohibit-analyses.ts";
import { settleUse } from "../actions/usage/settle-use.ts";
import { settleUses } from "../actions/usage/settle-uses.ts";
import { signerOfUse, signUse, signUses } from "../actions/usage/sign-use.ts";
import type { LedgerClient } from "../client/client.ts";
import { bindReads, bindWrites } from "./bind.ts";

/** Use of vouchers (用量计量). */
export function bindUsage(client: LedgerClient) {
  return {
    usage: {
      ...bindReads(client, {
        canUse,
        prohibited: getProhibited,
        sign: signUse,
        signMany: signUses,
        signerOf: signerOfUse,
        totals: getUsage,
      }),
      ...bindWrites(client, { settle: settleUse, settleMany: settleUses, prohibit: prohibitAnalyses }),
    },
  };
}
