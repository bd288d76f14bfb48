import { AbiCoder, FunctionFragment } from "ethers";
import type { Json } from "../index/rows.ts";
import { contractAbis, type LedgerContract } from "./abi.ts";
import { converterOf, type AbiParam, type Converter } from "./convert.ts";

interface AbiFunction {
  readonly type: string;
  readonly name: string;
  readonly inputs: readonly AbiParam[];
}

interface Method {
  readonly name: string;
  readonly fragment: FunctionFragment;
  readonly fields: readonly { readonly name: string; readonly convert: Converter }[];
}

/** A call of one of the ledger's functions: its name and arguments by name. */
export interface DecodedCall {
  readonly name: string;
  readonly args: { readonly [name: string]: Json };
}

/** What every upgradeable contract takes besides its own functions. */
const upgrade: AbiFunction = {
  type: "function",
  name: "upgradeToAndCall",
  inputs: [
    { name: "newImplementation", type: "address" },
    { name: "data", type: "bytes" },
  ],
};

const methods = new Map(
  Object.entries(contractAbis).map(([contract, abi]) => [contract, methodsOf([...(abi as AbiFunction[]), upgrade])]),
);

function methodsOf(abi: readonly AbiFunction[]): ReadonlyMap<string, Method> {
  const functions = abi.filter(({ type }) => type === "function");
  return new Map(
    functions.map(({ name, inputs }) => {
      const fragment = FunctionFragment.from({ type: "function", name, inputs });
      const fields = inputs.map((input, i) => ({ name: input.name || String(i), convert: converterOf(input) }));
      return [fragment.selector, { name, fragment, fields }];
    }),
  );
}

/** Decodes a call to one of the ledger's contracts; undefined for what is none of its functions. */
export function decodeCall(contract: LedgerContract, input: string): DecodedCall | undefined {
  const method = methods.get(contract)?.get(input.slice(0, 10).toLowerCase());
  if (method === undefined) return undefined;
  try {
    const values = AbiCoder.defaultAbiCoder().decode(method.fragment.inputs, `0x${input.slice(10)}`);
    const args = method.fields.map(({ name, convert }, i) => [name, convert(values[i])] as const);
    return { name: method.name, args: Object.fromEntries(args) };
  } catch {
    return undefined;
  }
}
