import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { choice } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import type { RecordGround } from "../../vocabulary/enums.ts";

/** What {@link requestRecordCancellation} takes. */
export type RequestRecordCancellationParams = {
  readonly recordId: Whole;
  readonly ground: RecordGround;
  readonly documentDigest: string;
};

/**
 * Asks to cancel a record of public data (公共数据资源注销登记). By the record's body (operate). When the authority grants it,
 * everything over the record ends with it.
 *
 * @throws LedgerError RECORD_NOT_IN_STATE, RECORD_OF_ANOTHER_BODY, RECORD_REQUEST_EXISTS, RECORD_GROUND_INVALID
 * @example
 * const handle = await ledger.records.requestCancellation({ recordId, ground: "givenUp", documentDigest });
 * const { requestId } = await handle.wait();
 */
export const requestRecordCancellation = /* @__PURE__ */ defineWrite<
  RequestRecordCancellationParams,
  { readonly requestId: bigint }
>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("requestCancellation", [
      whole(params.recordId, { field: "recordId" }),
      choice("RecordGround", params.ground, "ground"),
      digest(params.documentDigest, "documentDigest"),
    ]),
  result: (events) => ({ requestId: idOf(events, "RecordRequested", "requestId") }),
});
