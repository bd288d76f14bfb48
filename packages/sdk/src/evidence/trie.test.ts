import { expect } from "chai";
import { id } from "ethers";
import { proveLeafOf, readProof } from "./trie.ts";

describe("a tree of leaves", () => {
  it("has the root that Ethereum's tests give (trieanyorder)", () => {
    const text = (value: string) => `0x${Buffer.from(value).toString("hex")}`;
    const dogs = [
      ["doe", "reindeer"],
      ["dogglesworth", "cat"],
    ].map(([key = "", value = ""]) => [text(key), text(value)] as const);
    const { root, nodes } = proveLeafOf(new Map(dogs), text("doe"));
    expect(readProof(root, text("doe"), nodes)).to.equal(text("reindeer"));
    const words = new Map(
      [
        ["be", "e"],
        ["dog", "puppy"],
        ["bed", "d"],
      ].map(([key = "", value = ""]) => [text(key), text(value)] as const),
    );
    expect(proveLeafOf(words, text("dog")).root).to.equal(
      "0x3f67c7a47520f79faa29255d2d3c084a7a6df0453116ed7232ff10277a8be68b",
    );
  });

  it("holds the empty root's opposite: no proof reads anything from other bytes", () => {
    for (const nodes of [[], ["0x"], ["0xc0"], ["0xzz"], ["0x80"]]) {
      expect(readProof(id("root"), "0x80", nodes)).to.equal(undefined);
    }
  });
});
