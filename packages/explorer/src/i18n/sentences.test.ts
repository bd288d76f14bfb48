import { expect } from "chai";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zh } from "./zh/index.ts";

const root = join(import.meta.dirname, "../../../..");
// Events of token standards, of tokens' metadata and of the ledger's wiring: they are shown by their names.
const unspoken = new Set(
  (
    "Transfer Approval ApprovalForAll TransferValue ApprovalValue SlotChanged Locked Unlocked MetadataUpdate " +
    "BatchMetadataUpdate ContractURIUpdated BasisSourceSet LockControllerSet RendererSet"
  ).split(" "),
);

/** Events that the contracts' interfaces declare, with the names of their arguments. */
function declaredEvents(): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const file of globSync("contracts/{parties,registration,vouchers,usage}/I*.sol", { cwd: root })) {
    const source = readFileSync(join(root, file), "utf8").replace(/\/\/.*$/gm, "");
    for (const [, name = "", list = ""] of source.matchAll(/\bevent (\w+)\(([^)]*)\)/g)) {
      found.set(
        name,
        list.split(",").flatMap((argument) => argument.trim().split(/\s+/).at(-1) ?? []),
      );
    }
  }
  return found;
}

describe("Events of the contracts", () => {
  const events = declaredEvents();

  it("each have a sentence, in which only their own arguments stand", () => {
    expect(events.size).to.be.greaterThan(30);
    for (const [name, names] of events) {
      if (unspoken.has(name)) continue;
      const sentence = (zh as Record<string, string>)[`sentence.${name}`];
      expect(sentence, name).to.be.a("string");
      for (const [, argument] of (sentence ?? "").matchAll(/\{(\w+)/g)) {
        expect(names, `${name} has an argument ${argument}`).to.include(argument);
      }
    }
  });

  it("are all that have sentences", () => {
    const spoken = Object.keys(zh).flatMap((key) => (key.startsWith("sentence.") ? [key.slice(9)] : []));
    for (const name of spoken) expect(events.has(name), `the contracts emit ${name}`).to.equal(true);
  });
});
