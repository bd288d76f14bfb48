import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StorageLayout } from "@openzeppelin/upgrades-core";
import { keccak256, toBeHex, toUtf8Bytes } from "ethers";
import { root } from "./artifacts.ts";
import { Problem } from "./problem.ts";
import { type AstNode, type SolcLayout, analyse } from "./solc.ts";

/** A struct marked `@custom:storage-location erc7201:<id>`. */
interface Namespace {
  readonly id: string;
  readonly source: string;
  /** How another source names the struct: `Struct`, or `Contract.Struct`. */
  readonly struct: string;
}

const PROBE = "contracts/$Probe.sol";

const textOf = (node: AstNode) =>
  typeof node.documentation === "string" ? node.documentation : (node.documentation?.text ?? "");

function namespacesOf(source: string, nodes: readonly AstNode[], prefix = ""): Namespace[] {
  return nodes.flatMap((node) => {
    if (node.nodeType === "ContractDefinition") return namespacesOf(source, node.nodes ?? [], `${node.name}.`);
    const id = /@custom:storage-location\s+erc7201:(\S+)/.exec(textOf(node))?.[1];
    return node.nodeType === "StructDefinition" && id !== undefined ? [{ id, source, struct: prefix + node.name }] : [];
  });
}

/** The slot at which ERC-7201 places a namespace. */
function slotOf(id: string): string {
  const hash = keccak256(toBeHex(BigInt(keccak256(toUtf8Bytes(id))) - 1n, 32));
  return `${hash.slice(0, -2)}00`;
}

/** Numbers of the syntax tree change with every edit; without them a type's id is stable. */
const stable = (typeId: string) =>
  typeId.replace(/(t_(?:struct|enum|contract|userDefinedValueType)\([^()]*\))\d+_?/g, "$1");

function definitionsById(nodes: readonly AstNode[]): [number, AstNode][] {
  return nodes.flatMap((node) => [[node.id, node] as [number, AstNode], ...definitionsById(node.nodes ?? [])]);
}

/** What the layout leaves out and a comparison needs: the members of enums, the types under named value types. */
function details(
  typeId: string,
  definitions: ReadonlyMap<number, AstNode>,
): { members?: string[]; underlying?: string } {
  const number = /^t_(?:enum|userDefinedValueType)\([^()]*\)(\d+)$/.exec(typeId)?.[1];
  const definition = number === undefined ? undefined : definitions.get(Number(number));
  if (definition?.nodeType === "EnumDefinition") return { members: definition.members!.map(({ name }) => name!) };
  if (definition?.underlyingType) return { underlying: definition.underlyingType.typeDescriptions.typeIdentifier };
  return {};
}

function typesOf(layout: SolcLayout, definitions: ReadonlyMap<number, AstNode>): StorageLayout["types"] {
  const types: StorageLayout["types"] = {};
  const entries = Object.entries(layout.types ?? {}).sort(([a], [b]) => (stable(a) < stable(b) ? -1 : 1));
  for (const [typeId, { label, numberOfBytes, members }] of entries) {
    const fields = members?.map(({ label, type, slot, offset }) => ({ label, type: stable(type), slot, offset }));
    const type = { label, numberOfBytes, ...(fields && { members: fields }), ...details(typeId, definitions) };
    const key = stable(typeId);
    if (types[key] !== undefined && JSON.stringify(types[key]) !== JSON.stringify(type)) {
      throw new Problem(`Two stored types are both called ${key}; give them different names`);
    }
    types[key] = type;
  }
  return types;
}

/** State variables outside any namespace move when a base contract changes, so no contract of ours has one. */
function plainStorage(contracts: ReturnType<typeof analyse>["contracts"]): string[] {
  return Object.entries(contracts)
    .filter(([source]) => source.startsWith("contracts/") && !source.startsWith("contracts/mocks/") && source !== PROBE)
    .flatMap(([, byName]) => Object.entries(byName))
    .flatMap(([name, { storageLayout }]) => storageLayout.storage.map(({ label }) => `${name}.${label}`));
}

/**
 * The layout of every ERC-7201 namespace that the contracts reach, those of their bases included.
 * The compiler describes only the storage of contracts, so a probe contract declares one variable per namespace.
 */
export function readNamespaces(): StorageLayout {
  const paths = globSync("contracts/**/*.sol", { cwd: root, exclude: ["contracts/mocks/**"] }).filter(
    (path) => !path.endsWith(".t.sol"),
  );
  const sources = Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path), "utf8")]));
  const first = analyse(sources);

  const plain = plainStorage(first.contracts);
  if (plain.length > 0) throw new Problem(`Stored outside a namespace: ${plain.join(", ")}`);

  const namespaces = Object.entries(first.sources)
    .flatMap(([source, { ast }]) => namespacesOf(source, ast.nodes ?? []))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const [index, { id, source }] of namespaces.entries()) {
    if (namespaces[index + 1]?.id === id) throw new Problem(`Two structs claim the namespace ${id}`);
    const text = sources[source];
    if (text !== undefined && !text.toLowerCase().includes(slotOf(id))) {
      throw new Problem(`${source} does not name ${slotOf(id)}, the ERC-7201 slot of ${id}`);
    }
  }

  const imports = namespaces.map(({ source }, i) => `import * as M${i} from "${source}";`);
  const variables = namespaces.map(({ struct }, i) => `M${i}.${struct} n${i};`);
  const probe = `pragma solidity 0.8.37;\n${imports.join("\n")}\ncontract Probe {\n${variables.join("\n")}\n}`;
  const second = analyse({ ...sources, [PROBE]: probe });
  const layout = second.contracts[PROBE]!["Probe"]!.storageLayout;
  const definitions = new Map(Object.values(second.sources).flatMap(({ ast }) => definitionsById(ast.nodes ?? [])));

  const roots = new Set(layout.storage.map(({ type }) => type));
  const inner = {
    ...layout,
    types: Object.fromEntries(Object.entries(layout.types ?? {}).filter(([id]) => !roots.has(id))),
  };
  return {
    storage: [],
    types: typesOf(inner, definitions),
    namespaces: Object.fromEntries(
      namespaces.map(({ id, struct }, i) => {
        const members = layout.types![layout.storage[i]!.type]!.members!;
        const start = BigInt(members[0]?.slot ?? 0);
        const items = members.map(({ label, type, slot, offset }) => ({
          contract: struct,
          label,
          type: stable(type),
          src: id,
          slot: String(BigInt(slot) - start),
          offset,
        }));
        return [`erc7201:${id}`, items];
      }),
    ),
  };
}
