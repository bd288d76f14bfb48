import {
  IAccessManager__factory,
  IAssetRegistry__factory,
  ICertificateToken__factory,
  ILedger__factory,
  IPublicRecords__factory,
  IRegistrationProfiles__factory,
  IWorkingCalendar__factory,
} from "@data-voucher/sdk/contracts";

const param = (name: string, type: string, indexed = false) => ({ name, type, internalType: type, indexed });

/** What every upgradeable contract emits besides its own events (ERC-1967, OpenZeppelin). */
const upgradeableAbi = [
  { type: "event", name: "Upgraded", inputs: [param("implementation", "address", true)] },
  { type: "event", name: "Initialized", inputs: [param("version", "uint64")] },
  { type: "event", name: "AuthorityUpdated", inputs: [param("authority", "address")] },
] as const;

const abiOf = (...parts: readonly (readonly unknown[])[]): readonly unknown[] => parts.flat();

/** JSON interfaces of the contracts whose events make the ledger. */
export const contractAbis = {
  Ledger: abiOf(upgradeableAbi, ILedger__factory.abi),
  AssetRegistry: abiOf(upgradeableAbi, IAssetRegistry__factory.abi),
  Certificates: abiOf(upgradeableAbi, ICertificateToken__factory.abi),
  PublicRecords: abiOf(upgradeableAbi, IPublicRecords__factory.abi),
  WorkingCalendar: abiOf(upgradeableAbi, IWorkingCalendar__factory.abi),
  RegistrationProfiles: abiOf(upgradeableAbi, IRegistrationProfiles__factory.abi),
  AccessManager: abiOf(IAccessManager__factory.abi),
} as const;

/** Name of a contract whose events make the ledger. */
export type LedgerContract = keyof typeof contractAbis;
