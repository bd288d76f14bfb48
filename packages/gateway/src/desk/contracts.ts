import type { Interface } from "ethers";
import {
  IAssetRegistry__factory,
  ILedger__factory,
  IPublicRecords__factory,
  IRegistrationProfiles__factory,
  IWorkingCalendar__factory,
} from "@data-voucher/sdk/contracts";
import type { LedgerDeployment } from "../deployment.ts";
import { fault } from "../errors.ts";

/** Name of a contract that desks call. */
export type DeskContract = "Ledger" | "AssetRegistry" | "PublicRecords" | "WorkingCalendar" | "RegistrationProfiles";

/** The contracts that desks call, as they are named in the deployment. */
export const deskContracts: Readonly<Record<DeskContract, Interface>> = {
  Ledger: ILedger__factory.createInterface(),
  AssetRegistry: IAssetRegistry__factory.createInterface(),
  PublicRecords: IPublicRecords__factory.createInterface(),
  WorkingCalendar: IWorkingCalendar__factory.createInterface(),
  RegistrationProfiles: IRegistrationProfiles__factory.createInterface(),
};

/** Where a contract is. @throws LedgerError CONTRACT_NOT_DEPLOYED */
export function contractAt(deployment: LedgerDeployment, name: DeskContract): string {
  const address = deployment.contracts[name];
  if (address === undefined) throw fault("CONTRACT_NOT_DEPLOYED", `The deployment names no ${name}.`);
  return address;
}
