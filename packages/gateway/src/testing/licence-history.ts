import { encodeConditions } from "@data-voucher/sdk";
import { digest, type LedgerChain, type TestParty } from "./ledger-chain.ts";
import { terms } from "./terms.ts";
import { settleUses } from "./use-history.ts";

/** Conditions that a voucher's holder must meet, and licences that stand one upon the other. */
export async function tellLicences(
  chain: LedgerChain,
  { authority, alpha, beta, gamma, operator }: Record<"authority" | "alpha" | "beta" | "gamma" | "operator", TestParty>,
  certificateId: bigint,
): Promise<void> {
  const { call, now } = chain;
  const voucher = (seriesId: number, serial: number) => (BigInt(seriesId) << 32n) | BigInt(serial);
  for (const { address } of [beta, gamma, operator]) {
    await call("ledger", authority.key, "qualifyParty", address, 5, 0b11, digest("qualified"));
  }
  const start = await now();
  const asked = {
    users: ["enterprise", "financialInstitution"],
    obligations: ["attribute"],
    retentionDays: 30,
  } as const;
  const termsOf = (basis: object, onward: number, cap: number) =>
    terms(certificateId, start, {
      ...basis,
      cap,
      end: start + 100 * 86_400,
      conditions: encodeConditions({ ...asked, onward, frequency: { units: 100, period: "day" } }),
    });
  const licence = (basisId: bigint, onward: number, cap: number) => termsOf({ basisKind: 3, basisId }, onward, cap);
  await call("ledger", alpha.key, "openSeries", termsOf({}, 2, 1_000));
  await call("ledger", alpha.key, "issue", 4, beta.address, 500, digest("conditional"));
  await call("ledger", beta.key, "openSeries", licence(voucher(4, 1), 1, 300));
  await call("ledger", beta.key, "issue", 5, gamma.address, 200, digest("licensed"));
  await call("ledger", gamma.key, "openSeries", licence(voucher(5, 1), 0, 100));
  await call("ledger", gamma.key, "issue", 6, operator.address, 60, digest("licensed again"));
  await settleUses(chain, operator.key, alpha.key, { voucherId: voucher(6, 1), units: 60 });
  // Used up, it is counted upwards; the next of them is ended before anything was granted under it.
  await call("ledger", gamma.key, "endLicence", 6);
  await call("ledger", gamma.key, "openSeries", licence(voucher(5, 1), 0, 100));
  await call("ledger", gamma.key, "endLicence", 7);
  await call("ledger", gamma.key, "openSeries", licence(voucher(5, 1), 0, 50));
  await call("ledger", gamma.key, "issue", 8, operator.address, 10, digest("a third time"));
  await call("ledger", authority.key, "suspendSeries", 5, true, digest("looked into"));
}
