import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./artifacts.ts";
import { Problem } from "./problem.ts";

/** A node of the compiler's syntax tree, as far as the checks read it. */
export interface AstNode {
  readonly id: number;
  readonly nodeType: string;
  readonly name?: string;
  readonly nodes?: readonly AstNode[];
  readonly members?: readonly AstNode[];
  readonly documentation?: { readonly text: string } | string | null;
  readonly underlyingType?: { readonly typeDescriptions: { readonly typeIdentifier: string } };
}

/** The compiler's account of one contract's storage. */
export interface SolcLayout {
  readonly storage: readonly { label: string; type: string; slot: string; offset: number }[];
  readonly types: Readonly<Record<string, SolcType>> | null;
}

/** A type of {@link SolcLayout}. */
export interface SolcType {
  readonly label: string;
  readonly numberOfBytes: string;
  readonly members?: readonly { label: string; type: string; slot: string; offset: number }[];
}

interface SolcOutput {
  readonly errors?: readonly { severity: string; formattedMessage: string }[];
  readonly sources: Readonly<Record<string, { ast: AstNode }>>;
  readonly contracts: Readonly<Record<string, Readonly<Record<string, { storageLayout: SolcLayout }>>>>;
}

interface Solc {
  compile(input: string, callbacks: { import(path: string): { contents: string } | { error: string } }): string;
}

const solc = createRequire(import.meta.url)("solc") as Solc;

function readSource(path: string): { contents: string } | { error: string } {
  try {
    const folder = path.startsWith("contracts/") ? root : join(root, "node_modules");
    return { contents: readFileSync(join(folder, path), "utf8") };
  } catch (error) {
    return { error: String(error) };
  }
}

/** Parses and analyses sources (imports are read from disk): syntax trees and storage layouts, without any code. */
export function analyse(sources: Readonly<Record<string, string>>): SolcOutput {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([path, content]) => [path, { content }])),
    settings: { evmVersion: "cancun", outputSelection: { "*": { "": ["ast"], "*": ["storageLayout"] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: readSource })) as SolcOutput;
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    throw new Problem(`The contracts do not compile\n${errors.map((e) => e.formattedMessage).join("\n")}`);
  }
  return output;
}
