import { idsOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { bytes } from "../../input/hex.ts";
import { encodeIssueRequest, type SignedIssueRequest } from "./issue-request.ts";

/**
 * Mints on the grantor's signed order. By a registry (operate); the order counts once.
 *
 * @throws LedgerError REQUEST_SIGNATURE_INVALID, REQUEST_USED, REQUEST_EXPIRED, ROLE_MISSING, and those of issueVoucher
 * @example
 * const { voucherIds } = await (await registry.vouchers.issueOnRequest(request, { id: request.nonce })).wait();
 */
export const issueOnRequest = /* @__PURE__ */ defineWrite<
  SignedIssueRequest,
  { readonly voucherIds: readonly bigint[] }
>({
  contract: "Ledger",
  async data({ signature, ...request }, client) {
    const value = await encodeIssueRequest(client, request);
    const proof = bytes(signature, "signature");
    return client.contracts.ledger.interface.encodeFunctionData("issueOnRequest", [value, proof]);
  },
  result: (events) => ({ voucherIds: idsOf(events, "VoucherIssued", "voucherId") }),
});
