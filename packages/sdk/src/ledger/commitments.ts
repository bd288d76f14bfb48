import { commitSafeUse } from "../actions/commitments/commit-safe-use.ts";
import { getCommitmentRule } from "../actions/commitments/get-commitment-rule.ts";
import { listCommitments } from "../actions/commitments/list-commitments.ts";
import { publishCommitment } from "../actions/commitments/publish-commitment.ts";
import { appointSigner, dismissSigner } from "../actions/commitments/signers.ts";
import type { LedgerClient } from "../client/client.ts";
import { bindReads, bindWrites } from "./bind.ts";

/** Safe-use commitments and who signs them (数据安全使用承诺与签署人). */
export function bindCommitments(client: LedgerClient) {
  return {
    commitments: {
      ...bindReads(client, { rule: getCommitmentRule, list: listCommitments }),
      ...bindWrites(client, { publish: publishCommitment, sign: commitSafeUse, appointSigner, dismissSigner }),
    },
  };
}
