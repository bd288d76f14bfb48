import { expect } from "chai";
import { ethers, roles } from "../fixture.ts";

/** Pairs that one party may not hold together, written out from the rules (N 10-12, design section 1). */
const excluded: readonly (readonly [keyof typeof roles, keyof typeof roles])[] = [
  ["governance", "authority"],
  ["governance", "registry"],
  ["governance", "exchange"],
  ["governance", "trader"],
  ["authority", "registry"],
  ["authority", "exchange"],
  ["authority", "trader"],
  ["registry", "exchange"],
  ["registry", "trader"],
  ["exchange", "trader"],
  ["authorisingBody", "trader"],
  ["authorisingBody", "exchange"],
  ["authorisingBody", "registry"],
  ["authorisingBody", "governance"],
];

/** Whether one party may hold exactly these roles, computed with sets of names instead of bits. */
function mayHold(set: number): boolean {
  const names = new Set(Object.entries(roles).flatMap(([name, bit]) => (set & bit ? [name] : [])));
  if (names.size === 0) return false;
  if (names.has("operator") && !names.has("trader")) return false;
  return !excluded.some((pair) => pair.every((name) => names.has(name)));
}

describe("Roles", () => {
  it("combine exactly as the rules say, over all 512 sets", async () => {
    const harness = await ethers.deployContract("LibraryHarness");
    const answers = (await harness.getFunction("combinableBelow")(512)) as boolean[];
    expect(Array.from(answers)).to.deep.equal(Array.from({ length: 512 }, (_, set) => mayHold(set)));
    expect(answers.filter(Boolean).length).to.be.greaterThan(9);
  });

  it("never combine with a bit that is not defined", async () => {
    const harness = await ethers.deployContract("LibraryHarness");
    for (let bit = 9; bit < 16; bit++) {
      expect(await harness.getFunction("combinable")((1 << bit) | roles.trader)).to.equal(false);
    }
  });
});
