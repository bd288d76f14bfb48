// Typed contracts, generated from the Solidity interfaces by the contract build. Other files import them from here, so
// that the generator can be replaced without touching them. Interfaces only: their factories carry no bytecode.
export { contractErrorInterface } from "../errors/contract-error-interface.ts";
export { IAccessManager__factory } from "../generated/factories/@openzeppelin/contracts/access/manager/IAccessManager__factory.ts";
export { IAssetRegistry__factory } from "../generated/factories/contracts/registration/IAssetRegistry__factory.ts";
export { ICertificateToken__factory } from "../generated/factories/contracts/registration/ICertificateToken__factory.ts";
export { ILedger__factory } from "../generated/factories/contracts/ILedger__factory.ts";
export { ILedgerLens__factory } from "../generated/factories/contracts/lens/ILedgerLens__factory.ts";
export { IPublicRecords__factory } from "../generated/factories/contracts/registration/IPublicRecords__factory.ts";
export { IRegistrationProfiles__factory } from "../generated/factories/contracts/registration/IRegistrationProfiles__factory.ts";
export { IWorkingCalendar__factory } from "../generated/factories/contracts/registration/IWorkingCalendar__factory.ts";
export type { IAccessManager } from "../generated/@openzeppelin/contracts/access/manager/IAccessManager.ts";
export type { IAssetRegistry } from "../generated/contracts/registration/IAssetRegistry.ts";
export type { ICertificateToken } from "../generated/contracts/registration/ICertificateToken.ts";
export type { ILedger } from "../generated/contracts/ILedger.ts";
export type { ILedgerLens } from "../generated/contracts/lens/ILedgerLens.ts";
export type { IPublicRecords } from "../generated/contracts/registration/IPublicRecords.ts";
export type { IRegistrationProfiles } from "../generated/contracts/registration/IRegistrationProfiles.ts";
export type { IWorkingCalendar } from "../generated/contracts/registration/IWorkingCalendar.ts";
