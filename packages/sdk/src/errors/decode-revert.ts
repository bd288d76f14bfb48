import type { Interface, Result } from "ethers";
import { errorFacts } from "./error-facts.ts";
import type { DecodedRevert } from "./ledger-error.ts";

const errorString = "0x08c379a0";
const panic = "0x4e487b71";

/**
 * Finds the bytes with which a contract refused, in whatever shape a node or library wrapped them.
 *
 * @param known interfaces whose errors are preferred when several candidates stand in the error
 * @returns 0x hex, `0x` for a refusal without bytes, undefined when the error is none of a contract
 */
export function findRevertData(error: unknown, known?: Interface): string | undefined {
  const { returned } = errorFacts(error);
  const rank = (data: string): number => {
    const selector = data.slice(0, 10);
    if (selector.length === 10 && known?.getError(selector)) return 3;
    if (selector === errorString || selector === panic) return 2;
    return data.length >= 10 && (data.length - 10) % 64 === 0 ? 1 : 0;
  };
  const best = [...returned].sort((a, b) => rank(b) - rank(a))[0];
  return best === undefined || rank(best) > 0 ? best : "0x";
}

/**
 * Decodes the bytes of a refusal: custom errors of the interface, Solidity's `Error(string)` and `Panic(uint256)`.
 * An error that the interface does not know, or whose arguments do not fit, keeps its selector and has no name.
 *
 * @param data 0x hex
 */
export function decodeRevert(data: string, known: Interface): DecodedRevert {
  const selector = data.slice(0, 10);
  const unknown: DecodedRevert = { name: undefined, args: [], namedArgs: {}, selector, data };
  if (selector.length < 10) return { ...unknown, selector: "0x" };
  try {
    const parsed = known.parseError(data);
    if (!parsed) return unknown;
    const named = parsed.fragment.inputs.flatMap((input, i) =>
      input.name ? [[input.name, plain(parsed.args[i])]] : [],
    );
    return {
      name: parsed.name,
      args: plain(parsed.args) as unknown[],
      namedArgs: Object.fromEntries(named),
      selector,
      data,
    };
  } catch {
    return unknown;
  }
}

/** Arrays instead of the library's own lists. */
function plain(value: unknown): unknown {
  return Array.isArray(value) ? Array.from(value as Result, plain) : value;
}
