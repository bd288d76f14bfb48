import { codeOf, uint40Max } from "@data-voucher/sdk";
import {
  IAssetRegistry__factory,
  ICertificateToken__factory,
  ILedger__factory,
  IPublicRecords__factory,
  IRegistrationProfiles__factory,
  IWorkingCalendar__factory,
  contractErrorInterface,
} from "@data-voucher/sdk/contracts";
import type { Json } from "../index/rows.ts";
import { converterOf, type AbiParam } from "../ledger/convert.ts";
import type { DecodeRevert } from "../outbox/revert.ts";

interface AbiEntry {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: readonly AbiParam[];
}

const known = contractErrorInterface();
const factories = [
  ILedger__factory,
  IAssetRegistry__factory,
  ICertificateToken__factory,
  IPublicRecords__factory,
  IWorkingCalendar__factory,
  IRegistrationProfiles__factory,
];
const entries = factories.flatMap(({ abi }) => abi as readonly AbiEntry[]);
/** Parameters with the names of their enumerations, which ethers does not keep. */
const inputsOf = new Map(entries.filter(({ type }) => type === "error").map((entry) => [entry.name, entry.inputs!]));

/** Ends of periods that nobody can tell yet, because a calendar year is not loaded. */
const deadlines = new Set(["noticeUntil", "finishBy"]);
const pending = (name: string, value: Json) => deadlines.has(name) && value === Number(uint40Max);

/** Names a refusal of any of the ledger's contracts; enumerations among its arguments as texts. */
export const decodeRevert: DecodeRevert = (data) => {
  if (data.length < 10) return { code: "EXECUTION_REVERTED", name: null, args: {} };
  let parsed;
  try {
    parsed = known.parseError(data);
  } catch {
    parsed = null;
  }
  if (parsed === null) return { code: "CONTRACT_ERROR_UNKNOWN", name: null, args: { selector: data.slice(0, 10) } };
  const { name, fragment, args } = parsed;
  if (name === "Error") return { code: "CONTRACT_REFUSED", name, args: { reason: String(args[0]) } };
  if (name === "Panic") return { code: "CONTRACT_PANIC", name, args: { panic: String(args[0]) } };
  const inputs = inputsOf.get(name) ?? (fragment.inputs as readonly AbiParam[]);
  const shown: Record<string, Json> = {};
  inputs.forEach((input, i) => {
    const value = converterOf(input)(args[i]);
    shown[input.name] = pending(input.name, value) ? "pending" : value;
  });
  return { code: codeOf(name), name, args: shown };
};
