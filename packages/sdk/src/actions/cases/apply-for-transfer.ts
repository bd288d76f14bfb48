import { idOf } from "../../client/created.ts";
import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { some } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import type { Right } from "../../vocabulary/enums.ts";
import { rightMask } from "../../vocabulary/rights.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/** What {@link applyForTransfer} takes. */
export type ApplyForTransferParams = {
  readonly certificate: CertificateRef;
  /** The rights given up entirely. */
  readonly rights: readonly Right[];
  /** Who gets them: its party, or one of its accounts. */
  readonly transferee: string;
  readonly evidenceDigest: string;
};

/**
 * Applies to transfer rights of a certificate (转让登记, article 34). By their holder (operate). The case is filed when the
 * transferee has consented (`cases.consent`).
 *
 * @throws LedgerError CERTIFICATE_NOT_ISSUED, CERTIFICATE_HAS_ENDED, CERTIFICATE_OF_ANOTHER_HOLDER, RIGHT_NOT_HELD,
 *   TRANSFER_NEEDS_ALL_RIGHTS, TRANSFEREE_INVALID, RIGHT_ALREADY_REGISTERED, KIND_NOT_OFFERED, CORE_DATA
 * @example
 * const handle = await ledger.cases.applyForTransfer({ certificate, rights: ["operate"], transferee, evidenceDigest });
 * const { caseId } = await handle.wait();
 */
export const applyForTransfer = /* @__PURE__ */ defineWrite<ApplyForTransferParams, { readonly caseId: bigint }>({
  contract: "AssetRegistry",
  data: async (params, client) =>
    client.contracts.assets.interface.encodeFunctionData("applyForTransfer", [
      {
        certificateId: certificateIdFrom(params.certificate),
        rights: rightMask(some(params.rights, "rights")),
        transferee: await partyFor(client, params.transferee, "transferee"),
        evidenceDigest: digest(params.evidenceDigest, "evidenceDigest"),
      },
    ]),
  result: (events) => ({ caseId: idOf(events, "TransferApplied", "caseId") }),
});
