import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { seconds, type Time } from "../../input/time.ts";

/** What {@link announceExit} takes. */
export type AnnounceExitParams = {
  /** When the registry leaves: 6 months from now or later. */
  readonly exitAt: Time;
  readonly documentDigest: string;
};

/**
 * Announces that the registry leaves, 6 months ahead (登记机构退出, article 13). By the registry (approve). The authority
 * decides within 20 working days; approved, applications go to others from `exitAt` on.
 *
 * @throws LedgerError ANNOUNCED_TOO_LATE, EXIT_ANNOUNCED_BEFORE, NOT_REGISTRY, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.registries.announceExit({ exitAt: "2027-06-01T00:00:00+08:00", documentDigest });
 */
export const announceExit = /* @__PURE__ */ defineWrite<AnnounceExitParams>({
  contract: "AssetRegistry",
  data: ({ exitAt, documentDigest }, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("announceExit", [
      seconds(exitAt, "exitAt"),
      digest(documentDigest, "documentDigest"),
    ]),
});
