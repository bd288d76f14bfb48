import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson, type LedgerDeployment } from "@data-voucher/sdk";
import {
  IAccessManager__factory,
  IAssetRegistry__factory,
  ICertificateToken__factory,
  ILedger__factory,
  IPublicRecords__factory,
  IRegistrationProfiles__factory,
  IWorkingCalendar__factory,
} from "@data-voucher/sdk/contracts";
import type { ArchivedFile } from "./checkpoint.ts";
import { writeSafely } from "./safe-file.ts";

const interfaces = {
  Ledger: ILedger__factory.abi,
  AssetRegistry: IAssetRegistry__factory.abi,
  Certificates: ICertificateToken__factory.abi,
  PublicRecords: IPublicRecords__factory.abi,
  WorkingCalendar: IWorkingCalendar__factory.abi,
  RegistrationProfiles: IRegistrationProfiles__factory.abi,
  AccessManager: IAccessManager__factory.abi,
};

/** Addresses of the contracts whose events make the ledger, by name. */
export function contractsOf({ contracts }: LedgerDeployment): Record<string, string> {
  const names = Object.keys(interfaces).filter((name) => contracts[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, contracts[name]!.address]));
}

/** What makes an archive understandable and checkable without this project: its format, its verifier, its interfaces. */
export async function writeCompanions(out: string): Promise<ArchivedFile[]> {
  const own = async (file: string) => readFile(join(import.meta.dirname, file), "utf8");
  return [
    await writeSafely(out, "README.md", [await own("format.md")]),
    await writeSafely(out, "verify.mjs", [await own("verify.mjs")]),
    await writeSafely(out, "abi.json", [`${canonicalJson(interfaces)}\n`]),
  ];
}
