import type { Provider } from "ethers";
import {
  IAssetRegistry__factory,
  ICertificateToken__factory,
  ILedger__factory,
  ILedgerLens__factory,
  IPublicRecords__factory,
  IRegistrationProfiles__factory,
  IWorkingCalendar__factory,
  type IAssetRegistry,
  type ICertificateToken,
  type ILedger,
  type ILedgerLens,
  type IPublicRecords,
  type IRegistrationProfiles,
  type IWorkingCalendar,
} from "../contracts/index.ts";
import { addressOf, type LedgerDeployment } from "./deployment.ts";

/** The contracts of a deployment, for reading. */
export type LedgerContracts = {
  readonly ledger: ILedger;
  readonly assets: IAssetRegistry;
  readonly certificates: ICertificateToken;
  readonly records: IPublicRecords;
  readonly calendar: IWorkingCalendar;
  readonly profiles: IRegistrationProfiles;
  readonly lens: ILedgerLens;
};

/**
 * Binds the typed contracts to a provider.
 *
 * @throws LedgerError DEPLOYMENT_INVALID
 */
export function bindContracts(deployment: LedgerDeployment, provider: Provider): LedgerContracts {
  const at = (name: string) => addressOf(deployment, name);
  return {
    ledger: ILedger__factory.connect(at("Ledger"), provider),
    assets: IAssetRegistry__factory.connect(at("AssetRegistry"), provider),
    certificates: ICertificateToken__factory.connect(at("Certificates"), provider),
    records: IPublicRecords__factory.connect(at("PublicRecords"), provider),
    calendar: IWorkingCalendar__factory.connect(at("WorkingCalendar"), provider),
    profiles: IRegistrationProfiles__factory.connect(at("RegistrationProfiles"), provider),
    lens: ILedgerLens__factory.connect(at("LedgerLens"), provider),
  };
}
