import { expect } from "chai";
import type { Provenance, Step, VoucherNode } from "../api/shapes.ts";
import { joinParts, toldUntil } from "./provenance.ts";

const step = (seq: number, holderAfter: string | null) => ({ seq, holderAfter, time: `2026-11-0${seq}T00:00:00Z` });
const node = (voucherId: string, units: string) => ({ voucherId, units });

function part(stepsNextCursor: string | null, steps: readonly object[], nodes: readonly object[], edge: string) {
  const lineage = { nodes: nodes as VoucherNode[], edges: [{ from: edge, to: edge, units: "1", block: 1, time: "" }] };
  return { steps: steps as Step[], stepsNextCursor, lineage, holders: [] } as unknown as Provenance;
}

const first = part("more", [step(1, "a"), step(2, "b")], [node("1", "9"), node("2", "1")], "x");
const next = part(null, [step(3, "b"), step(4, null)], [node("1", "8"), node("3", "1")], "y");

describe("A voucher's life in parts", () => {
  it("is joined: every step, each voucher once and as the later part has it, every movement", () => {
    const { steps, stepsNextCursor, lineage } = joinParts(first, next);
    expect(steps.map(({ seq }) => seq)).to.deep.equal([1, 2, 3, 4]);
    expect(stepsNextCursor).to.equal(null);
    expect(lineage.nodes.map(({ voucherId, units }) => [voucherId, units])).to.deep.equal([
      ["1", "8"],
      ["2", "1"],
      ["3", "1"],
    ]);
    expect(lineage.edges.map(({ from }) => from)).to.deep.equal(["x", "y"]);
  });

  it("has holdings that go over the seam, and end where nobody holds it any more", () => {
    expect(joinParts(first, next).holders).to.deep.equal([
      { party: "a", from: "2026-11-01T00:00:00Z", until: "2026-11-02T00:00:00Z" },
      { party: "b", from: "2026-11-02T00:00:00Z", until: "2026-11-04T00:00:00Z" },
    ]);
  });

  it("tells holders up to the last loaded step, or to the end", () => {
    expect(toldUntil(first)).to.equal("2026-11-02T00:00:00Z");
    expect(toldUntil(joinParts(first, next))).to.equal(null);
  });
});
