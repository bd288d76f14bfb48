import { ZeroAddress } from "ethers";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { timeText } from "../../input/time.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { purposeCodes } from "../cases/claim.ts";

/** An authorisation to operate recorded public data (授权运营). Its scene stands in its history and at the gateway. */
export type Authorisation = {
  readonly authorisationId: bigint;
  readonly recordId: bigint;
  readonly assetId: string;
  readonly body: string;
  readonly operator: string;
  readonly purposes: readonly string[];
  readonly territory: number;
  readonly start: string;
  readonly until: string;
  readonly resale: boolean;
  readonly ended: boolean;
  /** Who suspended the operation for its safety (安全暂停). */
  readonly suspendedBy: string | null;
  readonly agreementDigest: string;
  /** The latest assessment of its safety (运营安全评估); it is a basis no longer than that. */
  readonly safety: { readonly level: number; readonly until: string; readonly documentDigest: string };
};

/**
 * An authorisation.
 *
 * @throws LedgerError NUMBER_MALFORMED, AUTHORISATION_UNKNOWN
 * @example
 * const { operator, until, ended } = await ledger.authorisations.get(1n);
 */
export async function getAuthorisation(
  client: LedgerClient,
  authorisationId: Whole,
  options?: ReadOptions,
): Promise<Authorisation> {
  const asked = whole(authorisationId, { field: "authorisationId" });
  const seen = await read(client, () => client.contracts.records.authorisationOf(asked, asOf(options)));
  return {
    authorisationId: seen.authorisationId,
    recordId: seen.recordId,
    assetId: seen.assetId,
    body: seen.body,
    operator: seen.operator,
    purposes: purposeCodes(seen.purposes),
    territory: Number(seen.territory),
    start: timeText(seen.start),
    until: timeText(seen.until),
    resale: seen.resale,
    ended: seen.ended,
    suspendedBy: seen.suspendedBy === ZeroAddress ? null : seen.suspendedBy,
    agreementDigest: seen.agreementDigest,
    safety: {
      level: Number(seen.safety.level),
      until: timeText(seen.safety.until),
      documentDigest: seen.safety.documentDigest,
    },
  };
}
