import { decodeRevert as decodeLedgerRevert } from "../desk/decode-revert.ts";
import { allErrors, fault } from "../errors.ts";
import type { Json } from "../index/rows.ts";
import type { DecodeRevert } from "../outbox/revert.ts";
import { put, type HomeStore } from "../store/home.ts";
import { refusalTable, type Refusal } from "./table.ts";

/** A refusal that somebody saw when it happened: the bytes it came with, or at least its code. */
export type ReportedRefusal = { readonly hash: string; readonly block: number } & (
  { readonly data: string } | { readonly code: string }
);

/**
 * Records refusals that were seen before the gateway ran. What is recorded already stays, unless only now the bytes
 * are known.
 * @param home the home records; nobody else may have them open
 * @returns how many records are new
 * @throws RangeError for a code that is not in the table
 * @throws LedgerError ID_MALFORMED for what is no transaction hash
 */
export async function recordRefusals(
  home: HomeStore,
  refusals: readonly ReportedRefusal[],
  decode: DecodeRevert = decodeLedgerRevert,
): Promise<number> {
  const writes = refusals.flatMap((reported) => {
    const hash = reported.hash.toLowerCase();
    if (!/^0x[0-9a-f]{64}$/.test(hash)) throw fault("ID_MALFORMED", `${reported.hash} is not a transaction hash.`);
    const refusal = refusalOf(reported, decode);
    const known = home.get(refusalTable, hash);
    if (known?.block === refusal.block && (known.args !== null || refusal.args === null)) return [];
    return [put(refusalTable, hash, refusal)];
  });
  if (writes.length > 0) await home.commit(writes);
  return writes.length;
}

function refusalOf(reported: ReportedRefusal, decode: DecodeRevert): Refusal {
  const { block } = reported;
  if ("data" in reported) {
    const { code, name, args } = decode(reported.data);
    return { block, code, name, args: args as { [name: string]: Json }, source: "reported" };
  }
  const { code } = reported;
  const entry = Object.hasOwn(allErrors, code) ? allErrors[code]! : undefined;
  if (entry === undefined) throw new RangeError(`no such error code: ${code}`);
  const name = ["sdk", "rpc", "gateway"].includes(entry.from) ? null : entry.from;
  return { block, code, name, args: null, source: "reported" };
}
