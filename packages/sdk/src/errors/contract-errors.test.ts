import { expect } from "chai";
import { ErrorFragment, Interface, type InterfaceAbi } from "ethers";
import { IAccessManager__factory } from "../generated/factories/@openzeppelin/contracts/access/manager/IAccessManager__factory.ts";
import { ILedger__factory } from "../generated/factories/contracts/ILedger__factory.ts";
import { PartyRegistry__factory } from "../generated/factories/contracts/parties/PartyRegistry__factory.ts";
import { AssetRegistry__factory } from "../generated/factories/contracts/registration/AssetRegistry__factory.ts";
import { CertificateRemarks__factory } from "../generated/factories/contracts/registration/CertificateRemarks__factory.ts";
import { Certificates__factory } from "../generated/factories/contracts/registration/Certificates__factory.ts";
import { IAssetRegistry__factory } from "../generated/factories/contracts/registration/IAssetRegistry__factory.ts";
import { ICertificateToken__factory } from "../generated/factories/contracts/registration/ICertificateToken__factory.ts";
import { Certification__factory } from "../generated/factories/contracts/registration/Certification__factory.ts";
import { IPublicRecords__factory } from "../generated/factories/contracts/registration/IPublicRecords__factory.ts";
import { IRegistrationProfiles__factory } from "../generated/factories/contracts/registration/IRegistrationProfiles__factory.ts";
import { IWorkingCalendar__factory } from "../generated/factories/contracts/registration/IWorkingCalendar__factory.ts";
import { PublicRecords__factory } from "../generated/factories/contracts/registration/PublicRecords__factory.ts";
import { RecordRequests__factory } from "../generated/factories/contracts/registration/RecordRequests__factory.ts";
import { AuthorisedOperation__factory } from "../generated/factories/contracts/registration/AuthorisedOperation__factory.ts";
import { RegistrationApplications__factory } from "../generated/factories/contracts/registration/RegistrationApplications__factory.ts";
import { RegistrationCases__factory } from "../generated/factories/contracts/registration/RegistrationCases__factory.ts";
import { RegistrationProfiles__factory } from "../generated/factories/contracts/registration/RegistrationProfiles__factory.ts";
import { RegistryMembers__factory } from "../generated/factories/contracts/registration/RegistryMembers__factory.ts";
import { WorkingCalendar__factory } from "../generated/factories/contracts/registration/WorkingCalendar__factory.ts";
import { DataVoucher__factory } from "../generated/factories/contracts/vouchers/DataVoucher__factory.ts";
import { SeriesDesk__factory } from "../generated/factories/contracts/vouchers/SeriesDesk__factory.ts";
import { VoucherRenderer__factory } from "../generated/factories/contracts/vouchers/VoucherRenderer__factory.ts";
import { codeOf } from "./code-of.ts";
import { contractErrorInterface } from "./contract-error-interface.ts";
import { contractErrors } from "./contract-errors.ts";
import { libraryErrors } from "./library-errors.ts";
import { errorTable } from "./table.ts";

const interfaces = [
  ILedger__factory,
  IAssetRegistry__factory,
  ICertificateToken__factory,
  IPublicRecords__factory,
  IWorkingCalendar__factory,
  IRegistrationProfiles__factory,
];
const implementations = [
  DataVoucher__factory,
  SeriesDesk__factory,
  PartyRegistry__factory,
  AssetRegistry__factory,
  Certificates__factory,
  PublicRecords__factory,
  RecordRequests__factory,
  AuthorisedOperation__factory,
  RegistrationCases__factory,
  RegistrationApplications__factory,
  Certification__factory,
  CertificateRemarks__factory,
  RegistryMembers__factory,
  RegistrationProfiles__factory,
  WorkingCalendar__factory,
  VoucherRenderer__factory,
  IAccessManager__factory,
];

const errorsOf = (factories: readonly { abi: readonly object[] }[]): ErrorFragment[] => {
  const all = factories.flatMap(({ abi }) => new Interface(abi as InterfaceAbi).fragments);
  return all.filter((fragment) => ErrorFragment.isFragment(fragment));
};
const full = ({ name, inputs }: ErrorFragment) => `${name}(${inputs.map((i) => `${i.type} ${i.name}`).join(",")})`;

describe("the rows of the contracts' custom errors", () => {
  const own = new Set(errorsOf(interfaces).map(({ name }) => name));

  it("are one for each error of the interfaces, and none besides", () => {
    expect(own.size).to.be.above(100);
    expect(Object.keys(contractErrors).sort()).to.deep.equal([...own].sort());
  });

  it("are one for each library error that the implementations may raise, and none besides", () => {
    const foreign = new Set(
      errorsOf(implementations)
        .filter(({ name }) => !own.has(name))
        .map(full),
    );
    expect(Object.keys(libraryErrors).sort()).to.deep.equal([...foreign].sort());
  });

  it("lead to entries of the table under the error's code", () => {
    for (const { name } of errorsOf([...interfaces, ...implementations])) {
      expect(errorTable[codeOf(name)], name).to.include({ from: name });
    }
  });

  it("are retryable only where time alone, or the end of a pause, lets the same call pass", () => {
    const retryable = Object.values(errorTable).filter(({ retryable, from }) => retryable && /[a-z]/.test(from));
    const names = retryable.map(({ from }) => from).filter((from) => !["sdk", "rpc"].includes(from));
    expect(names.sort()).to.deep.equal([
      "AccessManagerNotReady",
      "CertificateNumbersExhausted",
      "ClockUnchanged",
      "NoticeNotOver",
      "RecordNoticeNotOver",
      "RecordRequestNoticeNotOver",
      "ScopePaused",
      "SeriesNotExpired",
      "SeriesNotStarted",
    ]);
  });

  it("are decoded by one interface, whichever contract raised them", () => {
    const known = contractErrorInterface();
    for (const fragment of errorsOf([...interfaces, ...implementations])) {
      expect(known.getError(fragment.selector)?.name, fragment.name).to.equal(fragment.name);
    }
  });
});
