import { clientError } from "./client-errors.ts";

/** Where the ledger's contracts stand: the record that a deployment writes. Further members are allowed. */
export type LedgerDeployment = {
  readonly chainId: string | number;
  /** First block with a contract of the ledger; the least block of the contracts where it is left out. */
  readonly startBlock?: number;
  readonly contracts: Readonly<Record<string, { readonly address: string; readonly block?: number }>>;
};

/** Contracts that the client speaks to. */
export type ContractName =
  | "Ledger"
  | "AssetRegistry"
  | "Certificates"
  | "PublicRecords"
  | "WorkingCalendar"
  | "RegistrationProfiles"
  | "LedgerLens";

/**
 * Address of a contract.
 *
 * @throws LedgerError DEPLOYMENT_INVALID
 */
export function addressOf(deployment: LedgerDeployment, name: string): string {
  const address = deployment.contracts[name]?.address;
  if (address === undefined) throw clientError("DEPLOYMENT_INVALID", { field: name });
  return address;
}

/** First block to read from. */
export function startBlockOf({ startBlock, contracts }: LedgerDeployment): number {
  return startBlock ?? Math.min(...Object.values(contracts).map(({ block = 0 }) => block));
}
