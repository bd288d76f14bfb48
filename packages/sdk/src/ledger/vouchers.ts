import { closeSeries } from "../actions/series/close-series.ts";
import { endLicence } from "../actions/series/end-licence.ts";
import { getManySeries } from "../actions/series/get-many-series.ts";
import { getSeries } from "../actions/series/get-series.ts";
import { openSeriesOnRequest } from "../actions/series/open-series-on-request.ts";
import { openSeries } from "../actions/series/open-series.ts";
import { signSeriesRequest } from "../actions/series/sign-series-request.ts";
import { suspendSeries } from "../actions/series/suspend-series.ts";
import { withdrawRequest } from "../actions/series/withdraw-request.ts";
import { approveOperator } from "../actions/vouchers/approve-operator.ts";
import { approveVoucher } from "../actions/vouchers/approve-voucher.ts";
import { canTransferMany } from "../actions/vouchers/can-transfer-many.ts";
import { canTransfer } from "../actions/vouchers/can-transfer.ts";
import { cancelVoucher } from "../actions/vouchers/cancel-voucher.ts";
import { expireVouchers } from "../actions/vouchers/expire-vouchers.ts";
import { getLock } from "../actions/vouchers/get-lock.ts";
import { getVoucher } from "../actions/vouchers/get-voucher.ts";
import { getVouchers } from "../actions/vouchers/get-vouchers.ts";
import { issueBatch } from "../actions/vouchers/issue-batch.ts";
import { issueOnRequest } from "../actions/vouchers/issue-on-request.ts";
import { issueVoucher } from "../actions/vouchers/issue-voucher.ts";
import { lockVoucher } from "../actions/vouchers/lock-voucher.ts";
import { mergeVouchers } from "../actions/vouchers/merge-vouchers.ts";
import { moveUnits } from "../actions/vouchers/move-units.ts";
import { signIssueRequest } from "../actions/vouchers/sign-issue-request.ts";
import { splitLocked } from "../actions/vouchers/split-locked.ts";
import { splitVoucher } from "../actions/vouchers/split-voucher.ts";
import { transferBatch } from "../actions/vouchers/transfer-batch.ts";
import { transferEach } from "../actions/vouchers/transfer-each.ts";
import { transferVoucher } from "../actions/vouchers/transfer-voucher.ts";
import { unlockVoucher } from "../actions/vouchers/unlock-voucher.ts";
import type { LedgerClient } from "../client/client.ts";
import { bindReads, bindWrites } from "./bind.ts";

/** Series and vouchers. */
export function bindVouchers(client: LedgerClient) {
  return {
    series: {
      ...bindReads(client, { get: getSeries, getMany: getManySeries, signRequest: signSeriesRequest }),
      ...bindWrites(client, {
        open: openSeries,
        openOnRequest: openSeriesOnRequest,
        closeToIssue: closeSeries,
        endLicence,
        suspend: suspendSeries,
        withdrawRequest,
      }),
    },
    vouchers: {
      ...bindReads(client, {
        get: getVoucher,
        getMany: getVouchers,
        getLock,
        canTransfer,
        canTransferMany,
        signIssueRequest,
      }),
      ...bindWrites(client, {
        issue: issueVoucher,
        issueBatch,
        issueOnRequest,
        transfer: transferVoucher,
        transferBatch,
        transferEach,
        split: splitVoucher,
        merge: mergeVouchers,
        moveUnits,
        cancel: cancelVoucher,
        expire: expireVouchers,
        approve: approveVoucher,
        approveOperator,
        lock: lockVoucher,
        unlock: unlockVoucher,
        splitLocked,
      }),
    },
  };
}
