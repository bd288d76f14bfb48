import { Interface, type ErrorFragment, type Fragment } from "ethers";
import { IAssetRegistry__factory } from "../generated/factories/contracts/registration/IAssetRegistry__factory.ts";
import { ICertificateToken__factory } from "../generated/factories/contracts/registration/ICertificateToken__factory.ts";
import { ILedger__factory } from "../generated/factories/contracts/ILedger__factory.ts";
import { IPublicRecords__factory } from "../generated/factories/contracts/registration/IPublicRecords__factory.ts";
import { IRegistrationProfiles__factory } from "../generated/factories/contracts/registration/IRegistrationProfiles__factory.ts";
import { IWorkingCalendar__factory } from "../generated/factories/contracts/registration/IWorkingCalendar__factory.ts";
import { libraryErrors } from "./library-errors.ts";

const contracts = [
  ILedger__factory,
  IAssetRegistry__factory,
  ICertificateToken__factory,
  IPublicRecords__factory,
  IWorkingCalendar__factory,
  IRegistrationProfiles__factory,
];

/**
 * Every custom error that a contract of the ledger, or a library under it, may raise: give it to `toLedgerError` and
 * `revertError`, because a refusal may come from a contract behind the one that was called.
 *
 * @example
 * throw toLedgerError(error, { interface: contractErrorInterface() });
 */
export function contractErrorInterface(): Interface {
  const own = contracts.flatMap((factory) => factory.createInterface().fragments);
  const errors = new Map(own.filter(isError).map((fragment) => [fragment.selector, fragment]));
  return new Interface([...errors.values(), ...Object.keys(libraryErrors).map((signature) => `error ${signature}`)]);
}

function isError(fragment: Fragment): fragment is ErrorFragment {
  return fragment.type === "error";
}
